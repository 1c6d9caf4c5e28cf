/* What does fhln do, from beginning to end?
   SPDX-License-Identifier: GPL-3.0-or-later

   Parse the options, take one job after the other from the input, place it,
   report it; ask where the user wants to be asked; tell the exit status.  */

#include <config.h>

#include "fhln.h"

#include <stdlib.h>
#include <string.h>

#include "dirname.h"
#include "platform/privilege.h"
#include "progname.h"
#include "yesno.h"

/* Do JOB, entering DEST or asking about it on the way.  */
static void
run (struct placer *placer, struct input *in, struct report *report,
     struct job *job)
{
  enum if_exists policy = placer->opts->if_exists;

  if (placer->opts->confinement != 0 && job->result.outcome == OUTCOME_NONE)
    confine (job, placer->opts);
  if (placer->opts->print_handle && job->result.outcome == OUTCOME_NONE)
    print_handle (job);
  while (job->result.outcome == OUTCOME_NONE)
    {
      place (placer, job, policy);
      if (job->result.outcome == OUTCOME_DIRECTORY)
        enter_directory (in, job);
      else if (job->result.outcome == OUTCOME_ASK)
        {
          report_question (report, job);
          bool yes = yesno ();
          job->result.outcome = yes ? OUTCOME_NONE : OUTCOME_DECLINED;
          policy = IF_EXISTS_REPLACE;
        }
    }
}

/* Return the exit status after a job of class CLASS, where STATUS was the
   one before.  */
static int
combined_status (struct options const *opts, int status, int class)
{
  if (!opts->detailed_status || (status != 0 && status != class))
    return EXIT_FAILURE;
  return class;
}

/* Let REPORT tell how JOB ended, and why: the cause is looked for after the
   first line about it is out.  Return JOB's exit class, 0 for success.  */
static int
tell (struct report *report, struct options const *opts,
      struct job const *job)
{
  struct cause cause = { .class = 0 };

  if (job->result.outcome > OUTCOME_SUCCESS)
    {
      cause.class = exit_class (&job->result);
      report_failure (report, job);
      if (job->result.outcome == OUTCOME_FAILED
          && (!opts->no_notes || opts->detailed_status || opts->json))
        find_cause (job, opts->kind, &cause);
    }
  report_job (report, job, &cause);
  free (cause.note);
  return cause.class;
}

/* Do all jobs.  Return the exit status.  */
static int
run_all (struct options const *opts, struct operands const *operands)
{
  struct input in;
  struct parents parents;
  struct placer placer;
  struct report report;
  struct job job;
  int status = EXIT_SUCCESS;
  enum input_status got;

  input_start (&in, opts, operands);
  parents_start (&parents);
  bool several = input_has_several (&in);
  placer_start (&placer, opts, &parents, several);
  report_start (&report, opts);
  while ((got = next_job (&in, &job)) != INPUT_END)
    {
      if (got == INPUT_WAIT)
        {
          /* A name that is written from now on is looked up from its start:
             directories may have been renamed before.  */
          report_flush (&report);
          parents_drop (&parents);
          input_wait (&in);
          continue;
        }
      if (several && job.result.outcome == OUTCOME_NONE)
        parents_approach (&parents, &job, opts);
      run (&placer, &in, &report, &job);
      if (job.result.outcome != OUTCOME_LINKED || report.tells_all)
        {
          int class = tell (&report, opts, &job);
          if (class != 0)
            status = combined_status (opts, status, class);
        }
      job_release (&job);
    }
  report_end (&report);
  return status;
}

/* Let messages begin with the last component of *ARGV0.  */
static void
name_program (char **argv0)
{
  if (*argv0)
    *argv0 = last_component (*argv0);
  set_program_name (*argv0 && **argv0 != '\0' ? *argv0 : PACKAGE_NAME);
}

int
main (int argc, char **argv)
{
  struct options opts;
  struct operands operands;
  struct help help;
  int err;

  name_program (&argv[0]);
  err = drop_privileges ();
  if (err != 0)
    {
      report_usage (false, "cannot give up privileges: %s", strerror (err));
      return EXIT_FAILURE;
    }
  switch (parse_options (argc, argv, &opts, &operands))
    {
    case PARSED_HELP:
      help = help_text ();
      report_help (&help);
      return EXIT_SUCCESS;
    case PARSED_VERSION:
      report_version ();
      return EXIT_SUCCESS;
    case PARSED_BAD:
      return opts.detailed_status ? EXIT_CLASS_USAGE : EXIT_FAILURE;
    case PARSED_RUN:
      break;
    }
  return run_all (&opts, &operands);
}
