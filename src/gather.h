/* What is looked at after a failure, and in which order?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_GATHER_H
#define FHLN_GATHER_H

#include "cause.h"
#include "job.h"

/* Find out why JOB has failed: fill CAUSE, whose note the caller frees.  */
void find_cause (struct job const *job, struct cause *cause);

#endif
