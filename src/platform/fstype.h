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
  FS_FUSE,                      /* with any subtype, on a block device or not */
  FS_OVERLAY,
  FS_PROC,
  FS_TMPFS
};

/* What is false or 0 is not known.  */
struct fstype
{
  char name[12];
  enum fs_family family;
  uint32_t magic;               /* the number that statfs shows, of those that
                                   answer from this machine alone */
  uint32_t link_limit;          /* how many links a file may have */
  bool no_hard_links;           /* it never has any */
  bool no_symlinks;
  bool waits;                   /* for a server, another machine, or the
                                   automounter */
};

/* Return what is known of the type NAME, as the mount table has it, or NULL.
   There is a row for any.  */
struct fstype const *fstype_named (char const *name);

/* Return the type that statfs shows as MAGIC, or NULL if that is none which is
   known to answer from this machine alone.  */
struct fstype const *fstype_of_magic (uint32_t magic);

#endif
