/* Under which name does another mount show a file, on a system that does not
   tell?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "elsewhere.h"

#include <stddef.h>

char *
name_on_mount (int fd, struct file_facts const *file,
               struct mount_facts const *other)
{
  (void) fd;
  (void) file;
  (void) other;
  return NULL;
}
