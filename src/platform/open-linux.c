/* How is a name opened on Linux: O_PATH, see open(2), and openat2(2) where it
   must not leave a directory.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "open.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "linux-abi.h"
#include "process.h"

/* Others renaming directories make openat2 give up; it is worth another try,
   but not for ever.  */
enum { EAGAIN_TRIES = 64 };

/* HOW has not opened NAME, because of a symbolic link that must not be
   followed, or of too many: is it one of procfs, which leads out of the
   directory without a name?  The kernel says so where it may follow them.  Sets
   errno to ELOOP.  */
static bool
leaves_by_magic (int dirfd, char const *name, struct abi_open_how const *how)
{
  struct abi_open_how again = { .flags = how->flags,
                                .resolve = ABI_RESOLVE_BENEATH };

  if ((how->resolve & ABI_RESOLVE_NO_MAGICLINKS) == 0
      || (how->resolve & ABI_RESOLVE_NO_SYMLINKS) != 0)
    return false;
  int fd = above_standard (abi_openat2 (dirfd, name, &again));
  bool leaves = fd >= 0 || errno == EXDEV;
  if (fd >= 0)
    close (fd);
  errno = ELOOP;
  return leaves;
}

/* Open NAME with openat2.  Return a descriptor, or -1 and errno.  A filter
   that forbids openat2 answers EPERM, which O_PATH never gives.  */
static int
open_below (int dirfd, char const *name, int open_flags, int flags)
{
  struct abi_open_how how = {
    .flags = open_flags,
    .resolve = (((flags & LOOK_UP_BENEATH) != 0
                 ? ABI_RESOLVE_BENEATH | ABI_RESOLVE_NO_MAGICLINKS : 0)
                | ((flags & LOOK_UP_NO_SYMLINKS) != 0
                   ? ABI_RESOLVE_NO_SYMLINKS : 0)),
  };
  int fd = -1;

  for (int tries = 0; fd < 0 && tries < EAGAIN_TRIES; tries++)
    {
      fd = abi_openat2 (dirfd, name, &how);
      if (fd < 0 && errno != EAGAIN && errno != EINTR)
        break;
    }
  if (fd < 0 && errno == EPERM)
    errno = ENOSYS;
  if (fd < 0 && errno == ELOOP && leaves_by_magic (dirfd, name, &how))
    errno = EXDEV;
  return fd;
}

/* As open_below, but an absolute NAME, where it is allowed, starts at what the
   C library's functions take for the root: openat2 is no function of it, so
   that a program which translates names for it, as fakechroot does, is not
   asked.  */
static int
open_confined (int dirfd, char const *name, int open_flags, int flags)
{
  if (*name != '/' || (flags & LOOK_UP_BENEATH) != 0)
    return open_below (dirfd, name, open_flags, flags);

  int root = openat (AT_FDCWD, "/", O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0)
    return -1;
  name += strspn (name, "/");
  int fd = open_below (root, *name != '\0' ? name : ".", open_flags, flags);
  int err = errno;
  close (root);
  errno = err;
  return fd;
}

static int
open_any (int dirfd, char const *name, int open_flags, int flags)
{
  open_flags |= O_PATH | O_CLOEXEC;
  if ((flags & LOOK_UP_NOFOLLOW) != 0)
    open_flags |= O_NOFOLLOW;
  return above_standard ((flags & LOOK_UP_CONFINED) != 0
                         ? open_confined (dirfd, name, open_flags, flags)
                         : openat (dirfd, name, open_flags));
}

int
open_directory (int dirfd, char const *name, int flags)
{
  return open_any (dirfd, name, O_DIRECTORY, flags);
}

/* O_PATH: the descriptor only stands for the file.  */
int
open_source (int dirfd, char const *name, int flags, char **base)
{
  *base = NULL;
  return open_any (dirfd, name, 0, flags);
}
