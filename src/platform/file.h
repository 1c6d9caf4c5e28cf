/* What can be seen of a file, a directory, or an entry, after a failure?
   SPDX-License-Identifier: GPL-3.0-or-later

   Nothing here blocks: where a file system's answers come from a server, only
   what is cached is asked for.  */

#ifndef FHLN_FILE_H
#define FHLN_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "acl.h"
#include "answer.h"
#include "look.h"
#include "mount.h"

/* Where does an open file come from that no name leads to?  */
enum origin
{
  ORIGIN_UNKNOWN,
  ORIGIN_NAMED,                 /* it has a name, or had one */
  ORIGIN_TMPFILE,               /* O_TMPFILE, and it never had one */
  ORIGIN_MEMORY,                /* memfd_create and its like */
  ORIGIN_KERNEL                 /* a pipe, a socket, an anonymous inode */
};

/* A file, directory or entry.  */
struct file_facts
{
  bool seen;                    /* LOOK is known */
  int err;                      /* why not */
  struct look look;
  struct mount_facts mount;
  enum answer may_use;          /* SOURCE: read and write; a directory: create
                                   names in it */
  int refused;                  /* the MAY_ bits that it is refused for */
  struct acl acl;
  bool nameless;                /* a directory that has been removed, or a
                                   file where its origin was looked at, though
                                   the link count may not tell */
  bool is_swap;                 /* the system swaps to it */
  bool has_project;
  bool passes_project;          /* a directory whose files get its project */
  uint32_t project;
  bool has_room;                /* the next eight are known */
  uint64_t free_bytes;          /* for everybody */
  uint64_t reserved_bytes;      /* for root, or whom a mount option names */
  bool reserve_known;           /* else the file system may keep some of
                                   RESERVED_BYTES for itself */
  uint64_t block_bytes;
  uint64_t whole_free_bytes;    /* of all the file system, where a directory
                                   shows what its project has; else 0 */
  uint64_t inodes;
  uint64_t free_inodes;
  uint64_t name_limit;          /* 0: unknown */
  bool subvolume_read_only;
  enum origin origin;
};

/* What to look at besides.  */
enum
{
  SEE_USE_FILE = 1,             /* may it be read and written? */
  SEE_USE_DIRECTORY = 2,        /* may names be created in it? */
  SEE_ROOM = 4,
  SEE_PROJECT = 8,
  SEE_SUBVOLUME = 16,
  SEE_ORIGIN = 32,
  SEE_SWAP = 64
};

/* Fill FILE for what is open on FD, which may be AT_FDCWD; NEAR is a mount
   that it may well be on, or NULL.  WHAT says what to look at besides.  */
void see_file (int fd, unsigned int what, struct mount_facts const *near,
               struct file_facts *file);

/* Free what FILE owns.  */
static inline void
free_file (struct file_facts *file)
{
  free_mount (&file->mount);
  free_acl (&file->acl);
}

/* Fill ENTRY for NAME in the directory DIR, open on FD.  WHAT is as for
   see_file.  */
void see_entry (int fd, struct file_facts const *dir, char const *name,
                unsigned int what, struct file_facts *entry);

/* May what is open on FD be used in the way MODE, as for access?  Of other
   files than directories only Linux tells.  */
enum answer may_use (int fd, int mode);

#endif
