/* What becomes of a job when directories on the way to DEST are missing?
   (--parents)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RUN_ANCESTORS_H
#define FHLN_RUN_ANCESTORS_H

#include "run-state.h"

/* How often are they made for one job, where others remove them again?  */
enum { ANCESTOR_TRIES = 64 };

/* Make the DIRECTORY of RUN, which is missing, if JOB's SOURCE is there, and
   let JOB have its DEST in it.  Return true, or false with JOB failed.  */
bool make_common_directory (struct run *run, struct job *job);

/* JOB has failed.  If that is because directories on the way to DEST are
   missing, and its SOURCE is there, make them, and return true: JOB may be
   tried again.  Else return false; JOB tells why.  *TRIES is how often JOB was
   tried.  */
bool make_ancestors (struct run *run, struct job *job, int *tries);

#endif
