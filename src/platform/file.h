/* What can be seen of a file, a directory, or an entry, after a failure?
   SPDX-License-Identifier: GPL-3.0-or-later

   Nothing here blocks: where a file system's answers come from a server, only
   what is cached is asked for.  */

#ifndef FHLN_FILE_H
#define FHLN_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "answer.h"
#include "look.h"
#include "mount.h"

/* A file, directory or entry.  */
struct file_facts
{
  bool seen;                    /* LOOK is known */
  int err;                      /* why not */
  struct look look;
  struct mount_facts mount;
  enum answer may_use;          /* SOURCE: read and write; a directory: create
                                   names in it */
  bool has_project;
  bool passes_project;          /* a directory whose files get its project */
  uint32_t project;
  bool has_room;                /* the next five are known */
  uint64_t free_bytes;          /* for this user */
  uint64_t reserved_bytes;      /* for others */
  uint64_t inodes;
  uint64_t free_inodes;
  uint64_t name_limit;          /* 0: unknown */
  bool subvolume_read_only;
  bool tmpfile;                 /* a descriptor, opened with O_TMPFILE */
};

/* What to look at besides.  */
enum
{
  SEE_USE_FILE = 1,             /* may it be read and written? */
  SEE_USE_DIRECTORY = 2,        /* may names be created in it? */
  SEE_ROOM = 4,
  SEE_PROJECT = 8,
  SEE_SUBVOLUME = 16
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
}

/* Fill ENTRY for NAME in the directory DIR, open on FD.  */
void see_entry (int fd, struct file_facts const *dir, char const *name,
                struct file_facts *entry);

/* Was FD opened with O_TMPFILE?  */
bool opened_as_tmpfile (int fd);

/* May what is open on FD be used in the way MODE, as for access?  Of other
   files than directories only Linux tells.  */
enum answer may_use (int fd, int mode);

#endif
