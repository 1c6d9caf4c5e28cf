/* Could a link be made here at all?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "probe.h"

#include <sys/stat.h>

#include "platform/process.h"
#include "temporary.h"

int
probe_link (struct placer *placer, struct job *job)
{
  struct look const *parent;
  struct look src, dst;
  struct held_signals held;
  struct replacement r = { .placer = placer, .job = job, .src = &src };

  if (look_at (job->dst.dirfd, job->dst.name, false, &dst) != 0
      || !S_ISLNK (dst.mode)
      || pin (placer, job, &r.entry) != 0
      || linker_of (job->kind)->look (&job->src, &job->dst, &src) != 0
      || parents_look (placer->parents, r.entry.dirfd, &parent) != 0
      || keeps_names (&r, parent, NULL, NULL))
    return 0;

  name_temporary (&r);
  hold_signals (&held);
  int err = 0;
  if (make_temporary (&r))
    {
      int left_err = entry_remove (r.entry.dirfd, r.temporary, NULL,
                                   NUMBER_SUFFICES);
      if (left_err != 0)
        {
          job_fail (job, STEP_LINK, left_err);
          leave_behind (&r, r.temporary, false);
        }
    }
  else if (!job->result.left[0].name)
    {
      err = job->result.err;
      job->result = (struct result) { .outcome = OUTCOME_NONE };
    }
  release_signals (&held);
  return err;
}
