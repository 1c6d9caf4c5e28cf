/* Could a link be made here at all?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PROBE_H
#define FHLN_PROBE_H

#include "placer.h"

/* JOB was not done because DEST exists.  If that is a symbolic link, find out
   under a temporary name whether the link could be made at all.  Return 0 if
   it could, or if that was not tried, or the errno of trying.  A temporary
   name that stays is JOB's failure.  */
int probe_link (struct placer *placer, struct job *job);

/* Find out under a temporary name whether JOB's link could be made in the
   directory of DEST, whose own name does not matter: JOB ends by
   OUTCOME_POSSIBLE; by OUTCOME_UNKNOWN, where a name could not be removed
   again, so that nothing was tried, or where it could not be told whether it
   was a link; or fails, as the link would, or as a temporary name stays.  */
void probe (struct placer *placer, struct job *job);

#endif
