/* Which directory on the way to DEST was a job's failure about?  (--parents)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "ancestor.h"

bool
job_is_about_ancestor (struct job const *job, struct job *about)
{
  if (!job->result.directory)
    return false;
  *about = *job;
  about->kind = LINK_DIRECTORY;
  about->dst.text = about->dst.name = job->result.directory;
  about->result = (struct result) {
    .outcome = OUTCOME_FAILED, .step = job->result.step,
    .err = job->result.err,
  };
  return true;
}
