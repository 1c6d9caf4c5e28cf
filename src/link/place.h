/* How does a job become a directory entry?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PLACE_H
#define FHLN_PLACE_H

#include "placer.h"

/* What place has come to.  */
enum placed
{
  PLACED,                       /* the job's end, whatever it is */
  PLACE_INSIDE,                 /* DEST seems to be a directory to enter */
  PLACE_IF_ALLOWED              /* DEST may be replaced if the user says so */
};

/* Do JOB; POLICY tells what to do when DEST exists.  JOB has come to its end if
   the answer is PLACED.  After PLACE_INSIDE call again with a DEST in that
   directory, or one that cannot be a directory; after PLACE_IF_ALLOWED, with
   IF_EXISTS_REPLACE.  */
enum placed place (struct placer *placer, struct job *job,
                   enum if_exists policy);

/* As place, where the options may ask for more.  With --verify, a link that is
   made is looked at: JOB fails if it is none, and its result tells if that
   cannot be seen.  With --dry-run nothing is made, and JOB ends as what would
   become of it, as far as looking tells; where the user would be asked, that is
   the end.  */
enum placed place_as_asked (struct placer *placer, struct job *job,
                            enum if_exists policy);

/* JOB's SOURCE is listed, in a directory of the device DEV, with the inode that
   JOB's tree tells.  Is DEST a link to it already?  Then that is JOB's end, by
   one look; else try place.  */
bool place_listed (struct placer *placer, struct job *job, uint64_t dev);

#endif
