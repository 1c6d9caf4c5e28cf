/* What can be seen of a file, a directory, or an entry on Linux?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/btrfs.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "access.h"
#include "fstype.h"
#include "linux-abi.h"
#include "linux-ioctl.h"
#include "open-cached.h"
#include "open.h"
#include "origin.h"
#include "proc.h"
#include "process.h"
#include "room.h"

enum answer
may_use (int fd, int mode)
{
  if (abi_access (fd, mode) == 0)
    return ANSWER_YES;
  return errno == EACCES ? ANSWER_NO : ANSWER_UNKNOWN;
}

/* Return which of the MAY_ bits of MODE FD's file is refused for.  */
static int
refused_of (int fd, int mode)
{
  int refused = 0;

  for (int bit = MAY_EXECUTE; bit <= MAY_READ; bit *= 2)
    if ((mode & bit) != 0 && may_use (fd, bit) == ANSWER_NO)
      refused |= bit;
  return refused;
}

/* Fill in FILE whether it may be used in the way MODE, and what decides it.  */
static void
see_use (int fd, int mode, struct file_facts *file)
{
  file->may_use = may_use (fd, mode);
  if (file->may_use == ANSWER_NO)
    file->refused = refused_of (fd, mode);
  if (file->may_use != ANSWER_YES)
    see_acl (fd, &file->acl);
}

/* Ask for the project of FD's file.  Older kernels want it to be open, which
   is harmless for a directory only.  */
static void
see_project (int fd, struct file_facts *file)
{
  char name[DESCRIPTOR_LINK_SIZE];
  struct abi_file_attributes attributes;

  if (abi_file_getattr (descriptor_link (fd, name), &attributes) == 0)
    file->has_project = true;
  else if (errno == ENOSYS && S_ISDIR (file->look.mode))
    {
      struct abi_fsxattr old;
      int readable = reopen_to_read (fd);
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
  int readable = reopen_to_read (fd);

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
  if ((what & SEE_ORIGIN) != 0)
    see_origin (fd, file);
  if (waits_for_others (&file->mount))
    return;
  if ((what & SEE_USE_FILE) != 0)
    see_use (fd, MAY_READ | MAY_WRITE, file);
  if ((what & SEE_USE_DIRECTORY) != 0)
    see_use (fd, MAY_WRITE | MAY_EXECUTE, file);
  if ((what & SEE_PROJECT) != 0)
    see_project (fd, file);
  if ((what & SEE_ROOM) != 0)
    see_room (fd, file);
  if ((what & SEE_SUBVOLUME) != 0
      && fstype_named (file->mount.type)->family == FS_BTRFS)
    see_subvolume (fd, file);
  if (S_ISDIR (file->look.mode))
    see_removal (fd, file);
  if ((what & SEE_SWAP) != 0 && S_ISREG (file->look.mode))
    file->is_swap = is_swap_file (&file->look);
}

void
see_entry (int fd, struct file_facts const *dir, char const *name,
           unsigned int what, struct file_facts *entry)
{
  int opened;

  *entry = (struct file_facts) { .seen = false };
  opened = (waits_for_others (&dir->mount)
            ? open_cached (fd, name, O_NOFOLLOW)
            : above_standard (openat (fd, name, O_PATH | O_NOFOLLOW
                                      | O_CLOEXEC)));
  if (opened < 0)
    {
      entry->err = errno;
      return;
    }
  see_file (opened, what, &dir->mount, entry);
  close (opened);
}
