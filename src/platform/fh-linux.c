/* How is a file linked by a handle on Linux: name_to_handle_at(2) and
   open_by_handle_at(2).
   SPDX-License-Identifier: GPL-3.0-or-later

   A hard link stays on DEST's mount, so that is where a handle is opened: no
   mount table is searched.  The kernel takes some handles that name another
   file than they once did: what was opened is encoded again and compared.  */

#include <config.h>

#include "fh.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "areadlink.h"
#include "basename-lgpl.h"
#include "file.h"
#include "linux-abi.h"
#include "linux-ioctl.h"
#include "mount.h"
#include "open.h"
#include "proc.h"
#include "process.h"

/* A handle as the kernel takes it.  */
union kernel_handle
{
  struct file_handle head;
  unsigned char room[sizeof (struct file_handle) + HANDLE_BYTES_MAX];
};

/* Close FD, keeping errno.  */
static void
close_quietly (int fd)
{
  int err = errno;

  close (fd);
  errno = err;
}

/* Text.  */

char const *
handles_unavailable (void)
{
  return NULL;
}

int
fh_from_parts (struct handle_parts const *parts, fhandle_t *fh)
{
  *fh = (fhandle_t) {
    .has_fsid = parts->has_fsid, .fsid = parts->fsid,
    .has_sdev = parts->has_sdev, .sdev = parts->sdev,
    .has_ino = parts->has_ino, .ino = parts->ino,
    .type = parts->type, .count = parts->count,
  };
  memcpy (fh->bytes, parts->bytes, parts->count);
  return 0;
}

void
fh_to_parts (fhandle_t const *fh, struct handle_parts *parts)
{
  *parts = (struct handle_parts) {
    .has_fsid = true, .fsid = fh->fsid, .type = fh->type, .count = fh->count,
  };
  memcpy (parts->bytes, fh->bytes, fh->count);
}

/* The identity of a file system.  */

/* Fold UUID as the kernel's uuid_to_fsid does; 0 for none.  */
static uint64_t
fold_uuid (unsigned char const uuid[16])
{
  uint64_t folded = 0;

  for (int i = 7; i >= 0; i--)
    folded = folded << 8 | (uuid[i] ^ uuid[i + 8]);
  return folded;
}

/* Return the identity that the UUID of FD's file system gives, or 0 if it has
   none or FD is not open for reading.  */
static uint64_t
uuid_identity (int fd)
{
  struct abi_fsuuid fsuuid;
  struct abi_btrfs_fs_info info;

  if (ioctl (fd, ABI_FS_IOC_GETFSUUID, &fsuuid) == 0
      && fsuuid.len == sizeof fsuuid.uuid)
    return fold_uuid (fsuuid.uuid);
  memset (&info, 0, sizeof info);
  if (ioctl (fd, ABI_BTRFS_IOC_FS_INFO, &info) == 0)
    return fold_uuid (info.fsid);
  return 0;
}

/* Return the identity that statfs gives of FD's file system, or 0.  */
static uint64_t
statfs_identity (int fd)
{
  struct statfs fs;
  uint32_t halves[2];

  if (fstatfs (fd, &fs) != 0)
    return 0;
  memcpy (halves, &fs.f_fsid, sizeof halves);
  return (uint64_t) halves[1] << 32 | halves[0];
}

/* Open what FD, an O_PATH descriptor, refers to for reading, if nothing
   happens by that: a regular file or a directory.  Return -1 if not.  */
static int
reopen_harmless (int fd)
{
  struct stat st;
  char name[DESCRIPTOR_LINK_SIZE];

  if (fstat (fd, &st) != 0)
    return -1;
  if (S_ISDIR (st.st_mode))
    return reopen_to_read (fd);
  if (!S_ISREG (st.st_mode))
    return -1;
  int reopened = above_standard (open (descriptor_link (fd, name),
                                       O_RDONLY | O_NONBLOCK | O_NOCTTY
                                       | O_CLOEXEC));
  struct stat again;
  if (reopened >= 0 && fstat (reopened, &again) == 0
      && again.st_dev == st.st_dev && again.st_ino == st.st_ino)
    return reopened;
  if (reopened >= 0)
    close (reopened);
  return -1;
}

/* Return an identity of FD's file system by its UUID; FD may be O_PATH.  */
static uint64_t
reopened_identity (int fd)
{
  int readable = reopen_harmless (fd);

  if (readable < 0)
    return 0;
  uint64_t identity = uuid_identity (readable);
  close (readable);
  return identity;
}

/* Open the directory where PATH, relative to DIRFD, lies, with FLAGS.
   Return a descriptor, or -1 and errno.  */
static int
open_parent (int dirfd, char const *path, int flags)
{
  size_t length = last_component (path) - path;
  int opened;

  flags |= O_DIRECTORY | O_CLOEXEC;
  if (length == 0)
    return above_standard (openat (dirfd, ".", flags));

  char *parent = strndup (path, length);
  if (!parent)
    return -1;
  opened = above_standard (openat (dirfd, parent, flags));
  int err = errno;
  free (parent);
  errno = err;
  return opened;
}

/* Return the identity of the file system of FD, which was opened as PATH
   relative to DIRFD.  A file that must not be opened is asked for through its
   directory, if that is on the same mount.  */
static uint64_t
identity_of (int fd, int dirfd, char const *path)
{
  uint64_t identity = reopened_identity (fd);

  if (identity == 0 && *path != '\0')
    {
      int parent = open_parent (dirfd, path, O_RDONLY);
      if (parent >= 0)
        {
          uint64_t mount = mount_table_id (fd);
          if (mount != 0 && mount == mount_table_id (parent))
            identity = uuid_identity (parent);
          close (parent);
        }
    }
  return identity != 0 ? identity : statfs_identity (fd);
}

/* Is FSID an identity of the file system of DIRFD, open for reading?  Zeros
   are only where nothing is known.  */
static bool
is_identity (int dirfd, uint64_t fsid)
{
  uint64_t by_uuid = uuid_identity (dirfd);
  uint64_t by_statfs = statfs_identity (dirfd);

  if (fsid == 0)
    return by_uuid == 0 && by_statfs == 0;
  return fsid == by_uuid || fsid == by_statfs;
}

/* Making a handle.  */

/* Get the handle of FD's file into FH.  Return 0 or an errno.  */
static int
encode (int fd, fhandle_t *fh)
{
  union kernel_handle handle;
  int mount;

  for (int tries = 0; ; tries++)
    {
      handle.head.handle_bytes = HANDLE_BYTES_MAX;
      if (name_to_handle_at (fd, "", &handle.head, &mount, AT_EMPTY_PATH)
          == 0)
        break;
      if (errno != EOVERFLOW || tries == 3)
        return errno;
    }
  fh->type = handle.head.handle_type;
  fh->count = handle.head.handle_bytes;
  memcpy (fh->bytes, handle.head.f_handle, fh->count);
  return 0;
}

/* Fill FH for the file of FD, which was opened as PATH relative to DIRFD.
   Return 0 or an errno.  */
static int
describe (int fd, int dirfd, char const *path, fhandle_t *fh)
{
  struct look look;

  *fh = (fhandle_t) { .has_fsid = true, .has_dev = true, .has_ino = true };
  int err = encode (fd, fh);
  if (err == 0)
    err = look_at_descriptor (fd, &look);
  if (err != 0)
    return err;
  fh->dev = look.dev;
  fh->ino = look.ino;
  fh->fsid = identity_of (fd, dirfd, path);
  return 0;
}

int
getfhat (int fd, char *path, fhandle_t *fhp, int flag)
{
  int err;

  if (*path == '\0' && (flag & AT_EMPTY_PATH) != 0)
    err = describe (fd, fd, path, fhp);
  else
    {
      int nofollow = (flag & AT_SYMLINK_NOFOLLOW) != 0 ? O_NOFOLLOW : 0;
      int opened = above_standard (openat (fd, path,
                                           O_PATH | O_CLOEXEC | nofollow));
      if (opened < 0)
        return -1;
      err = describe (opened, fd, path, fhp);
      close (opened);
    }
  if (err == 0)
    return 0;
  errno = err;
  return -1;
}

/* Using a handle.  */

/* Does FD, opened by FH, encode to FH again?  A handle that can be connected
   (to its directory) holds the plain one, and more.  Return 0, ESTALE if it
   does not, or another errno.  */
static int
encode_back (int fd, fhandle_t const *fh)
{
  fhandle_t again = { .count = 0 };
  bool connectable = (fh->type & ABI_FILEID_IS_CONNECTABLE) != 0;
  int err = encode (fd, &again);

  if (err != 0)
    return err;
  if (again.count > fh->count
      || memcmp (again.bytes, fh->bytes, again.count) != 0
      || (!connectable && (again.type != fh->type
                           || again.count != fh->count)))
    return ESTALE;
  return 0;
}

/* Is LOOK, at FD's file, on the device that FH has?  The kernel's own number
   is not st_dev where subvolumes have numbers of their own (btrfs).  */
static bool
same_device (fhandle_t const *fh, int fd, struct look const *look)
{
  struct statfs fs;

  if (fh->has_dev)
    return fh->dev == look->dev;
  if (!fh->has_sdev)
    return true;
  if (abi_kernel_device (fh->sdev) == look->dev)
    return true;
  return fstatfs (fd, &fs) == 0 && fs.f_type == ABI_BTRFS_SUPER_MAGIC;
}

/* Check that FD, opened by FH, is the file that FH means.
   Return 0 or an errno.  */
static int
verify (fhandle_t const *fh, int fd)
{
  struct look look;
  int err = look_at_descriptor (fd, &look);

  if (err != 0)
    return err;
  if (!same_device (fh, fd, &look))
    return EXDEV;
  if (fh->has_ino && fh->ino != look.ino)
    return ESTALE;
  return encode_back (fd, fh);
}

/* Open the file that FH names on the mount of MOUNT_FD, a directory open for
   reading.  Return an O_PATH descriptor, or -1 and errno.  */
static int
open_handle (fhandle_t const *fh, int mount_fd)
{
  union kernel_handle handle;

  if (fh->has_fsid && !is_identity (mount_fd, fh->fsid))
    {
      errno = EXDEV;
      return -1;
    }
  handle.head.handle_bytes = fh->count;
  handle.head.handle_type = fh->type;
  memcpy (handle.head.f_handle, fh->bytes, fh->count);
  int fd = above_standard (open_by_handle_at (mount_fd, &handle.head,
                                              O_PATH | O_NOFOLLOW
                                              | O_CLOEXEC));
  if (fd < 0)
    {
      /* EINVAL is what the kernel has for types that it does not know.  */
      if (errno == EINVAL)
        errno = ESTALE;
      return -1;
    }
  int err = verify (fh, fd);
  if (err == 0)
    return fd;
  close (fd);
  errno = err;
  return -1;
}

/* Open the file that FH names, on the mount where NAME in TOFD lies; store
   the directory of NAME in *PARENT unless that is null.  Return an O_PATH
   descriptor, or -1 and errno.  */
static int
open_beside (fhandle_t const *fh, int tofd, char const *name, int *parent)
{
  int directory = open_parent (tofd, name, O_RDONLY);

  if (directory < 0)
    return -1;
  int fd = open_handle (fh, directory);
  if (fd >= 0 && parent)
    *parent = directory;
  else
    close_quietly (directory);
  return fd;
}

int
fhlinkat (fhandle_t *fhp, int tofd, char const *to)
{
  int parent;
  int fd = open_beside (fhp, tofd, to, &parent);

  if (fd < 0)
    return -1;
  int result = linkat (fd, "", parent, last_component (to), AT_EMPTY_PATH);
  close_quietly (fd);
  close_quietly (parent);
  return result;
}

int
fh_look (fhandle_t *fh, int tofd, char const *name, struct look *look)
{
  int directory = open_parent (tofd, name, O_RDONLY);

  *look = (struct look) { .mode = 0 };
  if (directory < 0)
    return 0;
  int fd = open_handle (fh, directory);
  int err = fd < 0 ? errno : look_at_descriptor (fd, look);
  close (directory);
  if (fd >= 0)
    close (fd);
  return err;
}

enum answer
fh_may_use (fhandle_t *fh, int tofd, char const *name)
{
  int fd = open_beside (fh, tofd, name, NULL);

  if (fd < 0)
    return ANSWER_UNKNOWN;
  enum answer answer = may_use (fd, R_OK | W_OK);
  close (fd);
  return answer;
}

char *
fh_readlink (fhandle_t *fh, int tofd, char const *name)
{
  struct stat st;
  char *contents = NULL;
  int fd = open_beside (fh, tofd, name, NULL);

  if (fd < 0)
    return NULL;
  if (fstat (fd, &st) == 0)
    {
      if (S_ISLNK (st.st_mode))
        contents = areadlinkat (fd, "");
      else
        errno = EINVAL;
    }
  close_quietly (fd);
  return contents;
}
