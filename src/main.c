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
  if (class == 0)
    return status;
  if (!opts->detailed_status || (status != 0 && status != class))
    return EXIT_FAILURE;
  return class;
}

/* Tell why JOB has failed, after REPORT has told that it has.  Return its exit
   class.  */
static int
tell_cause (struct report *report, struct options const *opts,
            struct job const *job)
{
  struct cause cause;

  if (job->result.outcome != OUTCOME_FAILED
      || (opts->no_notes && !opts->detailed_status))
    return exit_class (&job->result);
  find_cause (job, opts->kind, &cause);
  report_note (report, &cause);
  free (cause.note);
  return cause.class;
}

/* Do all jobs.  Return the exit status.  */
static int
run_all (struct options const *opts, struct operands const *operands)
{
  struct input in;
  struct placer placer;
  struct report report;
  struct job job;
  int status = EXIT_SUCCESS;

  input_start (&in, opts, operands);
  placer_start (&placer, opts, operands->count > 2
                || (opts->directory && operands->count > 1));
  report_start (&report, opts);
  while (next_job (&in, &job))
    {
      run (&placer, &in, &report, &job);
      report_job (&report, &job);
      status = combined_status (opts, status, tell_cause (&report, opts, &job));
      job_release (&job);
    }
  return status;
}

/* Let messages begin with the last component of ARGV0.  */
static void
name_program (char **argv0)
{
  static char fallback[] = "fhln";
  char *base = *argv0 ? last_component (*argv0) : fallback;

  *argv0 = *base != '\0' ? base : fallback;
  set_program_name (*argv0);
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
