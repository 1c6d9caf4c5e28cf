/* What is the handle of a SOURCE?  (--print-handle)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "print-handle.h"

#include "handle-text.h"
#include "linker.h"
#include "xalloc.h"

void
print_handle (struct job *job)
{
  fhandle_t handle;
  struct handle_parts parts;
  struct look look;
  int err = source_handle (&job->src, &handle);

  if (err != 0)
    {
      int look_err = (job->src.kind == SOURCE_FD
                      ? look_at_descriptor (job->src.fd, &look)
                      : look_at (job->src.dirfd, job->src.name,
                                 job->src.follow, &look));
      job_fail (job, look_err != 0 ? STEP_SOURCE : STEP_HANDLE, err);
      return;
    }
  fh_to_parts (&handle, &parts);
  job->result.handle = xmalloc (HANDLE_TEXT_SIZE);
  format_handle (&parts, job->result.handle);
  job->result.outcome = OUTCOME_PRINTED;
}
