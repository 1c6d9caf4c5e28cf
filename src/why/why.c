/* Why has a job failed?  The facts are gathered, and the table of causes is
   asked what they show.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "why.h"

#include "ancestor.h"
#include "causes.h"
#include "gather.h"

void
find_cause (struct job const *job, struct cause *cause)
{
  struct facts facts;
  struct job about;

  if (job_is_about_ancestor (job, &about))
    job = &about;
  gather_facts (job, &facts);
  explain (job, &facts, cause);
  free_facts (&facts);
}

int
exit_class (struct result const *result)
{
  if (result->outcome == OUTCOME_DECLINED)
    return EXIT_CLASS_EXISTS;
  if (result->refusal == REFUSED_ESCAPE || result->refusal == REFUSED_SYMLINK
      || result->refusal == REFUSED_UPWARDS)
    return EXIT_CLASS_NOT_PERMITTED;
  if (result->refusal == REFUSED_NO_CONFINEMENT
      || result->refusal == REFUSED_NO_PROC)
    return EXIT_CLASS_OTHER;
  return errno_class (result->err);
}
