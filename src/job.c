/* How does a job record its end, and what are its names called?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "job.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "filenamecat.h"
#include "name.h"
#include "xalloc.h"

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

char *
job_dest_text (struct job const *job)
{
  struct dest const *dst = &job->dst;

  if (!dst->text)
    return NULL;
  return (dst->dir ? file_name_concat (dst->dir, dst->text, NULL)
          : xstrdup (dst->text));
}

char *
job_text_beside (struct job const *job, char const *name)
{
  struct dest const *dst = &job->dst;

  if (dst->dir)
    return file_name_concat (dst->dir, name, NULL);

  size_t length = parent_length (dst->text);
  char *whole = xmalloc (length + strlen (name) + 1);
  memcpy (whole, dst->text, length);
  strcpy (whole + length, name);
  return whole;
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
