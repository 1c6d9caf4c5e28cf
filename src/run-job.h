/* How does one job go from its request to its end, and to what is told of it?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RUN_JOB_H
#define FHLN_RUN_JOB_H

#include "run-state.h"

/* Let the names of JOB stay where the options of RUN want them, and DIRECTORY
   be there.  Return true, or false with JOB failed.  */
bool confine_job (struct run *run, struct job *job);

/* Do JOB, for which confine_job has answered true, in the way that the options
   of RUN ask for.  */
void run_job (struct run *run, struct job *job);

/* Find out whether JOB could be done.  */
void probe_job (struct run *run, struct job *job);

/* The plain JOB has been placed, with the answer PLACED: go on as that asks
   for.  */
void finish_plain (struct run *run, struct job *job, enum placed placed);

/* Ask whether JOB's DEST may be replaced; if not, JOB is done.  *POLICY becomes
   what the user has answered.  */
void ask_user (struct run *run, struct job *job, enum if_exists *policy);

/* Let the exit status of RUN tell of a failure of CLASS, too.  */
void add_status (struct run *run, int class);

/* Tell how JOB ended, and why; nothing if it has not, as what was made of it is
   told.  */
void tell_job (struct run *run, struct job const *job);

#endif
