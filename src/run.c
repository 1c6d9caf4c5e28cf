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
#include "input/input.h"
#include "link/confine.h"
#include "link/durable.h"
#include "link/place.h"
#include "link/print-handle.h"
#include "link/probe.h"
#include "link/shorten.h"
#include "options/stray.h"
#include "report/report.h"
#include "report/usage.h"
#include "why/why.h"
#include "yesno.h"

/* Who does one job after the other.  */
struct worker
{
  struct parents parents;
  struct placer placer;
  struct durable_job durable;
};

/* All that doing the jobs takes.  */
struct run
{
  struct settings const *opts;
  struct input in;
  struct worker worker;
  struct durable durable;
  struct report report;
  int status;                   /* the exit status so far */
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
        parents_forget_look (&run->worker.parents);
      break;
    }
  return job->result.outcome == OUTCOME_NONE;
}

/* Try JOB once; POLICY tells what to do when DEST exists.  */
static enum placed
try_job (struct run *run, struct job *job, enum if_exists policy)
{
  if (run->opts->sync && !durable_before (&run->worker.durable, job))
    return PLACED;
  return place (&run->worker.placer, job, policy);
}

/* JOB has been tried, with the answer PLACED: do what is left to be done.  */
static void
finish_job (struct run *run, struct job *job, enum placed placed,
            enum if_exists *policy)
{
  while (goes_on (run, job, placed, policy))
    placed = try_job (run, job, *policy);
  if (run->opts->sync)
    durable_after (&run->durable, &run->worker.durable, job);
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
      int err = probe_link (&run->worker.placer, &probe);
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
      parents_drop (&run->worker.parents);
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
ATTRIBUTE_NOINLINE static void
tell_where_it_leads (struct run *run, struct job *job)
{
  struct input_settings const *opts = &run->opts->input;

  if (opts->confinement != 0 && job->result.step == STEP_DIRECTORY)
    fail_confined (job, STEP_DIRECTORY, opts->dest_dirfd, job->dst.text,
                   opts->confinement, job->result.err);
}

/* The plain JOB has been placed, with the answer PLACED: go on as that asks
   for.  */
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

/* Let the exit status of RUN tell of a failure of CLASS, too.  */
static void
add_status (struct run *run, int class)
{
  if (!run->opts->detailed_status
      || (run->status != EXIT_SUCCESS && run->status != class))
    run->status = EXIT_FAILURE;
  else
    run->status = class;
}

/* JOB has failed: let CAUSE's note tell of an operand that was meant to be an
   option's argument, if it was JOB's SOURCE, or has made of DEST a directory to
   link in.  */
static void
explain_stray_word (struct settings const *opts, struct job const *job,
                    struct cause *cause)
{
  bool is_source = job->src.text && job->src.text == opts->stray.operand;
  bool is_directory = (job->result.step == STEP_DIRECTORY
                       && !opts->input.directory);
  char *note = is_source || is_directory ? stray_word_note (opts) : NULL;

  if (!note)
    return;
  free (cause->note);
  cause->note = note;
}

/* JOB was not done: tell that, and why.  The cause is looked for after the
   first line about it is out.  CAUSE's note is the caller's to free.  */
static void
tell_failure (struct run *run, struct job const *job, struct cause *cause)
{
  struct settings const *opts = run->opts;

  cause->class = exit_class (&job->result);
  report_failure (&run->report, job);
  if (job->result.outcome == OUTCOME_FAILED
      && (!opts->report.no_notes || opts->report.json
          || opts->detailed_status))
    {
      find_cause (job, cause);
      explain_stray_word (opts, job, cause);
    }
  add_status (run, cause->class);
}

/* Tell how JOB ended, and why.  */
ATTRIBUTE_NOINLINE static void
tell (struct run *run, struct job const *job)
{
  struct cause cause = { .word = NULL };

  if (!is_success (job->result.outcome))
    tell_failure (run, job, &cause);
  report_job (&run->report, job, &cause);
  free (cause.note);
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
        run_job (run, job);
      else
        {
          enum placed placed = place (&run->worker.placer, job, policy);
          if (job->result.outcome != OUTCOME_LINKED)
            finish_plain (run, job, placed);
        }
    }
  if (job->result.outcome != OUTCOME_LINKED || run->report.tells_all)
    tell (run, job);
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
  report_end (&run->report);
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
  while ((got = next_job (&run.in, &job)) == INPUT_JOB || got == INPUT_WAIT)
    if (got == INPUT_JOB)
      take_job (&run, &job, plain, policy);
    else
      wait_for_input (&run);
  if (got == INPUT_ANSWERS)
    exit (refuse_names (opts));
  exit (end (&run));
}
