/* What do replacing and backing up hand each other?  One replacement under way.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_REPLACEMENT_H
#define FHLN_REPLACEMENT_H

#include "entry.h"
#include "placer.h"

/* One replacement under way.  */
struct replacement
{
  struct placer *placer;
  struct job *job;
  struct entry entry;           /* DEST */
  struct look const *src;       /* SOURCE, when it was last looked at */
  struct look const *dst;       /* DEST; null: it is gone */
  char *backup;                 /* what the old file will be called, allocated;
                                   null: nothing */
  bool exclusive;               /* and no other file loses that name */
  char temporary[TEMPORARY_SIZE];       /* the name of a new link to SOURCE */
  char spare[TEMPORARY_SIZE];   /* a second such name */
  bool looked;                  /* MADE is known */
  struct look made;             /* TEMPORARY, just after it was made */
  struct look old;              /* the old file, at a name of its own */
  enum strictness strict;
  int stuck;                    /* why SPARE, or TEMPORARY, could not go once
                                   all was done, or 0 */
};

#endif
