/* Where in a tree does a job lie?
   SPDX-License-Identifier: GPL-3.0-or-later

   Whole names are only put together when something is told.  */

#ifndef FHLN_TREE_PLACE_H
#define FHLN_TREE_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A directory of a tree, as messages name it.  */
struct trail
{
  struct trail const *up;       /* the directory where it lies; NULL: a root */
  char const *name;
};

/* Where in a tree do both names of a job lie?  */
struct tree_place
{
  char const *src_root;         /* as written; NULL: SOURCE's text is whole */
  char const *dst_dir;          /* where DEST's root lies, or NULL */
  char const *dst_root;
  struct trail const *trail;    /* from the roots on; NULL: in them */
  uint64_t listed;              /* SOURCE's inode as its directory lists it,
                                   where DEST may have it already; or 0 */
  bool absent;                  /* --dry-run: DEST's directory is not there, and
                                   SOURCE's stands in for it */
};

/* --dry-run: would what lies at PLACE, or nowhere in a tree if that is null, be
   in a directory that is still to be made?  */
static inline bool
is_in_absent (struct tree_place const *place)
{
  return place && place->absent;
}

/* Return how many bytes the names of TRAIL, which may be null, take, with a
   slash behind each.  */
size_t trail_length (struct trail const *trail);

/* Write the names of TRAIL, which may be null, with a slash behind each, before
   END.  Return where they begin.  */
char *put_trail (char *end, struct trail const *trail);

#endif
