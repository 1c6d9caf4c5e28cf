/* How does a job whose name is too long for the system get a shorter one?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SHORTEN_H
#define FHLN_SHORTEN_H

#include "job.h"

/* Let JOB's SOURCE, if it is a deep name, be a short one in a directory that
   is held, looked up as FLAGS tell.  Return 0 or an errno, ENAMETOOLONG if it
   is none.  */
int shorten_source (struct job *job, int flags);

/* JOB has failed.  If that is because a name of it is deep, shorten that,
   looked up as FLAGS tell, and return true: JOB may be tried again.  Else
   return false; if a directory on the way was the reason, JOB tells that.
   SOURCE comes first, and DEST only if JOB fails once more: what is wrong with
   SOURCE is told first, as for short names.  */
bool shorten_names (struct job *job, int flags);

#endif
