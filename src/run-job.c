/* How does one job go from its request to its end, and to what is told of it?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "run-job.h"

#include <errno.h>
#include <stdlib.h>

#include "attribute.h"
#include "link/confine.h"
#include "link/place.h"
#include "link/print-handle.h"
#include "link/probe.h"
#include "link/shorten.h"
#include "link/unmade.h"
#include "options/stray.h"
#include "run-ancestors.h"
#include "why/why.h"
#include "yesno.h"

void
ask_user (struct run *run, struct job *job, enum if_exists *policy)
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

/* JOB has failed.  May it be tried again: with a name walked to that is too
   long for the system, or with the directories that were missing, as *TRIES
   times before?  */
static bool
is_mended (struct run *run, struct job *job, int *tries)
{
  if (!shorten_names (job, run->opts->input.confinement)
      && !make_ancestors (run, job, tries))
    return false;
  parents_forget_look (&run->worker.parents);
  return true;
}

/* JOB has been tried, with the answer PLACED: enter DEST, ask about it, or mend
   what is_mended does.  Return whether JOB is to be tried once more; *POLICY
   tells what to do then when DEST exists.  */
static bool
goes_on (struct run *run, struct job *job, enum placed placed,
         enum if_exists *policy, int *tries)
{
  switch (placed)
    {
    case PLACE_INSIDE:
      enter (run, job);
      break;
    case PLACE_IF_ALLOWED:
      ask_user (run, job, policy);
      break;
    case PLACED:
      break;
    }
  while (job->result.outcome == OUTCOME_FAILED && is_mended (run, job, tries))
    continue;
  return job->result.outcome == OUTCOME_NONE;
}

/* Try JOB once; POLICY tells what to do when DEST exists.  */
static enum placed
try_job (struct run *run, struct job *job, enum if_exists policy)
{
  if (run->opts->sync
      && ! (run->opts->link.dry_run ? durable_foreseen (job)
            : durable_before (&run->worker.durable, job)))
    return PLACED;
  return place_as_asked (&run->worker.placer, job, policy);
}

/* JOB has been tried, with the answer PLACED: do what is left to be done.  */
static void
finish_job (struct run *run, struct job *job, enum placed placed,
            enum if_exists *policy)
{
  int tries = 0;

  while (goes_on (run, job, placed, policy, &tries))
    placed = try_job (run, job, *policy);
  if (run->opts->sync && !run->opts->link.dry_run)
    durable_after (&run->durable, &run->worker.durable, job);
}

ATTRIBUTE_NOINLINE void
finish_plain (struct run *run, struct job *job, enum placed placed)
{
  enum if_exists policy = run->opts->link.if_exists;

  finish_job (run, job, placed, &policy);
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

bool
confine_job (struct run *run, struct job *job)
{
  int confinement = run->opts->input.confinement;
  int tries = 0;

  if (confinement != 0)
    {
      /* The job before may have had the same descriptor of another
         directory.  */
      parents_drop (&run->worker.parents);
      confine_source (job, confinement);
      if (job->result.outcome != OUTCOME_NONE)
        return false;
    }
  if (input_lacks_directory (&run->in) && !make_common_directory (run, job))
    return false;
  if (confinement == 0)
    return true;
  confine_dest (job, confinement);
  while (job->result.outcome == OUTCOME_FAILED
         && make_ancestors (run, job, &tries))
    continue;
  return job->result.outcome == OUTCOME_NONE;
}

ATTRIBUTE_NOINLINE void
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

/* Probe JOB, whose names are confined, once more if they are too long for the
   system.  */
static void
probe_names (struct run *run, struct job *job)
{
  probe (&run->worker.placer, job);
  if (job->result.outcome == OUTCOME_FAILED
      && shorten_names (job, run->opts->input.confinement))
    {
      parents_forget_look (&run->worker.parents);
      probe (&run->worker.placer, job);
    }
}

/* JOB is not possible, as SOURCE is elsewhere: would it be by its handle?  */
static void
probe_handle (struct run *run, struct job *job)
{
  struct job other = *job;

  other.src.kind = SOURCE_VIA_HANDLE;
  other.result = (struct result) { .outcome = OUTCOME_NONE };
  probe_names (run, &other);
  if (other.result.left[0].name)
    job->result = other.result;
  job->result.handle_works = other.result.outcome == OUTCOME_POSSIBLE;
}

ATTRIBUTE_NOINLINE void
probe_job (struct run *run, struct job *job)
{
  struct result *result = &job->result;

  if (confine_job (run, job))
    probe_names (run, job);
  if (result->outcome == OUTCOME_FAILED && result->err == EXDEV
      && result->refusal == REFUSED_NOTHING && job->src.kind == SOURCE_PATH)
    probe_handle (run, job);
  /* A name that stays is a failure.  */
  if (result->outcome == OUTCOME_FAILED && !result->left[0].name)
    result->outcome = OUTCOME_IMPOSSIBLE;
}

void
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

/* Is the cause to be looked for by which JOB was not done?  */
static bool
needs_cause (struct run const *run, struct job const *job)
{
  struct settings const *opts = run->opts;

  return (job->result.err != 0
          && (opts->report.json || opts->detailed_status
              || report_wants_note (&run->report, job)));
}

/* JOB was not done: tell that, and why.  The cause is looked for after the
   first line about it is out.  CAUSE's note is the caller's to free.  */
static void
tell_failure (struct run *run, struct job const *job, struct cause *cause)
{
  struct settings const *opts = run->opts;

  cause->class = exit_class (&job->result);
  report_failure (&run->report, job);
  if (needs_cause (run, job))
    {
      find_cause (job, cause);
      explain_stray_word (opts, job, cause);
    }
  /* What is not known is not permitted either.  */
  if (job->result.outcome == OUTCOME_UNKNOWN)
    cause->class = EXIT_CLASS_OTHER;
  add_status (run, cause->class);
}

ATTRIBUTE_NOINLINE void
tell_job (struct run *run, struct job const *job)
{
  struct cause cause = { .word = NULL };

  if (job->result.outcome == OUTCOME_NONE)
    return;
  if (!is_success (job->result.outcome))
    tell_failure (run, job, &cause);
  report_job (&run->report, job, &cause);
  free (cause.note);
  if (run->opts->report.failed_to && is_unmade (job))
    report_pair (&run->report, job);
}

