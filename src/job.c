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
job_own (struct job *job, int fd)
{
  job->owned.fds[job->owned.count++] = fd;
}

void
job_free (struct job *job)
{
  free (job->owned.src_text);
  free (job->owned.dst_text);
  for (int i = 0; i < job->owned.count; i++)
    close (job->owned.fds[i]);
  free (job->result.culprit);
  free (job->result.handle);
  free (job->result.backup);
  free (job->result.left[0].name);
  free (job->result.left[1].name);
}
