/* Is there no link because it could not be made?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_UNMADE_H
#define FHLN_UNMADE_H

#include "job.h"

/* Has JOB failed because its link, or its directory, could not be made, where
   no DEST was, and where none is now?  What fhln would not do, and a DEST of
   which nothing can be known, do not count.  */
bool is_unmade (struct job const *job);

#endif
