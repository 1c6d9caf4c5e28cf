/* Which mount is a file on?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_MOUNT_H
#define FHLN_MOUNT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "answer.h"

/* What the map of an id-mapped mount has.  */
struct mount_ids
{
  enum answer has_you;          /* this process's own id */
  enum answer has_overflow;     /* an id that shows as the overflow id */
};

/* A mount, and the file system on it.  Strings are allocated, or NULL.  */
struct mount_facts
{
  bool known;                   /* the rest but ID is */
  bool only_type;               /* no: TYPE is, and whether NOSYMFOLLOW */
  uint64_t id;                  /* 0: unknown */
  uint64_t device;              /* the file system's own number; 0: unknown */
  char *point;                  /* where it is mounted, NULL: out of sight */
  char *root;                   /* the directory of the file system that is
                                   mounted, NULL: unknown */
  char *type;
  char *source;                 /* the device, mostly */
  char *options;                /* of the file system, commas between them */
  bool read_only;               /* the mount is */
  bool super_read_only;         /* the file system is */
  bool nosymfollow;
  bool idmapped;
  struct mount_ids uids;        /* if it is */
  struct mount_ids gids;
};

/* Fill MOUNT, which must be empty, for what is open on FD, or for the
   current directory (AT_FDCWD).  What cannot be found out stays unknown.  */
void see_mount (int fd, struct mount_facts *mount);

/* Return the id that the mount of FD has in the mount table, or 0 if there is
   none.  */
uint64_t mount_table_id (int fd);

/* Is what is open on FD, or the current directory (AT_FDCWD), on a file system
   of which this machine alone decides?  False where that is not known.  */
bool decides_here (int fd);

/* Make TO, which must be empty, a copy of FROM.  */
void copy_mount (struct mount_facts *to, struct mount_facts const *from);

/* Free what MOUNT owns, and make it empty.  */
void free_mount (struct mount_facts *mount);

/* May a question about a file on MOUNT wait for somebody else: a server, or
   the automounter?  An unknown mount is taken to be like that; but no mount is,
   where the system tells nothing of any, as nothing is asked there that might
   wait longer than what has just failed.  */
bool waits_for_others (struct mount_facts const *mount);

/* Do the modes that files on MOUNT, which a server shows, seem to have decide
   what may be done to them?  */
bool keeps_modes (struct mount_facts const *mount);

/* Return what follows NAME in OPTIONS, a mount's list with commas between, or
   NULL: a comma, a '=' or nothing.  NULL if it has no such option.  */
static inline char const *
find_option (char const *options, char const *name)
{
  size_t length = strlen (name);

  for (char const *p = options; p; p = strchr (p, ','))
    {
      p += *p == ',';
      if (strncmp (p, name, length) == 0
          && (p[length] == ',' || p[length] == '\0' || p[length] == '='))
        return p + length;
    }
  return NULL;
}

/* Does OPTIONS have WORD, without a value?  */
static inline bool
has_option (char const *options, char const *word)
{
  char const *end = find_option (options, word);

  return end && *end != '=';
}

/* Return what follows NAME= in OPTIONS, or NULL.  */
static inline char const *
option_value (char const *options, char const *name)
{
  char const *end = find_option (options, name);

  return end && *end == '=' ? end + 1 : NULL;
}

#endif
