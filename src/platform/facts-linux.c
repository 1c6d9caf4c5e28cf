/* What can be seen of a file on Linux: statx, see statx(2).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "facts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "linux-abi.h"

/* Fill LOOK with what STX tells.  */
static void
fill (struct look *look, struct statx const *stx)
{
  uint64_t attributes = stx->stx_attributes & stx->stx_attributes_mask;

  *look = (struct look) {
    .dev = makedev (stx->stx_dev_major, stx->stx_dev_minor),
    .ino = stx->stx_ino,
    .nlink = stx->stx_nlink,
    .mode = stx->stx_mode,
    .uid = stx->stx_uid,
    .mount_root = (attributes & STATX_ATTR_MOUNT_ROOT) != 0,
    .append_only = (attributes & STATX_ATTR_APPEND) != 0,
  };
}

/* As look_at, where statx is missing or filtered out.  */
static int
look_with_fstatat (int dirfd, char const *name, int flags, struct look *look)
{
  struct stat st;

  if (fstatat (dirfd, name, &st, flags) != 0)
    return errno;
  *look = (struct look) {
    .dev = st.st_dev, .ino = st.st_ino, .nlink = st.st_nlink,
    .mode = st.st_mode, .uid = st.st_uid,
  };
  return 0;
}

/* Look at NAME in DIRFD, with the AT_ flags FLAGS.  Return 0 or an errno.  */
static int
look_with (int dirfd, char const *name, int flags, struct look *look)
{
  struct statx stx;

  flags |= AT_NO_AUTOMOUNT;
  if (abi_statx (dirfd, name, flags | AT_STATX_DONT_SYNC, STATX_BASIC_STATS,
                 &stx) == 0)
    {
      fill (look, &stx);
      return 0;
    }
  return (errno == ENOSYS ? look_with_fstatat (dirfd, name, flags, look)
          : errno);
}

int
look_at (int dirfd, char const *name, bool follow, struct look *look)
{
  return look_with (dirfd, name, follow ? 0 : AT_SYMLINK_NOFOLLOW, look);
}

int
look_at_descriptor (int fd, struct look *look)
{
  return look_with (fd, "", AT_EMPTY_PATH, look);
}

int
look_at_directory (int dirfd, struct look *look)
{
  return look_at (dirfd, ".", true, look);
}
