/* Why has a job failed?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_WHY_H
#define FHLN_WHY_H

#include "cause.h"
#include "job.h"

/* Find out why JOB has failed: fill CAUSE, whose note the caller frees.  */
void find_cause (struct job const *job, struct cause *cause);

/* Return the exit class of RESULT, which is no success, as far as it tells
   without being looked into.  */
int exit_class (struct result const *result);

#endif
