/* What is known of a type of file systems by its name?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_FSTYPE_H
#define FHLN_FSTYPE_H

#include <stdbool.h>
#include <stdint.h>

/* Those that something is asked of alone.  */
enum fs_family
{
  FS_OTHER,
  FS_BTRFS,
  FS_EXT,                       /* ext2, ext3 and ext4 */
  FS_FUSE,                      /* with any subtype, on a block device or not */
  FS_NFS,
  FS_OVERLAY,
  FS_PROC,
  FS_SMB,
  FS_TMPFS,
  FS_XFS
};

/* What is false, 0 or "" is not known.  */
struct fstype
{
  char name[12];
  enum fs_family family;
  uint32_t magic;               /* the number that statfs shows, of those that
                                   answer from this machine alone */
  bool no_hard_links;           /* it never has any */
  bool no_symlinks;
  bool waits;                   /* for a server, another machine, or the
                                   automounter */
  bool counts_characters;       /* a name's length, not its bytes */
  bool keeps_modes;             /* a server's modes are those that count */
  char server[12];              /* what its server is called, "" if others than
                                   this machine decide nothing */
};

/* Return what is known of the type NAME, as the mount table has it, or NULL.
   There is a row for any.  */
struct fstype const *fstype_named (char const *name);

/* Is TYPE known to be a file system of this machine alone?  */
bool is_local (struct fstype const *type);

/* Return the type that statfs shows as MAGIC, or NULL if that is none which is
   known to answer from this machine alone.  */
struct fstype const *fstype_of_magic (uint32_t magic);

#endif
