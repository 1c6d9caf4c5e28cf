/* How much room has the file system of a directory on Linux?  See statfs(2).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "room.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "areadlink.h"
#include "fstype.h"
#include "open-cached.h"
#include "proc.h"
#include "xvasprintf.h"

/* Return the name of the block device of MOUNT, as sysfs has it, allocated; or
   NULL.  */
static char *
block_device (struct mount_facts const *mount)
{
  char *link = xasprintf ("/sys/dev/block/%u:%u", major (mount->device),
                          minor (mount->device));
  char *leads_to = areadlink (link);
  char *base = leads_to ? strrchr (leads_to, '/') : NULL;
  char *name = base ? xasprintf ("%s", base + 1) : NULL;

  free (leads_to);
  free (link);
  return name;
}

/* Store in *BLOCKS how many blocks ext4 on MOUNT keeps for itself, which
   nobody may fill.  Return whether that is known.  */
static bool
see_private_blocks (struct mount_facts const *mount, uint64_t *blocks)
{
  char number[24];
  char *device = block_device (mount);
  char *name = (device ? xasprintf ("/sys/fs/ext4/%s/reserved_clusters",
                                    device) : NULL);
  bool known = name && read_proc (name, number, sizeof number) > 0;

  if (known)
    *blocks = strtoull (number, NULL, 10);
  free (name);
  free (device);
  return known;
}

/* Fill in FILE what the whole file system has free, where FS may show what a
   project has: the directory that is mounted shows it.  */
static void
see_whole (struct statfs const *fs, struct file_facts *file)
{
  struct statfs whole;
  int fd = (file->mount.point
            ? open_cached (AT_FDCWD, file->mount.point, 0)
            : -1);

  if (fd < 0)
    return;
  if (fstatfs (fd, &whole) == 0
      && memcmp (&whole.f_fsid, &fs->f_fsid, sizeof fs->f_fsid) == 0)
    file->whole_free_bytes = whole.f_bavail * (uint64_t) whole.f_frsize;
  close (fd);
}

void
see_room (int fd, struct file_facts *file)
{
  struct statfs fs;
  uint64_t private = 0;

  if ((fd == AT_FDCWD ? statfs (".", &fs) : fstatfs (fd, &fs)) != 0)
    return;
  uint64_t block = fs.f_frsize;
  uint64_t reserved = fs.f_bfree - fs.f_bavail;
  if (fstype_named (file->mount.type)->family == FS_EXT
      && see_private_blocks (&file->mount, &private))
    {
      file->reserve_known = true;
      reserved -= private < reserved ? private : reserved;
    }
  file->has_room = true;
  if (file->has_project && file->project != 0)
    see_whole (&fs, file);
  file->block_bytes = block;
  file->free_bytes = fs.f_bavail * block;
  file->reserved_bytes = reserved * block;
  file->inodes = fs.f_files;
  file->free_inodes = fs.f_ffree;
  file->name_limit = fs.f_namelen;
}
