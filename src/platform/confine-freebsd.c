/* How is a name opened on FreeBSD: O_PATH and O_RESOLVE_BENEATH, see open(2);
   symbolic links are refused by walking the name.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "confine.h"

#include <errno.h>
#include <fcntl.h>

#include "confine-walk.h"
#include "process.h"

static int
open_any (int dirfd, char const *name, int open_flags, int flags)
{
  int fd;

  open_flags |= O_PATH | O_CLOEXEC;
  if ((flags & LOOK_UP_NOFOLLOW) != 0)
    open_flags |= O_NOFOLLOW;
  if ((flags & LOOK_UP_NO_SYMLINKS) != 0)
    return above_standard (open_walking (dirfd, name, open_flags, flags));
  if ((flags & LOOK_UP_BENEATH) != 0)
    open_flags |= O_RESOLVE_BENEATH;
  fd = above_standard (openat (dirfd, name, open_flags));
  if (fd < 0 && errno == ENOTCAPABLE)
    errno = EXDEV;
  return fd;
}

int
open_directory (int dirfd, char const *name, int flags)
{
  return open_any (dirfd, name, O_DIRECTORY, flags);
}

int
open_pinned (int dirfd, char const *name, int flags)
{
  return open_any (dirfd, name, 0, flags);
}
