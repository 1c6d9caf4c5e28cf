/* How does one job go from its request to what is told of it, and how all of
   them?
   SPDX-License-Identifier: GPL-3.0-or-later

   This alone knows all stages: it takes one job after the other from the input,
   places it, asks where the user wants to be asked, has the cause of a failure
   looked for, and reports.  */

#include <config.h>

#include "run.h"

#include <errno.h>
#include <stdlib.h>

#include "attribute.h"
#include "confine.h"
#include "durable.h"
#include "explain.h"
#include "gather.h"
#include "input.h"
#include "place.h"
#include "platform/confine.h"
#include "print-handle.h"
#include "probe.h"
#include "report.h"
#include "shorten.h"
#include "usage.h"
#include "yesno.h"

/* Everything that doing a job takes.  */
struct run
{
  struct settings const *opts;
  struct input in;
  struct parents parents;
  struct placer placer;
  struct durable durable;
  struct report report;
};

/* Ask whether JOB's DEST may be replaced; if not, JOB is done.  *POLICY becomes
   what the user has answered.  */
static void
ask (struct run *run, struct job *job, enum if_exists *policy)
{
  report_question (&run->report, job);
  if (!yesno ())
    job->result.outcome = OUTCOME_DECLINED;
  *policy = IF_EXISTS_REPLACE;
  /* The answer is about what is there now, not about a directory that takes its
     place.  */
  job->dst.may_be_directory = false;
}

/* Let JOB go into DEST, if that is a directory.  */
static void
enter (struct run *run, struct job *job)
{
  struct input_settings const *opts = &run->opts->input;
  char const *directory = job->dst.text;
  int err = enter_directory (&run->in, job);

  if (opts->confinement != 0 && err != 0 && err != ENOTDIR && err != ENOENT)
    fail_confined (job, STEP_LINK, opts->dest_dirfd, directory,
                   opts->confinement, err);
}

/* JOB has been tried, with the answer PLACED: enter DEST, ask about it, or walk
   to a name that is too long for the system.  Return whether JOB is to be tried
   once more; *POLICY tells what to do then when DEST exists.  */
static bool
goes_on (struct run *run, struct job *job, enum placed placed,
         enum if_exists *policy)
{
  switch (placed)
    {
    case PLACE_INSIDE:
      enter (run, job);
      break;
    case PLACE_IF_ALLOWED:
      ask (run, job, policy);
      break;
    case PLACED:
      if (job->result.outcome == OUTCOME_FAILED
          && shorten_names (job, run->opts->input.confinement))
        parents_forget_look (&run->parents);
      break;
    }
  return job->result.outcome == OUTCOME_NONE;
}

/* Try JOB once; POLICY tells what to do when DEST exists.  */
static enum placed
try_job (struct run *run, struct job *job, enum if_exists policy)
{
  if (run->opts->sync && !durable_before (&run->durable, job))
    return PLACED;
  return place (&run->placer, job, policy);
}

/* JOB has been tried, with the answer PLACED: do what is left to be done.  */
static void
finish_job (struct run *run, struct job *job, enum placed placed,
            enum if_exists *policy)
{
  while (goes_on (run, job, placed, policy))
    placed = try_job (run, job, *policy);
  if (run->opts->sync)
    durable_after (&run->durable, job);
}

/* JOB has failed: is that because there are no hard links where DEST lies?  */
static bool
lacks_hard_links (struct job const *job)
{
  struct cause cause;

  if (job->result.step != STEP_LINK
      || job->result.refusal != REFUSED_NOTHING)
    return false;
  find_cause (job, &cause);
  free (cause.note);
  return cause.class == EXIT_CLASS_NO_HARD_LINKS;
}

/* JOB was not done.  Should it be simulated, as there are no hard links where
   DEST lies?  Where DEST is there already, that must be tried.  */
static bool
needs_simulation (struct run *run, struct job *job)
{
  struct job probe = *job;
  struct result const *result = &job->result;

  if (result->outcome == OUTCOME_SKIPPED
      || (result->outcome == OUTCOME_FAILED && result->err == EEXIST
          && result->refusal == REFUSED_NOTHING))
    {
      probe.result = (struct result) { .outcome = OUTCOME_NONE };
      int err = place_probe (&run->placer, &probe);
      job->src = probe.src;
      if (err == 0)
        {
          if (probe.result.outcome == OUTCOME_FAILED)
            job->result = probe.result;
          return false;
        }
      job_fail (&probe, STEP_LINK, err);
    }
  return (probe.result.outcome == OUTCOME_FAILED
          && lacks_hard_links (&probe));
}

/* Do JOB in the way that the options ask for.  */
ATTRIBUTE_NOINLINE static void
run_job (struct run *run, struct job *job)
{
  struct settings const *opts = run->opts;
  enum if_exists policy = opts->link.if_exists;

  if (opts->input.print_handle)
    {
      print_handle (job);
      if (shorten_names (job, opts->input.confinement))
        print_handle (job);
      return;
    }
  if (opts->input.confinement != 0)
    {
      /* The job before may have had the same descriptor of another
         directory.  */
      parents_drop (&run->parents);
      confine (job, opts->input.confinement);
      if (job->result.outcome != OUTCOME_NONE)
        return;
    }
  finish_job (run, job, try_job (run, job, policy), &policy);
  if (opts->simulate == SIMULATE_AUTO
      && (job->result.outcome == OUTCOME_FAILED
          || job->result.outcome == OUTCOME_SKIPPED)
      && needs_simulation (run, job))
    {
      job->result = (struct result) { .outcome = OUTCOME_NONE };
      job->kind = LINK_SIMULATED;
      finish_job (run, job, try_job (run, job, policy), &policy);
    }
}

/* The directory that JOB goes to could not be opened: it may be because of
   where its name leads.  */
static void
confine_failure (struct run *run, struct job *job)
{
  struct input_settings const *opts = &run->opts->input;

  if (opts->confinement != 0)
    fail_confined (job, STEP_DIRECTORY, opts->dest_dirfd, job->dst.text,
                   opts->confinement, job->result.err);
}

/* The plain JOB has been placed, with the answer PLACED: go on as that
   asks for.  */
ATTRIBUTE_NOINLINE static void
finish_plain (struct run *run, struct job *job, enum placed placed)
{
  enum if_exists policy = run->opts->link.if_exists;

  finish_job (run, job, placed, &policy);
}

/* Is there nothing to do before or after a job is placed?  */
static bool
is_plain (struct settings const *opts)
{
  return (!opts->input.print_handle && opts->input.confinement == 0
          && !opts->sync && opts->simulate == SIMULATE_NEVER);
}

/* Confined names are not for parents to open.  */
static void
start_parents (struct run *run, bool several)
{
  struct input_settings const *opts = &run->opts->input;
  bool approaches = (several && !opts->print_handle
                     && opts->confinement == 0);

  parents_start (&run->parents,
                 (approaches && opts->kind != LINK_SYMBOLIC
                  && opts->source_kind == SOURCE_PATH), approaches);
}

/* Return the exit status after a job of class CLASS, where STATUS was the
   one before.  */
static int
combined_status (struct settings const *opts, int status, int class)
{
  if (!opts->detailed_status || (status != 0 && status != class))
    return EXIT_FAILURE;
  return class;
}

/* Let REPORT tell how JOB ended, and why: the cause is looked for after the
   first line about it is out.  Return JOB's exit class, 0 for success.  */
static int
tell (struct report *report, struct settings const *opts,
      struct job const *job)
{
  struct cause cause = { .class = 0 };

  if (!is_success (job->result.outcome))
    {
      cause.class = exit_class (&job->result);
      report_failure (report, job);
      if (job->result.outcome == OUTCOME_FAILED
          && (!opts->report.no_notes || opts->detailed_status || opts->report.json))
        {
          find_cause (job, &cause);
          explain_stray_word (opts, job, &cause);
        }
    }
  report_job (report, job, &cause);
  free (cause.note);
  return cause.class;
}

/* Wait for more input.  A name that is written from now on is looked up from
   its start: directories may have been renamed before.  */
static void
wait_for_input (struct run *run)
{
  report_flush (&run->report);
  parents_drop (&run->parents);
  input_wait (&run->in);
}

_Noreturn void
run_all (struct settings const *opts, struct operands const *operands)
{
  struct run run;
  struct job job;
  int status = EXIT_SUCCESS;
  enum input_status got;

  run.opts = opts;
  input_start (&run.in, &opts->input, operands);
  bool several = input_has_several (&run.in);
  bool plain = is_plain (opts);
  start_parents (&run, several);
  placer_start (&run.placer, &opts->link, opts->input.kind, &run.parents,
                several);
  durable_start (&run.durable, run.in.stream != NULL);
  report_start (&run.report, &opts->report);
  while ((got = next_job (&run.in, &job)) != INPUT_END)
    {
      if (got == INPUT_ANSWERS)
        {
          report_names_answer ();
          exit (opts->detailed_status ? EXIT_CLASS_USAGE : EXIT_FAILURE);
        }
      if (got == INPUT_WAIT)
        {
          wait_for_input (&run);
          continue;
        }
      if (job.result.outcome == OUTCOME_NONE)
        {
          parents_approach (&run.parents, &job);
          if (!plain)
            run_job (&run, &job);
          else
            {
              enum placed placed = place (&run.placer, &job, opts->link.if_exists);
              if (placed != PLACED || job.result.outcome == OUTCOME_FAILED)
                finish_plain (&run, &job, placed);
            }
        }
      else if (job.result.step == STEP_DIRECTORY)
        confine_failure (&run, &job);
      if (job.result.outcome != OUTCOME_LINKED || run.report.tells_all)
        {
          int class = tell (&run.report, opts, &job);
          if (class != 0)
            status = combined_status (opts, status, class);
        }
      job_release (&job);
    }

  int err = durable_end (&run.durable);
  if (err != 0)
    {
      report_not_durable (&run.report, err);
      status = combined_status (opts, status, EXIT_CLASS_OTHER);
    }
  report_end (&run.report);
  exit (status);
}
