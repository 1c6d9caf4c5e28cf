/* How does a whole file system reach the disk on any system: all of them do,
   by sync.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sync.h"

#include <stddef.h>
#include <unistd.h>

char const *
sync_unavailable (void)
{
  return NULL;
}

int
sync_file_system (int fd)
{
  (void) fd;
  sync ();
  return 0;
}
