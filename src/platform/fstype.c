/* What is known of a type of file systems by its name?  Pure: one table, the
   same on every system.
   SPDX-License-Identifier: GPL-3.0-or-later

   What a type lacks is what Linux's file systems lack.  No type tells whether
   it can link: those that are said to have no links cannot.  Nothing is said
   of limits: those are met, not looked up.  */

#include <config.h>

#include "fstype.h"

#include <stddef.h>
#include <string.h>

static struct fstype const types[] =
{
  { "9p", .waits = true, .keeps_modes = true, .server = "9p server" },
  { "adfs", .no_hard_links = true },
  { "afs", .waits = true, .server = "AFS server" },
  { "autofs", .waits = true },
  { "beegfs", .waits = true, .server = "server" },
  { "bcachefs", .magic = 0xca451a4e },
  { "binder", .no_hard_links = true },
  { "binfmt_misc", .no_hard_links = true, .no_symlinks = true },
  { "btrfs", .family = FS_BTRFS, .magic = 0x9123683e },
  { "ceph", .waits = true, .keeps_modes = true, .server = "Ceph server" },
  { "cgroup", .no_hard_links = true, .no_symlinks = true },
  { "cgroup2", .no_hard_links = true, .no_symlinks = true },
  { "cifs", .family = FS_SMB, .waits = true, .counts_characters = true,
    .keeps_modes = true, .server = "SMB server" },
  { "coda", .waits = true, .server = "Coda server" },
  { "configfs", .no_hard_links = true },
  { "debugfs", .no_hard_links = true, .no_symlinks = true },
  { "devpts", .no_hard_links = true, .no_symlinks = true },
  { "efivarfs", .no_hard_links = true, .no_symlinks = true },
  { "exfat", .no_hard_links = true, .no_symlinks = true,
    .counts_characters = true },
  { "erofs", .magic = 0xe0f5e1e2 },
  { "ext2", .family = FS_EXT },
  { "ext2/3/4", .family = FS_EXT, .magic = 0xef53 },
  { "ext3", .family = FS_EXT },
  { "ext4", .family = FS_EXT },
  { "f2fs", .magic = 0xf2f52010 },
  { "fuse", .family = FS_FUSE, .waits = true, .server = "FUSE server" },
  { "fuseblk", .family = FS_FUSE, .waits = true, .server = "FUSE server" },
  { "fusectl", .no_hard_links = true, .no_symlinks = true },
  { "gfs2", .waits = true, .keeps_modes = true },
  { "gpfs", .waits = true, .keeps_modes = true },
  { "hfs", .no_hard_links = true, .no_symlinks = true,
    .counts_characters = true },
  { "hfsplus", .magic = 0x482b,
    .counts_characters = true },
  { "iso9660", .counts_characters = true },
  { "jfs", .magic = 0x3153464a, .counts_characters = true },
  { "lustre", .waits = true, .keeps_modes = true,
    .server = "server" },
  { "mqueue", .no_hard_links = true, .no_symlinks = true },
  { "msdos", .no_hard_links = true, .no_symlinks = true,
    .counts_characters = true },
  { "ncpfs", .waits = true, .server = "server" },
  { "nfs", .family = FS_NFS, .waits = true, .keeps_modes = true,
    .server = "NFS server" },
  { "nfs4", .family = FS_NFS, .waits = true, .keeps_modes = true,
    .server = "NFS server" },
  { "nilfs2", .magic = 0x3434 },
  { "ntfs", .counts_characters = true },
  { "ntfs3", .counts_characters = true },
  { "ocfs2", .waits = true, .keeps_modes = true },
  { "panfs", .waits = true, .server = "server" },
  { "prl_fs", .waits = true, .server = "host" },
  { "pvfs2", .waits = true, .keeps_modes = true,
    .server = "server" },
  { "overlay", .family = FS_OVERLAY, .magic = 0x794c7630 },
  { "proc", .family = FS_PROC },
  { "pstore", .no_hard_links = true, .no_symlinks = true },
  { "ramfs", .magic = 0x858458f6 },
  { "resctrl", .no_hard_links = true },
  { "rootfs", .magic = 0x858458f6 },
  { "rpc_pipefs", .no_hard_links = true },
  { "securityfs", .no_hard_links = true, .no_symlinks = true },
  { "selinuxfs", .no_hard_links = true },
  { "smackfs", .no_hard_links = true },
  { "smb3", .family = FS_SMB, .waits = true, .counts_characters = true,
    .keeps_modes = true, .server = "SMB server" },
  { "smbfs", .waits = true, .counts_characters = true, .server = "SMB server" },
  { "squashfs", .magic = 0x73717368 },
  { "sysfs", .no_hard_links = true, .no_symlinks = true },
  { "tmpfs", .family = FS_TMPFS, .magic = 0x01021994 },
  { "tracefs", .no_hard_links = true, .no_symlinks = true },
  { "ubifs", .magic = 0x24051905 },
  { "udf", .counts_characters = true },
  { "vboxsf", .waits = true, .server = "host" },
  { "vfat", .no_hard_links = true, .no_symlinks = true,
    .counts_characters = true },
  { "vmhgfs", .waits = true, .server = "host" },
  { "virtiofs", .waits = true, .keeps_modes = true,
    .server = "host" },
  { "xfs", .family = FS_XFS, .magic = 0x58465342 },
  { "zfs", .magic = 0x2fc12fc1 },
};

enum { TYPES = sizeof types / sizeof *types };

/* What begins as FUSE's types do, and what nothing is known of.  */
static struct fstype const fuse_like = { .waits = true };
static struct fstype const unknown = { .waits = false };

bool
is_local (struct fstype const *type)
{
  return !type->waits && (type->magic != 0 || type->family == FS_EXT);
}

/* Return the row NAME, or NULL.  */
static struct fstype const *
find (char const *name)
{
  for (size_t i = 0; i < TYPES; i++)
    if (strcmp (types[i].name, name) == 0)
      return &types[i];
  return NULL;
}

struct fstype const *
fstype_named (char const *name)
{
  struct fstype const *type = name ? find (name) : &unknown;

  if (type)
    return type;
  if (strncmp (name, "fuse.", 5) == 0 || strncmp (name, "fuseblk.", 8) == 0)
    return find ("fuse");
  return strncmp (name, "fuse", 4) == 0 ? &fuse_like : &unknown;
}

struct fstype const *
fstype_of_magic (uint32_t magic)
{
  for (size_t i = 0; i < TYPES; i++)
    if (types[i].magic != 0 && types[i].magic == magic)
      return &types[i];
  return NULL;
}
