/* How does a job whose name is too long for the system get a shorter one?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "shorten.h"

#include <errno.h>

#include "deep.h"

/* Let *NAME, which starts at *DIRFD, if it is a deep name, be a short one in a
   directory that JOB owns from then on, as it does *OWNED, the name's text.
   Return 0 or an errno, ENAMETOOLONG if it is none.  */
static int
shorten (struct job *job, int *dirfd, char const **name, char **owned,
         int flags)
{
  int held = -1;
  struct deep deep = { dirfd, name, &held, owned };
  int err = is_deep (*name) ? shorten_deep (&deep, flags) : ENAMETOOLONG;

  if (held >= 0)
    job_own (job, held);
  return err;
}

int
shorten_source (struct job *job, int flags)
{
  return shorten (job, &job->src.dirfd, &job->src.name, &job->owned.src_text,
                  flags);
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
             : shorten (job, &job->dst.dirfd, &job->dst.name,
                        &job->owned.dst_text, flags));
  if (err == 0)
    *result = (struct result) { .outcome = OUTCOME_NONE };
  else if (about_source)
    job_fail (job, STEP_SOURCE, err);
  else
    /* A DEST that is missing is nothing that replacing would mind.  */
    job_fail (job, err == ENOENT ? STEP_LINK : result->step, err);
  return err == 0;
}
