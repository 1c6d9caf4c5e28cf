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

#endif
