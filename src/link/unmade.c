/* Is there no link because it could not be made?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "unmade.h"

#include <errno.h>
#include <string.h>

#include "deep.h"
#include "name.h"
#include "platform/look.h"

/* Was JOB's link, or directory, tried, with no DEST in the way?  */
static bool
was_tried (struct job const *job)
{
  struct result const *result = &job->result;

  switch (result->step)
    {
    case STEP_SOURCE:
      /* A confined DEST is looked up only after SOURCE.  */
      return !job->src.confined;
    case STEP_LINK:
      return !result->temporary && result->err != EEXIST;
    case STEP_HANDLE:
    case STEP_MAKE_DIRECTORY:
      return true;
    default:
      return false;
    }
}

/* Could another program do what JOB was refused for?  */
static bool
is_left_to_others (struct job const *job)
{
  enum refusal refusal = job->result.refusal;

  return (refusal == REFUSED_NOTHING || refusal == REFUSED_SOURCE_DIRECTORY
          || refusal == REFUSED_MALFORMED || refusal == REFUSED_NOT_LINKED);
}

/* Are both names of JOB whole?  Of one that is too long for fhln, an input
   keeps only what shows that.  */
static bool
has_both_names (struct job const *job)
{
  return (job->src.text && job->dst.text
          && strlen (job->src.text) <= LONGEST_NAME
          && strlen (job->dst.text) <= LONGEST_NAME);
}

/* Is it certain that JOB has no DEST?  */
static bool
lacks_dest (struct job const *job)
{
  struct dest const *dst = &job->dst;
  struct look look;

  /* The common directory is missing; SOURCE has failed before it is made.  */
  if (dst->dir && dst->dirfd == -1)
    return true;
  int err = look_at (dst->dirfd, dst->name, false, &look);

  if (err == ENAMETOOLONG && is_deep (dst->name))
    err = look_at_deep (dst->dirfd, dst->name, &look);
  return err == ENOENT || err == ENOTDIR || err == ENAMETOOLONG;
}

bool
is_unmade (struct job const *job)
{
  return (job->result.outcome == OUTCOME_FAILED && is_left_to_others (job)
          && was_tried (job) && has_both_names (job) && lacks_dest (job));
}
