/* How do all jobs come to their end?
   SPDX-License-Identifier: GPL-3.0-or-later

   This room alone knows all stages: it takes one job after the other from the
   input, places it, asks where the user wants to be asked, has the cause of a
   failure looked for, and reports.  */

#include <config.h>

#include "run.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "attribute.h"
#include "link/confine.h"
#include "platform/attributes.h"
#include "report/usage.h"
#include "run-job.h"
#include "run-tree.h"

/* The directory that JOB goes to could not be opened: it may be because of
   where its name leads.  */
ATTRIBUTE_NOINLINE static void
tell_where_it_leads (struct run *run, struct job *job)
{
  struct input_settings const *opts = &run->opts->input;

  if (opts->confinement != 0 && job->result.step == STEP_DIRECTORY)
    fail_confined (job, STEP_DIRECTORY, opts->dest_dirfd, job->dst.text,
                   opts->confinement, job->result.err);
}

/* Is there nothing to do before or after a job is placed?  */
static bool
is_plain (struct settings const *opts)
{
  return (!opts->input.print_handle && !opts->input.probes
          && opts->input.confinement == 0 && !opts->input.parents
          && !opts->sync && !opts->link.verify && !opts->link.dry_run
          && opts->simulate == SIMULATE_NEVER
          && !opts->input.recursive);
}

/* Do JOB, which may be a tree.  */
ATTRIBUTE_NOINLINE static void
run_any (struct run *run, struct job *job)
{
  struct input_settings const *opts = &run->opts->input;

  if (opts->probes)
    probe_job (run, job);
  else if (!opts->print_handle && !confine_job (run, job))
    return;
  else if (!opts->recursive || !run_tree (run, job))
    run_job (run, job);
}

/* Take JOB from its request to what is told of it; PLAIN if is_plain.  POLICY
   is what the options say of an existing DEST.  */
ATTRIBUTE_ALWAYS_INLINE static inline void
take_job (struct run *run, struct job *job, bool plain,
          enum if_exists policy)
{
  if (job->result.outcome != OUTCOME_NONE)
    tell_where_it_leads (run, job);
  else
    {
      parents_approach (&run->worker.parents, job);
      if (!plain)
        run_any (run, job);
      else
        {
          enum placed placed = place (&run->worker.placer, job, policy);
          if (job->result.outcome != OUTCOME_LINKED)
            finish_plain (run, job, placed);
        }
    }
  if (job->result.outcome != OUTCOME_LINKED || run->report.tells_all)
    tell_job (run, job);
  job_release (job);
}

/* Wait for more input.  A name that is written from now on is looked up from
   its start: directories may have been renamed before.  */
static void
wait_for_input (struct run *run)
{
  report_flush (&run->report);
  parents_drop (&run->worker.parents);
  input_wait (&run->in);
}

/* Get RUN ready for the jobs that OPTS and OPERANDS ask for.  */
static void
begin (struct run *run, struct settings const *opts,
       struct operands const *operands)
{
  struct worker *worker = &run->worker;
  struct input_settings const *input = &opts->input;

  run->opts = opts;
  run->status = EXIT_SUCCESS;
  input_start (&run->in, input, operands);

  /* A tree's directories are made with modes that no mask changes.  */
  run->directory_mode = (input->parents && input->recursive ? usual_mode ()
                         : S_IRWXU | S_IRWXG | S_IRWXO);

  bool several = input_has_several (&run->in);
  /* Confined names are not for parents to open.  */
  bool approaches = (several && !input->print_handle
                     && input->confinement == 0);
  parents_start (&worker->parents,
                 (approaches && input->kind != LINK_SYMBOLIC
                  && input->source_kind == SOURCE_PATH), approaches);
  placer_start (&worker->placer, &opts->link, input->kind, &worker->parents,
                placer_guard (&opts->link, input->kind, several));
  worker->durable = (struct durable_job) { .directory = -1 };
  durable_start (&run->durable, run->in.stream != NULL);
  report_start (&run->report, &opts->report);
  /* The workers of a tree take it.  */
  if (input->recursive)
    lock_start (&run->lock);
}

/* All jobs of RUN are done.  Return the exit status.  */
static int
end (struct run *run)
{
  int err = durable_end (&run->durable);

  if (err != 0)
    {
      report_not_durable (&run->report, err);
      add_status (run, EXIT_CLASS_OTHER);
    }
  if (!report_end (&run->report))
    add_status (run, EXIT_CLASS_OTHER);
  return run->status;
}

/* Names are to be read from where answers come: tell that, and return the exit
   status.  */
static int
refuse_names (struct settings const *opts)
{
  struct usage_error error = { .problem = USAGE_NAMES_ANSWER };

  usage_tell (&error);
  return opts->detailed_status ? EXIT_CLASS_USAGE : EXIT_FAILURE;
}

_Noreturn void
run_all (struct settings const *opts, struct operands const *operands)
{
  struct run run;
  struct job job;
  bool plain = is_plain (opts);
  enum if_exists policy = opts->link.if_exists;
  enum input_status got;

  begin (&run, opts, operands);
  if (!report_open_pairs (&run.report))
    exit (EXIT_FAILURE);
  while ((got = next_job (&run.in, &job)) == INPUT_JOB || got == INPUT_WAIT)
    if (got == INPUT_JOB)
      take_job (&run, &job, plain, policy);
    else
      wait_for_input (&run);
  if (got == INPUT_ANSWERS)
    exit (refuse_names (opts));
  exit (end (&run));
}
