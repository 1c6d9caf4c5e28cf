/* How does a job whose name is too long for the system get a shorter one?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "shorten.h"

#include <errno.h>

#include "deep.h"

int
shorten_source (struct job *job, int flags)
{
  struct deep deep = { &job->src.dirfd, &job->src.name,
                       &job->owned.src_dirfd, &job->owned.src_text };

  return is_deep (job->src.name) ? shorten_deep (&deep, flags) : ENAMETOOLONG;
}

/* As shorten_source, for DEST.  */
static int
shorten_dest (struct job *job, int flags)
{
  struct deep deep = { &job->dst.dirfd, &job->dst.name,
                       &job->owned.dst_dirfd, &job->owned.dst_text };

  return is_deep (job->dst.name) ? shorten_deep (&deep, flags) : ENAMETOOLONG;
}

bool
shorten_names (struct job *job, int flags)
{
  struct result *result = &job->result;
  bool about_source = job_has_path (job) && is_deep (job->src.name);

  if (result->err != ENAMETOOLONG || result->refusal != REFUSED_NOTHING
      || ! (about_source || (job->dst.name && is_deep (job->dst.name))))
    return false;

  int err = (about_source ? shorten_source (job, flags)
             : shorten_dest (job, flags));
  if (err == 0)
    *result = (struct result) { .outcome = OUTCOME_NONE };
  else if (about_source)
    job_fail (job, STEP_SOURCE, err);
  else
    /* A DEST that is missing is nothing that replacing would mind.  */
    job_fail (job, err == ENOENT ? STEP_LINK : result->step, err);
  return err == 0;
}
