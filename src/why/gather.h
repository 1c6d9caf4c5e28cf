/* What is looked at after a failure, and in which order?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_GATHER_H
#define FHLN_GATHER_H

#include "facts.h"
#include "job.h"

/* Look at all that may tell why JOB has failed, and fill FACTS, which
   free_facts frees.  */
void gather_facts (struct job const *job, struct facts *facts);

/* Free what FACTS hold.  */
void free_facts (struct facts *facts);

#endif
