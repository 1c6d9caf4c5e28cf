/* What is known of a type of file systems by its name?  Pure: one table, the
   same on every system.
   SPDX-License-Identifier: GPL-3.0-or-later

   The limits and what a type lacks are those of Linux's file systems.  No type
   tells whether it can link: those that are said to have no links cannot.  */

#include <config.h>

#include "fstype.h"

#include <stddef.h>
#include <string.h>

static struct fstype const types[] =
{
  { "9p", .waits = true },
  { "adfs", .no_hard_links = true },
  { "affs", .no_hard_links = true },
  { "afs", .waits = true },
  { "autofs", .waits = true },
  { "bcachefs", .magic = 0xca451a4e },
  { "binder", .no_hard_links = true },
  { "binfmt_misc", .no_hard_links = true, .no_symlinks = true },
  { "bpf", .no_hard_links = true },
  { "btrfs", .family = FS_BTRFS, .magic = 0x9123683e, .link_limit = 65535 },
  { "ceph", .waits = true },
  { "cgroup", .no_hard_links = true, .no_symlinks = true },
  { "cgroup2", .no_hard_links = true, .no_symlinks = true },
  { "cifs", .waits = true },
  { "coda", .waits = true },
  { "configfs", .no_hard_links = true },
  { "debugfs", .no_hard_links = true, .no_symlinks = true },
  { "devpts", .no_hard_links = true, .no_symlinks = true },
  { "efivarfs", .no_hard_links = true, .no_symlinks = true },
  { "exfat", .no_hard_links = true, .no_symlinks = true },
  { "ext2", .link_limit = 32000 },
  { "ext2/3/4", .magic = 0xef53 },
  { "ext3", .link_limit = 32000 },
  { "ext4", .link_limit = 65000 },
  { "f2fs", .magic = 0xf2f52010 },
  { "fuse", .family = FS_FUSE, .waits = true },
  { "fuseblk", .family = FS_FUSE, .waits = true },
  { "fusectl", .no_hard_links = true, .no_symlinks = true },
  { "gfs2", .waits = true },
  { "hfs", .no_hard_links = true, .no_symlinks = true },
  { "hfsplus", .magic = 0x482b },
  { "lustre", .waits = true },
  { "mqueue", .no_hard_links = true, .no_symlinks = true },
  { "msdos", .no_hard_links = true, .no_symlinks = true },
  { "ncpfs", .waits = true },
  { "nfs", .waits = true },
  { "nfs4", .waits = true },
  { "ocfs2", .waits = true },
  { "orangefs", .waits = true },
  { "overlay", .family = FS_OVERLAY, .magic = 0x794c7630 },
  { "proc", .family = FS_PROC },
  { "pstore", .no_hard_links = true, .no_symlinks = true },
  { "resctrl", .no_hard_links = true },
  { "rpc_pipefs", .no_hard_links = true },
  { "securityfs", .no_hard_links = true, .no_symlinks = true },
  { "selinuxfs", .no_hard_links = true },
  { "smackfs", .no_hard_links = true },
  { "smb3", .waits = true },
  { "smbfs", .waits = true },
  { "sysfs", .no_hard_links = true, .no_symlinks = true },
  { "tmpfs", .family = FS_TMPFS, .magic = 0x01021994 },
  { "tracefs", .no_hard_links = true, .no_symlinks = true },
  { "vboxsf", .waits = true },
  { "vfat", .no_hard_links = true, .no_symlinks = true },
  { "virtiofs", .waits = true },
  { "xfs", .magic = 0x58465342, .link_limit = 2147483647 },
};

enum { TYPES = sizeof types / sizeof *types };

/* What begins as FUSE's types do, and what nothing is known of.  */
static struct fstype const fuse_like = { .waits = true };
static struct fstype const unknown = { .waits = false };

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
