/* What does one look at a file show on Linux: statx, see statx(2).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "look.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "areadlink.h"
#include "linux-abi.h"
#include "open-cached.h"
#include "proc.h"

enum { BLOCK = 512 };            /* in which stat counts */

/* Fill LOOK with what STX tells.  */
static void
fill (struct look *look, struct abi_statx const *stx)
{
  uint64_t attributes = stx->attributes & stx->attributes_mask;
  uint32_t mount_id_bits = ABI_STATX_MNT_ID | ABI_STATX_MNT_ID_UNIQUE;

  *look = (struct look) {
    .dev = makedev (stx->dev_major, stx->dev_minor),
    .ino = stx->ino,
    .nlink = stx->nlink,
    .size = stx->size,
    .allocated = stx->blocks * BLOCK,
    .accessed = { (int64_t) stx->times[0][0],
                  (int64_t) (stx->times[0][1] & UINT32_MAX) },
    .modified = { (int64_t) stx->times[3][0],
                  (int64_t) (stx->times[3][1] & UINT32_MAX) },
    .mode = stx->mode,
    .uid = stx->uid,
    .gid = stx->gid,
    .attributes_known = true,
    .mount_root = (attributes & ABI_STATX_ATTR_MOUNT_ROOT) != 0,
    .automount = (attributes & ABI_STATX_ATTR_AUTOMOUNT) != 0,
    .append_only = (attributes & ABI_STATX_ATTR_APPEND) != 0,
    .immutable = (attributes & ABI_STATX_ATTR_IMMUTABLE) != 0,
    .encrypted = (attributes & ABI_STATX_ATTR_ENCRYPTED) != 0,
    .subvolume = (stx->mask & ABI_STATX_SUBVOL) != 0 ? stx->subvolume : 0,
    .mount_id = (stx->mask & mount_id_bits) != 0 ? stx->mount_id : 0,
  };
}

/* May ERR be a filter's answer to statx as such?  Not what a file system or
   its server says: that would only be said again, perhaps after a wait.  */
static bool
may_be_refused (int err)
{
  switch (err)
    {
    case ENOENT:
    case EAGAIN:
    case EINTR:
    case EIO:
    case ENOMEM:
    case ENOTCONN:
    case ESTALE:
    case ETIMEDOUT:
      return false;
    default:
      return true;
    }
}

/* As look_at, where statx is missing or refused.  */
static int
look_with_fstatat (int dirfd, char const *name, int flags, struct look *look)
{
  struct stat st;

  if (fstatat (dirfd, name, &st, flags) != 0)
    return errno;
  *look = (struct look) {
    .dev = st.st_dev, .ino = st.st_ino, .nlink = st.st_nlink,
    .size = st.st_size, .allocated = (uint64_t) st.st_blocks * BLOCK,
    .accessed = { st.st_atim.tv_sec, st.st_atim.tv_nsec },
    .modified = { st.st_mtim.tv_sec, st.st_mtim.tv_nsec },
    .mode = st.st_mode, .uid = st.st_uid, .gid = st.st_gid,
  };
  return 0;
}

/* Look at NAME in DIRFD, with the AT_ flags FLAGS.  Return 0 or an errno.  */
static int
look_with (int dirfd, char const *name, int flags, struct look *look)
{
  struct abi_statx stx;
  int sync = flags & AT_STATX_FORCE_SYNC;

  flags = (flags & ~AT_STATX_FORCE_SYNC) | AT_NO_AUTOMOUNT;
  if (abi_statx (dirfd, name, flags | (sync != 0 ? sync : AT_STATX_DONT_SYNC),
                 ABI_STATX_BASIC_STATS | ABI_STATX_MNT_ID
                 | ABI_STATX_MNT_ID_UNIQUE | ABI_STATX_SUBVOL, &stx) == 0)
    {
      fill (look, &stx);
      return 0;
    }
  int err = errno;
  return (may_be_refused (err) ? look_with_fstatat (dirfd, name, flags, look)
          : err);
}

int
look_at (int dirfd, char const *name, bool follow, struct look *look)
{
  return look_with (dirfd, name, follow ? 0 : AT_SYMLINK_NOFOLLOW, look);
}

int
look_afresh (int dirfd, char const *name, struct look *look)
{
  return look_with (dirfd, name, AT_SYMLINK_NOFOLLOW | AT_STATX_FORCE_SYNC,
                    look);
}

int
look_at_descriptor (int fd, struct look *look)
{
  return look_with (fd, "", AT_EMPTY_PATH, look);
}

char *
name_of_descriptor (int fd)
{
  char link[DESCRIPTOR_LINK_SIZE];

  return areadlink (descriptor_link (fd, link));
}

int
look_at_cached (char const *name, struct look *look)
{
  int fd = open_cached (AT_FDCWD, name, O_NOFOLLOW);
  int err = fd < 0 ? errno : look_at_descriptor (fd, look);

  if (fd >= 0)
    close (fd);
  return err;
}
