/* What may have been the cause of a failure?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_FACTS_H
#define FHLN_FACTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "answer.h"
#include "look.h"

/* May what is open on FD be used in the way MODE, as for access?  Only Linux
   has this function.  */
enum answer may_use (int fd, int mode);

/* After a failure.  Everything below is looked at once, when a link could not
   be made, and never by trying again.  Nothing below blocks: where a file
   system's answers come from a server, only what is cached is asked for.  */

/* A mount, and the file system on it.  Strings are allocated, or NULL.  */
struct mount_facts
{
  bool known;                   /* the rest but ID is */
  bool only_type;               /* no: TYPE is, and whether NOSYMFOLLOW */
  uint64_t id;                  /* 0: unknown */
  uint64_t device;              /* the file system's own number; 0: unknown */
  char *point;                  /* where it is mounted, NULL: out of sight */
  char *type;
  char *source;                 /* the device, mostly */
  char *options;                /* of the file system, commas between them */
  bool read_only;               /* the mount is */
  bool super_read_only;         /* the file system is */
  bool nosymfollow;
  bool idmapped;
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

/* Why did looking a name up end where it did?  */
enum walk_end
{
  WALK_NOT_TRIED,
  WALK_ARRIVED,
  WALK_UNKNOWN,                 /* ERR, or no safe way to look further */
  WALK_EMPTY_NAME,
  WALK_PATH_TOO_LONG,
  WALK_COMPONENT_TOO_LONG,
  WALK_BAD_DESCRIPTOR,
  WALK_UNCACHED,                /* at the last component; it may be missing */
  WALK_MISSING,
  WALK_NOT_DIRECTORY,
  WALK_NO_SEARCH,
  WALK_LOOP,
  WALK_NOSYMFOLLOW,
  WALK_PROTECTED_LINK
};

/* How looking a name up went, component by component.  */
struct walk
{
  enum walk_end end;
  int err;
  bool at_start;                /* it ended at the directory it began with */
  char *culprit;                /* the name up to the component where it
                                   ended; through symbolic links, theirs */
  char *link;                   /* the symbolic link that led there, or NULL */
  char *contents;               /* and what it says */
  struct look look;             /* of the culprit, if it is there */
  struct mount_facts mount;     /* where the culprit, or its place, is */
  size_t length;                /* what was too long */
  size_t limit;                 /* 0: unknown */
};

/* This process.  */
struct process_facts
{
  bool known;                   /* the rest but EUID is */
  uid_t euid;
  uid_t overflow_uid;           /* how an owner without mapping shows */
  bool owns_all;                /* CAP_FOWNER */
  bool writes_all;              /* CAP_DAC_OVERRIDE */
  bool opens_handles;           /* CAP_DAC_READ_SEARCH, and it counts */
  bool in_user_namespace;       /* not the initial one */
  bool filtered;                /* by seccomp */
  enum answer protects_hardlinks;
  enum answer protects_symlinks;
};

/* All that is known after a failure.  */
struct facts
{
  struct process_facts process;
  struct walk src_walk;
  struct walk dir_walk;
  struct file_facts src;
  struct file_facts dir;        /* where DEST is, or would be */
  struct file_facts dst;        /* what is at DEST */
  int handle_err;               /* opening SOURCE by its handle again */
};

/* A name to be looked up.  */
struct walk_start
{
  int dirfd;
  char const *name;
  size_t length;                /* how much of NAME counts */
  bool follow;                  /* the last symbolic link, too */
};

/* Look the name of START up and tell in WALK how that went.  Return a
   descriptor of the file, which the caller closes with walk_close (it may be
   START's own); -1 if WALK tells of no arrival, or has only LOOK to tell of
   the file.  */
int walk_to (struct walk_start const *start, struct walk *walk);
void walk_close (struct walk_start const *start, int fd);

/* Free what WALK owns.  */
void free_walk (struct walk *walk);

/* Fill FILE for what is open on FD, which may be AT_FDCWD; NEAR is a mount
   that it may well be on, or NULL.  WHAT says what to look at besides.  */
enum
{
  SEE_USE_FILE = 1,             /* may it be read and written? */
  SEE_USE_DIRECTORY = 2,        /* may names be created in it? */
  SEE_ROOM = 4,
  SEE_PROJECT = 8,
  SEE_SUBVOLUME = 16
};
void see_file (int fd, unsigned int what, struct mount_facts const *near,
               struct file_facts *file);

/* Free what FILE owns.  */
void free_file (struct file_facts *file);

/* May a question about a file on MOUNT wait for somebody else: a server, or
   the automounter?  An unknown mount is taken to be like that.  */
bool waits_for_others (struct mount_facts const *mount);

/* Fill ENTRY for NAME in the directory DIR, open on FD.  */
void see_entry (int fd, struct file_facts const *dir, char const *name,
                struct file_facts *entry);

/* Was FD opened with O_TMPFILE?  */
bool opened_as_tmpfile (int fd);

void see_process (struct process_facts *process);

#endif
