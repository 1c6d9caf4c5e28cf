/* Which directories on the way to DEST are missing, and how are they made?
   (--parents)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_ANCESTORS_H
#define FHLN_ANCESTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "job.h"

/* What a failure was about.  */
enum ancestors_step
{
  ANCESTORS_LOOK,               /* going on to a directory that is there */
  ANCESTORS_MAKE,               /* making one */
  ANCESTORS_SYNC                /* writing its directory to the disk */
};

/* The way to a directory.  */
struct ancestors
{
  int start;                    /* the directory where NAME starts */
  char const *name;
  size_t length;                /* bytes of NAME that name the directory */
  int flags;                    /* of enum look_up */
  mode_t mode;                  /* of what is made */
  bool sync;                    /* let what is made survive a power cut */

  /* What has been reached; for the functions below alone but for FD.  */
  int fd;                       /* its descriptor, START at first */
  size_t done;                  /* bytes of NAME that lead there */
  enum ancestors_step step;     /* where it came to an end */
};

/* Go on along WAY, whose FD is its START and whose DONE is 0, to the last
   directory that is there.  Return 0, or an errno: it cannot be reached.  */
int ancestors_find (struct ancestors *way);

/* Make all that is missing of WAY, from where ancestors_find has come to.
   What others make or remove meanwhile is no failure: return 0 if it is worth
   trying to use the directory.  Else return an errno; WAY's STEP tells what
   it is about.  */
int ancestors_make (struct ancestors *way);

/* Are all directories on WAY there, as ancestors_find has found?  */
bool ancestors_are_there (struct ancestors const *way);

/* As ancestors_make, where some are missing, but nothing is made, and WAY stays
   where it is: return 0, or the errno by which that would fail.  */
int ancestors_foresee (struct ancestors *way);

/* Return the name of the next directory on WAY, relative to its FD, allocated;
   "." if there is none.  */
char *ancestors_next (struct ancestors const *way);

/* Return as much of WAY's name as leads to the next directory, allocated.  */
char *ancestors_text (struct ancestors const *way);

/* Let JOB's DEST be NAME, relative to DIRFD, again; what JOB owns of where it
   was looked up is closed.  */
void restart_dest (struct job *job, int dirfd, char const *name);

/* Close what WAY has open.  */
void ancestors_end (struct ancestors *way);

#endif
