/* What can be seen of a file on Linux: statx, see statx(2); after a failure,
   what else may have been its cause.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "facts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/btrfs.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "areadlink.h"
#include "linux-abi.h"
#include "mount.h"
#include "process.h"

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
    .modified = { (int64_t) stx->times[3][0],
                  (int64_t) (stx->times[3][1] & UINT32_MAX) },
    .mode = stx->mode,
    .uid = stx->uid,
    .gid = stx->gid,
    .mount_root = (attributes & ABI_STATX_ATTR_MOUNT_ROOT) != 0,
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
    .size = st.st_size,
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

int
look_at_directory (int dirfd, struct look *look)
{
  return look_at (dirfd, ".", true, look);
}

/* After a failure.  */

enum { NUMBER_SIZE = 12 };

void
free_file (struct file_facts *file)
{
  free_mount (&file->mount);
}

enum answer
may_use (int fd, int mode)
{
  if (abi_access (fd, mode) == 0)
    return ANSWER_YES;
  return errno == EACCES ? ANSWER_NO : ANSWER_UNKNOWN;
}

static void
see_room (int fd, struct file_facts *file)
{
  struct statfs fs;

  if ((fd == AT_FDCWD ? statfs (".", &fs) : fstatfs (fd, &fs)) != 0)
    return;
  uint64_t block = fs.f_frsize;
  file->has_room = true;
  file->free_bytes = fs.f_bavail * block;
  file->reserved_bytes = (fs.f_bfree - fs.f_bavail) * block;
  file->inodes = fs.f_files;
  file->free_inodes = fs.f_ffree;
  file->name_limit = fs.f_namelen;
}

/* Open the directory FD, which may be AT_FDCWD, for reading.  */
static int
reopen_directory (int fd)
{
  return above_standard (openat (fd, ".", O_RDONLY | O_DIRECTORY
                                 | O_CLOEXEC));
}

/* Ask for the project of FD's file.  Older kernels want it to be open, which
   is harmless for a directory only.  */
static void
see_project (int fd, struct file_facts *file)
{
  char name[sizeof "/proc/self/fd/" + NUMBER_SIZE] = "/proc/self/cwd";
  struct abi_file_attributes attributes;

  if (fd != AT_FDCWD)
    sprintf (name, "/proc/self/fd/%d", fd);
  if (abi_file_getattr (name, &attributes) == 0)
    file->has_project = true;
  else if (errno == ENOSYS && S_ISDIR (file->look.mode))
    {
      struct abi_fsxattr old;
      int readable = reopen_directory (fd);
      if (readable < 0)
        return;
      file->has_project = ioctl (readable, ABI_FS_IOC_FSGETXATTR, &old) == 0;
      close (readable);
      attributes.flags = old.flags;
      attributes.project = old.project;
    }
  if (!file->has_project)
    return;
  file->project = attributes.project;
  file->passes_project = (attributes.flags & ABI_XFLAG_PROJINHERIT) != 0;
}

/* Is the directory FD in a btrfs subvolume that is read-only?  */
static void
see_subvolume (int fd, struct file_facts *file)
{
  struct btrfs_ioctl_get_subvol_info_args *info;
  int readable = reopen_directory (fd);

  if (readable < 0)
    return;
  info = calloc (1, sizeof *info);
  if (info && ioctl (readable, BTRFS_IOC_GET_SUBVOL_INFO, info) >= 0)
    {
      file->subvolume_read_only = (info->flags & ABI_BTRFS_ROOT_RDONLY) != 0;
      file->look.subvolume = info->treeid;
    }
  free (info);
  close (readable);
}

void
see_file (int fd, unsigned int what, struct mount_facts const *near,
          struct file_facts *file)
{
  *file = (struct file_facts) { .seen = false };
  file->err = look_at_descriptor (fd, &file->look);
  file->seen = file->err == 0;
  if (!file->seen)
    return;
  if (near && near->id != 0 && near->id == file->look.mount_id)
    copy_mount (&file->mount, near);
  else
    see_mount (fd, &file->mount);
  if (waits_for_others (&file->mount))
    return;
  if ((what & SEE_USE_FILE) != 0)
    file->may_use = may_use (fd, R_OK | W_OK);
  if ((what & SEE_USE_DIRECTORY) != 0)
    file->may_use = may_use (fd, W_OK | X_OK);
  if ((what & SEE_ROOM) != 0)
    see_room (fd, file);
  if ((what & SEE_PROJECT) != 0)
    see_project (fd, file);
  if ((what & SEE_SUBVOLUME) != 0 && strcmp (file->mount.type, "btrfs") == 0)
    see_subvolume (fd, file);
}

bool
opened_as_tmpfile (int fd)
{
  int flags = fcntl (fd, F_GETFL);

  return flags >= 0 && (flags & O_TMPFILE) == O_TMPFILE;
}

void
see_entry (int fd, struct file_facts const *dir, char const *name,
           struct file_facts *entry)
{
  struct abi_open_how how = { .flags = O_PATH | O_NOFOLLOW | O_CLOEXEC };
  int opened;

  *entry = (struct file_facts) { .seen = false };
  if (waits_for_others (&dir->mount))
    {
      how.resolve = ABI_RESOLVE_CACHED;
      opened = above_standard (abi_openat2 (fd, name, &how));
    }
  else
    opened = above_standard (openat (fd, name, (int) how.flags));
  if (opened < 0)
    {
      entry->err = errno;
      return;
    }
  see_file (opened, 0, &dir->mount, entry);
  close (opened);
}

/* This process.  */

/* Read the beginning of the file NAME of procfs into TEXT, SIZE bytes.
   Return whether there is something.  */
static bool
read_proc (char const *name, char *text, size_t size)
{
  int fd = above_standard (open (name, O_RDONLY | O_CLOEXEC));
  if (fd < 0)
    return false;

  ssize_t length = read (fd, text, size - 1);
  close (fd);
  text[length > 0 ? length : 0] = '\0';
  return length > 0;
}

/* Is the setting NAME on?  */
static enum answer
setting (char const *name)
{
  char text[NUMBER_SIZE];

  if (!read_proc (name, text, sizeof text))
    return ANSWER_UNKNOWN;
  return strtol (text, NULL, 10) > 0 ? ANSWER_YES : ANSWER_NO;
}

/* Return the number, to BASE, of the line KEY in STATUS, or 0.  */
static unsigned long long
status_number (char const *status, char const *key, int base)
{
  char const *line = strstr (status, key);

  return line ? strtoull (line + strlen (key), NULL, base) : 0;
}

/* Is this another user namespace than the one that the system began with,
   which maps every user to itself?  */
static bool
in_user_namespace (void)
{
  char map[256];
  unsigned long inside, outside, count;

  return (read_proc ("/proc/self/uid_map", map, sizeof map)
          && ! (sscanf (map, "%lu %lu %lu", &inside, &outside, &count) == 3
                && inside == 0 && outside == 0 && count == UINT_MAX));
}

void
see_process (struct process_facts *process)
{
  char status[4096];
  char number[NUMBER_SIZE];

  *process = (struct process_facts) { .euid = geteuid () };
  if (!read_proc ("/proc/self/status", status, sizeof status))
    return;
  unsigned long long caps = status_number (status, "\nCapEff:", 16);
  process->known = true;
  process->overflow_uid
    = (read_proc ("/proc/sys/kernel/overflowuid", number, sizeof number)
       ? strtoul (number, NULL, 10) : 65534);
  process->owns_all = (caps >> CAP_FOWNER & 1) != 0;
  process->writes_all = (caps >> CAP_DAC_OVERRIDE & 1) != 0;
  process->filtered = status_number (status, "\nSeccomp:", 10) == 2;
  process->in_user_namespace = in_user_namespace ();
  process->opens_handles = ((caps >> CAP_DAC_READ_SEARCH & 1) != 0
                            && !process->in_user_namespace);
  process->protects_hardlinks
    = setting ("/proc/sys/fs/protected_hardlinks");
  process->protects_symlinks = setting ("/proc/sys/fs/protected_symlinks");
}

char *
directory_name (int fd)
{
  char link[sizeof "/proc/self/fd/" + 12];

  sprintf (link, "/proc/self/fd/%d", fd);
  return areadlink (link);
}
