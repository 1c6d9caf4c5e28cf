/* What new names does a file system refuse, whoever asks: this system does not
   tell.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "barred.h"

struct barred
see_barred (int fd)
{
  (void) fd;
  return (struct barred) { .names = 0 };
}
