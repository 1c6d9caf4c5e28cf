/* How does a job record its end?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "job.h"

#include <stdlib.h>
#include <unistd.h>

void
job_fail (struct job *job, enum step step, int err)
{
  job_refuse (job, REFUSED_NOTHING, step, err);
}

void
job_refuse (struct job *job, enum refusal refusal, enum step step, int err)
{
  job->result.outcome = OUTCOME_FAILED;
  job->result.refusal = refusal;
  job->result.step = step;
  job->result.err = err;
}

void
job_free (struct job *job)
{
  free (job->owned[0]);
  free (job->owned[1]);
  if (job->held[0] > 0)
    close (job->held[0]);
  if (job->held[1] > 0)
    close (job->held[1]);
  if (job->held[2] > 0)
    close (job->held[2]);
  if (job->src.pinned > 0 && job->src.pinned != job->held[0])
    close (job->src.pinned);
  free (job->result.culprit);
  free (job->result.handle);
  free (job->result.backup);
  free (job->result.left[0].name);
  free (job->result.left[1].name);
}
