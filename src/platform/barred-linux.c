/* What new names does a file system refuse, whoever asks, on Linux: statfs(2),
   and where that does not name the type, the mount table.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "barred.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>

#include "fstype.h"
#include "linux-abi.h"
#include "mount.h"

/* Let BARRED have what the type of the file system of FD lacks.  */
static void
add_what_type_lacks (struct barred *barred, int fd)
{
  struct mount_facts mount = { .id = 0 };

  see_mount (fd, &mount);
  struct fstype const *type = fstype_named (mount.type);
  barred->hard_links = type->no_hard_links ? EPERM : 0;
  barred->symlinks = type->no_symlinks ? EPERM : 0;
  free_mount (&mount);
}

struct barred
see_barred (int fd)
{
  struct barred barred = { .names = 0 };
  struct statfs fs;

  if ((fd == AT_FDCWD ? statfs (".", &fs) : fstatfs (fd, &fs)) != 0)
    return barred;
  if (fs.f_type == ABI_PROC_SUPER_MAGIC)
    barred.names = ENOENT;
  else if ((fs.f_flags & ST_RDONLY) != 0)
    barred.names = EROFS;

  struct fstype const *type = fstype_of_magic ((uint32_t) fs.f_type);
  barred.divided = type && type->family == FS_BTRFS;
  barred.mixed = type && type->family == FS_OVERLAY;
  if (!type && barred.names == 0)
    add_what_type_lacks (&barred, fd);
  return barred;
}
