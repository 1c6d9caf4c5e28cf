/* How is a finished job told?
   SPDX-License-Identifier: GPL-3.0-or-later

   As text or as JSON, in words.c's words, through output.c.  */

#include <config.h>

#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "attribute.h"
#include "words.h"
#include "xvasprintf.h"

void
report_start (struct report *report, struct report_settings const *opts)
{
  report->opts = opts;
  report->tells_all = (opts->verbose || opts->json || opts->progress
                       || opts->warns || opts->dry_run);
  report->line = (struct text) { .length = 0 };
  pairs_start (&report->pairs);
  output_start (&report->output, opts);
  if (opts->progress)
    progress_start (&report->progress);
}

/* Print WORDS to standard error, and free them.  */
static void
complain_of (struct report *report, char *words)
{
  output_complain (&report->output, words);
  free (words);
}

bool
report_open_pairs (struct report *report)
{
  char const *file = report->opts->failed_to;
  int err = file ? pairs_open (&report->pairs, file) : 0;

  if (err == 0)
    return true;
  output_begin (&report->output);
  complain_of (report, unopened_words (file, err));
  return false;
}

/* Tell that the file of pairs cannot be written, by ERR, if that is not 0.  */
static void
tell_unwritten (struct report *report, int err)
{
  if (err == 0)
    return;
  output_begin (&report->output);
  complain_of (report, unwritten_words (report->opts->failed_to, err));
}

void
report_pair (struct report *report, struct job const *job)
{
  char *src = job_source_text (job);
  char *dst = job_dest_text (job);

  tell_unwritten (report, pairs_add (&report->pairs, src, dst));
  free (src);
  free (dst);
}

bool
report_wants_note (struct report const *report, struct job const *job)
{
  return (is_of_probe (job->result.outcome)
          ? report->opts->notes != NOTES_NEVER : wants_notes (report->opts));
}

void
report_failure (struct report *report, struct job const *job)
{
  struct result const *result = &job->result;

  if (result->err == 0)
    return;
  /* The note, which is made next, is quoted in the locale as well.  */
  output_begin (&report->output);
  if (report->opts->json || result->outcome != OUTCOME_FAILED)
    return;
  complain_of (report, (report->opts->as_link ? words_as_link (job)
                        : failure_words (job)));
  for (int i = 0; i < 2 && result->left[i].name; i++)
    complain_of (report, left_words (job, &result->left[i]));
}

/* Print -v's line for JOB, or --dry-run's.  */
static void
tell_link (struct report *report, struct job const *job)
{
  output_begin (&report->output);

  char *line = link_words (job);
  output_line (&report->output, line, strlen (line));
  free (line);
}

/* Print what a successful JOB is worth a warning for.  */
static void
tell_warning (struct report *report, struct job const *job)
{
  output_begin (&report->output);
  complain_of (report, warning_words (job));
}

/* Tell what was found of JOB by trying it, and why, as NOTE, which may be null,
   says.  */
static void
tell_probe (struct report *report, struct job const *job, char const *note)
{
  output_begin (&report->output);

  char *line = probe_words (job, note);
  output_line (&report->output, line, strlen (line));
  free (line);
}

/* Tell how JOB ended as text, if there is something to tell.  */
static void
tell_text (struct report *report, struct job const *job)
{
  switch (job->result.outcome)
    {
    case OUTCOME_ALREADY:
      if (job->kind == LINK_DIRECTORY)
        break;
      FALLTHROUGH;
    case OUTCOME_LINKED:
    case OUTCOME_REPLACED:
      if (report->opts->verbose
          && ! (report->opts->only_changes
                && job->result.outcome == OUTCOME_ALREADY))
        tell_link (report, job);
      if (job->result.missing != 0 || job->result.gap
          || job->result.unverified)
        tell_warning (report, job);
      break;
    case OUTCOME_WOULD_LINK:
    case OUTCOME_WOULD_REPLACE:
    case OUTCOME_WOULD_ASK:
    case OUTCOME_WOULD_MAKE:
      tell_link (report, job);
      if (job->result.missing != 0)
        tell_warning (report, job);
      break;
    case OUTCOME_PRINTED:
      output_begin (&report->output);
      output_line (&report->output, job->result.handle,
                   strlen (job->result.handle));
      break;
    case OUTCOME_NONE:
    case OUTCOME_SKIPPED:
    case OUTCOME_MADE:
    case OUTCOME_VANISHED:
    case OUTCOME_POSSIBLE:
    case OUTCOME_UNKNOWN:
    case OUTCOME_IMPOSSIBLE:
    case OUTCOME_DECLINED:
    case OUTCOME_FAILED:
      break;
    }
}

/* Tell how JOB ended, and the CAUSE, as a line of JSON.  */
static void
tell_json (struct report *report, struct job const *job,
           struct cause const *cause)
{
  struct cause shown = *cause;
  struct text *line = &report->line;

  output_begin (&report->output);

  char *message = (is_of_probe (job->result.outcome) ? NULL
                   : job->result.err != 0 ? failure_words (job)
                   : warning_words (job));
  if (report->opts->notes == NOTES_NEVER)
    shown.note = NULL;
  line->length = 0;
  json_job (line, job, message, &shown);
  free (message);
  output_line (&report->output, line->bytes, line->length);
}

void
report_job (struct report *report, struct job const *job,
            struct cause const *cause)
{
  if (!report->opts->json && is_of_probe (job->result.outcome))
    tell_probe (report, job,
                report_wants_note (report, job) ? cause->note : NULL);
  else if (!report->opts->json)
    {
      tell_text (report, job);
      if (cause->note && report_wants_note (report, job))
        complain_of (report, xasprintf ("note: %s", cause->note));
    }
  else
    tell_json (report, job, cause);
  output_flush_old (&report->output);
  if (report->opts->progress)
    progress_count (&report->progress, &report->output, job);
}

void
report_not_durable (struct report *report, int err)
{
  output_begin (&report->output);
  complain_of (report, not_durable_words (err));
}

void
report_flush (struct report *report)
{
  output_flush (&report->output);
}

bool
report_end (struct report *report)
{
  tell_unwritten (report, pairs_close (&report->pairs));
  if (report->opts->progress)
    progress_end (&report->progress, &report->output);
  if (report->line.bytes)
    free (report->line.bytes);
  return report->pairs.err == 0;
}

void
report_question (struct report *report, struct job const *job)
{
  output_begin (&report->output);

  char *question = question_words (job);
  output_ask (question);
  free (question);
}
