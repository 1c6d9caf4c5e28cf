/* How is a directory opened to be read?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "open.h"

#include <fcntl.h>

#include "process.h"

int
open_to_read (int dirfd, char const *name, bool follow)
{
  return above_standard (openat (dirfd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC
                                 | (follow ? 0 : O_NOFOLLOW)));
}
