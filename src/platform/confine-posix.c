/* How is a name opened on any system: O_SEARCH, as POSIX has it (gnulib's
   <fcntl.h> makes it O_RDONLY where it is missing).  Where it must not leave a
   directory, no symbolic link is followed at all.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "confine.h"

#include <errno.h>
#include <fcntl.h>

#include "confine-walk.h"
#include "process.h"

int
open_directory (int dirfd, char const *name, int flags)
{
  int open_flags = O_SEARCH | O_DIRECTORY | O_CLOEXEC;

  if ((flags & LOOK_UP_CONFINED) != 0)
    return above_standard (open_walking (dirfd, name, open_flags, flags));
  if ((flags & LOOK_UP_NOFOLLOW) != 0)
    open_flags |= O_NOFOLLOW;
  return above_standard (openat (dirfd, name, open_flags));
}

/* Without O_PATH nothing can stand for a file that is not opened.  */
int
open_pinned (int dirfd, char const *name, int flags)
{
  (void) dirfd;
  (void) name;
  (void) flags;
  errno = ENOSYS;
  return -1;
}
