/* Why did it fail, as the facts show it?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_CAUSES_H
#define FHLN_CAUSES_H

#include "cause.h"
#include "facts.h"
#include "job.h"

/* Return the exit class of the errno ERR, where no cause has another.  */
enum exit_class errno_class (int err);

/* Tell in CAUSE why JOB has failed, as FACTS show it.  Its note, if there is
   one, is the caller's to free.  */
void explain (struct job const *job, struct facts const *facts,
              struct cause *cause);

#endif
