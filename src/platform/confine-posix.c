/* How is a directory opened on any system: O_SEARCH, as POSIX has it
   (gnulib's <fcntl.h> makes it O_RDONLY where it is missing).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "confine.h"

#include <fcntl.h>

#include "process.h"

int
open_directory (int dirfd, char const *name, bool nofollow)
{
  return above_standard (openat (dirfd, name,
                                 O_SEARCH | O_DIRECTORY | O_CLOEXEC
                                 | (nofollow ? O_NOFOLLOW : 0)));
}
