/* How is a directory opened on Linux: O_PATH, see open(2).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "confine.h"

#include <fcntl.h>

#include "process.h"

int
open_directory (int dirfd, char const *name, bool nofollow)
{
  return above_standard (openat (dirfd, name,
                                 O_PATH | O_DIRECTORY | O_CLOEXEC
                                 | (nofollow ? O_NOFOLLOW : 0)));
}
