/* Could a link be made here at all?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "probe.h"

#include <errno.h>
#include <sys/stat.h>

#include "foresee.h"
#include "platform/process.h"
#include "temporary.h"
#include "verify.h"

/* Remove R's temporary name, which was made to try.  If it stays, that is what
   R fails by.  */
static void
take_away (struct replacement *r)
{
  int err = entry_remove (r->entry.dirfd, r->temporary, NULL,
                          NUMBER_SUFFICES);

  if (err != 0)
    {
      job_fail (r->job, STEP_LINK, err);
      leave_behind (r, r->temporary, false);
    }
}

/* Link SOURCE under R's temporary name, and take that away again.  If R has not
   failed then, return what a look at it has shown.  */
static enum verified
try_to_link (struct replacement *r)
{
  enum verified verified = VERIFIED_MAYBE;
  struct held_signals held;

  name_temporary (r);
  hold_signals (&held);
  if (make_temporary (r))
    {
      verified = verify_name (r->job, r->entry.dirfd, r->temporary, r->src);
      r->job->result.temporary = verified == VERIFIED_NOT;
      take_away (r);
    }
  release_signals (&held);
  return verified;
}

int
probe_link (struct placer *placer, struct job *job)
{
  struct look const *parent;
  struct look src, dst;
  struct replacement r = { .placer = placer, .job = job, .src = &src };

  if (look_at (job->dst.dirfd, job->dst.name, false, &dst) != 0
      || !S_ISLNK (dst.mode)
      || pin (placer, job, &r.entry) != 0
      || linker_of (job->kind)->look (&job->src, &job->dst, &src) != 0
      || parents_look (placer->parents, r.entry.dirfd, &parent) != 0
      || keeps_names (&r, parent, NULL, NULL))
    return 0;
  if (placer->opts->dry_run)
    return foresee_free (job, &r.entry);

  try_to_link (&r);
  if (job->result.outcome != OUTCOME_FAILED || job->result.left[0].name)
    return 0;
  int err = job->result.err;
  job->result = (struct result) { .outcome = OUTCOME_NONE };
  return err;
}

void
probe (struct placer *placer, struct job *job)
{
  struct look const *parent;
  struct look src;
  struct replacement r = { .placer = placer, .job = job, .src = &src };

  if (!source_qualifies (placer, job, &src))
    return;
  int err = pin (placer, job, &r.entry);
  if (err == 0)
    err = parents_look (placer->parents, r.entry.dirfd, &parent);
  if (err != 0)
    {
      job_fail (job, STEP_DEST, err);
      return;
    }
  if (keeps_names (&r, parent, NULL, NULL))
    {
      job_fail (job, STEP_RENAME, EPERM);
      job->result.outcome = OUTCOME_UNKNOWN;
      return;
    }

  job->result.unverified = try_to_link (&r) == VERIFIED_MAYBE;
  if (job->result.outcome == OUTCOME_NONE)
    job->result.outcome = (job->result.unverified ? OUTCOME_UNKNOWN
                           : OUTCOME_POSSIBLE);
}
