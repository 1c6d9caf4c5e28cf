/* Where does looking a name up end, and why?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_WALK_H
#define FHLN_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "acl.h"
#include "look.h"
#include "mount.h"

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
  bool nested;                  /* LINK led to it by other links */
  struct look look;             /* of the culprit, if it is there */
  struct acl acl;               /* and its, if it cannot be searched */
  struct mount_facts mount;     /* where the culprit, or its place, is */
  struct look parent;           /* of an arrival: where BASE was found */
  char *base;                   /* the last component, or NULL where it is not
                                   that of the file: links, slashes */
  size_t length;                /* what was too long */
  size_t limit;                 /* 0: unknown */
};

/* Did WALK end only because a server was not to be asked?  Nothing is wrong
   with the name then, as far as is known.  */
bool walk_is_blind (struct walk const *walk);

/* A name to be looked up.  */
struct walk_start
{
  int dirfd;
  char const *name;
  size_t length;                /* how much of NAME counts */
  bool follow;                  /* the last symbolic link, too */
  int err;                      /* the error that is to be explained */
};

/* Look the name of START up and tell in WALK how that went.  Return a
   descriptor of the file, which the caller closes with walk_close (it may be
   START's own); -1 if WALK tells of no arrival, or has only LOOK to tell of
   the file.  */
int walk_to (struct walk_start const *start, struct walk *walk);

/* Close FD, which walk_to returned for START, unless it is START's own, or
   -1.  */
void walk_close (struct walk_start const *start, int fd);

/* Free what WALK owns.  */
void free_walk (struct walk *walk);

#endif
