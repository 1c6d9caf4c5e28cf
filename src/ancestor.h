/* Which directory on the way to DEST was a job's failure about?  (--parents)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_ANCESTOR_H
#define FHLN_ANCESTOR_H

#include "job.h"

/* Has JOB failed as a directory on the way to DEST could not be made?  Then
   fill ABOUT, which owns nothing: a job that was to make that.  */
bool job_is_about_ancestor (struct job const *job, struct job *about);

#endif
