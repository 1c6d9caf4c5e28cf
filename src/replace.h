/* How does a link take the place of an old DEST?  What replace.c and backup.c
   share: one replacement under way.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_REPLACE_H
#define FHLN_REPLACE_H

#include "entry.h"
#include "fhln.h"

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

/* replace.c */

/* Replace DEST, which was DST or is gone (null), by a link to SRC.  */
void replace (struct placer *placer, struct job *job, struct look const *src,
              struct look const *dst);

/* backup.c */

/* The temporary name is made: let the new link take DEST's place, and the old
   file get its backup's name.  JOB's end is written.  */
void replace_and_keep (struct replacement *r);

/* temporary.c */

/* Give R its temporary names, which are still to be made.  */
void name_temporary (struct replacement *r);

/* Give SOURCE the temporary name of R.  Return whether it has it; else R has
   failed.  */
bool make_temporary (struct replacement *r);

/* Fill R's MADE.  Return whether that is known; else R has failed.  */
bool look_at_temporary (struct replacement *r);

/* R has failed at STEP with ERR, and its temporary name was never moved, or has
   been moved back: remove it.  */
void give_up (struct replacement *r, enum step step, int err);

/* NAME stays in DEST's directory; OLD if it is a name of the old file.  */
void leave_behind (struct replacement *r, char const *name, bool old);

/* The new link stands at DEST: remove the temporary name if that is still
   there, too.  */
void clear_temporary (struct replacement *r);

/* backup-name.c */

/* The numbered backups of the directories that this run has read.  */
struct backups;

/* Choose R's BACKUP and EXCLUSIVE.  */
void choose_backup (struct replacement *r);

/* R's BACKUP is taken: choose the next number.  Nothing is allocated that could
   end the run.  */
void choose_next_backup (struct replacement *r);

/* The run has made R's BACKUP.  */
void remember_backup (struct replacement *r);

#endif
