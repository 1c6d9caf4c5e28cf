/* How is a name opened on any system: O_SEARCH, as POSIX has it (gnulib's
   <fcntl.h> makes it O_RDONLY where it is missing).  Where it must not leave a
   directory, or have symbolic links, it is walked.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "open.h"

#include <fcntl.h>
#include <stdlib.h>

#include "open-walk.h"
#include "process.h"

enum { SEARCHED = O_SEARCH | O_DIRECTORY | O_CLOEXEC };

int
open_directory (int dirfd, char const *name, int flags)
{
  char *base;

  if ((flags & LOOK_UP_CONFINED) == 0)
    {
      int nofollow = (flags & LOOK_UP_NOFOLLOW) != 0 ? O_NOFOLLOW : 0;
      return above_standard (openat (dirfd, name, SEARCHED | nofollow));
    }

  int fd = walk_confined (dirfd, name, flags, true, &base);
  free (base);
  return above_standard (fd == dirfd ? openat (dirfd, ".", SEARCHED) : fd);
}

/* Nothing can stand for a file that is not opened; with its directory held, a
   link by its last component follows nothing.  */
int
open_source (int dirfd, char const *name, int flags, char **base)
{
  int fd = walk_confined (dirfd, name, flags, false, base);

  return fd == dirfd ? fd : above_standard (fd);
}
