/* How is a finished job told?  Everything that fhln prints is printed here.
   SPDX-License-Identifier: GPL-3.0-or-later

   The locale is set only now, when
   something is printed: a successful link has no need of it.  */

#include <config.h>

#include "report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "closeout.h"
#include "platform/process.h"
#include "progname.h"
#include "quoting.h"
#include "words.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* To the beginning of the line, and nothing there (ECMA-48).  */
#define ERASE_LINE "\r\033[K"

enum
{
  OUTPUT_SIZE = 64 * 1024,      /* of standard output's buffer */
  SECOND = 1000                 /* in milliseconds */
};

/* Return the time in milliseconds, from some moment on.  */
static long long
now (void)
{
  struct timespec ts;

  clock_gettime (CLOCK_MONOTONIC, &ts);
  return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

void
report_start (struct report *report, struct report_settings const *opts)
{
  *report = (struct report) {
    .opts = opts,
    .tells_all = (opts->verbose || opts->json || opts->progress
                  || opts->warn_missing),
  };
  if (opts->progress)
    {
      report->width = terminal_width (STDERR_FILENO);
      report->mixed = report->width != 0 && isatty (STDOUT_FILENO);
      report->started = report->progressed = now ();
    }
}

/* Let standard output hold back what fits into a buffer, and return that: it
   must stay until standard output is closed.  (The C library may take no
   notice of a size without a buffer.)  */
static char *
buffer_output (void)
{
  char *buffer = xmalloc (OUTPUT_SIZE);

  setvbuf (stdout, buffer, _IOFBF, OUTPUT_SIZE);
  return buffer;
}

/* Set the locale and arrange for standard output to be closed, once.  */
static void
start_printing (struct report *report)
{
  if (report->printing)
    return;
  report->printing = true;
  use_locale ();
  atexit (close_stdout);
  if (report->opts->json)
    report->buffer = buffer_output ();
}

/* Print LINE to standard error behind the program's name, in one piece, and
   where a line of REPORT's progress stands.  REPORT may be null.  */
static void
complain (struct report *report, char const *line)
{
  bool erase = report && report->shown && report->width != 0;
  char *whole = xasprintf ("%s%s: %s\n", erase ? ERASE_LINE : "",
                           program_name, line);

  fflush (stdout);
  fputs (whole, stderr);
  free (whole);
  if (report)
    report->shown = false;
}

void
report_flush (struct report *report)
{
  if (report->pending == 0)
    return;
  if (fflush (stdout) != 0)
    {
      char *line = xasprintf ("write error: %s", strerror (errno));
      complain (report, line);
      _exit (EXIT_FAILURE);
    }
  report->pending = 0;
}

/* Print the LENGTH bytes at LINE to standard output, as a whole line, and where
   a line of progress stands on the same terminal.  */
static void
print_line (struct report *report, char const *line, size_t length)
{
  start_printing (report);
  if (report->shown && report->mixed)
    {
      fputs (ERASE_LINE, stderr);
      report->shown = false;
    }
  if (report->pending != 0 && report->pending + length + 1 > OUTPUT_SIZE)
    report_flush (report);
  if (report->pending == 0 && report->opts->json)
    report->flushed = now ();
  fwrite (line, 1, length, stdout);
  putchar (report->opts->line_end);
  report->pending += length + 1;
}

/* Print WORDS to standard error, and free them.  REPORT may be null.  */
static void
tell (struct report *report, char *words)
{
  complain (report, words);
  free (words);
}

void
report_failure (struct report *report, struct job const *job)
{
  if (report->opts->json || job->result.outcome != OUTCOME_FAILED)
    return;
  start_printing (report);
  tell (report, failure_words (job));
  for (int i = 0; i < 2 && job->result.left[i].name; i++)
    tell (report, left_words (job, &job->result.left[i]));
}

/* Print -v's line for JOB.  */
static void
print_verbose (struct report *report, struct job const *job)
{
  start_printing (report);

  char *line = link_words (job);
  print_line (report, line, strlen (line));
  free (line);
}

/* Print what a successful JOB is worth a warning for.  */
static void
print_warning (struct report *report, struct job const *job)
{
  start_printing (report);
  tell (report, warning_words (job));
}

/* Tell how JOB ended as text, if there is something to tell.  */
static void
print_text (struct report *report, struct job const *job)
{
  switch (job->result.outcome)
    {
    case OUTCOME_LINKED:
    case OUTCOME_REPLACED:
    case OUTCOME_ALREADY:
      if (report->opts->verbose)
        print_verbose (report, job);
      if (job->result.missing != 0 || job->result.gap)
        print_warning (report, job);
      break;
    case OUTCOME_PRINTED:
      print_line (report, job->result.handle, strlen (job->result.handle));
      break;
    case OUTCOME_NONE:
    case OUTCOME_SKIPPED:
    case OUTCOME_DECLINED:
    case OUTCOME_FAILED:
      break;
    }
}

/* Print CAUSE's note, if there is one and notes are wanted.  */
static void
print_note (struct report *report, struct cause const *cause)
{
  if (!cause->note || report->opts->no_notes)
    return;
  tell (report, xasprintf ("note: %s", cause->note));
}

/* Tell how JOB ended, and the CAUSE, as a line of JSON.  */
static void
print_json (struct report *report, struct job const *job,
            struct cause const *cause)
{
  struct cause shown = *cause;

  start_printing (report);

  char *message = (job->result.outcome == OUTCOME_FAILED
                   ? failure_words (job) : warning_words (job));
  report->line.length = 0;
  if (report->opts->no_notes)
    shown.note = NULL;
  json_job (&report->line, job, message, &shown);
  free (message);
  print_line (report, report->line.bytes, report->line.length);
}

/* Return the words for COUNT links in ELAPSED milliseconds, as a part of a
   line, allocated: none before there was a second to count them in.  */
static char *
rate_words (unsigned long long count, long long elapsed)
{
  if (elapsed < SECOND)
    return xstrdup ("");

  unsigned long long tenths = (count * 10 * SECOND + elapsed / 2) / elapsed;
  if (count == 0 || tenths >= 100)
    return xasprintf (" %llu/s,", (tenths + 5) / 10);
  if (tenths == 0)
    return xstrdup (" less than 0.1/s,");
  return xasprintf (" %llu.%llu/s,", tenths / 10, tenths % 10);
}

/* Show how far the jobs have come, at the time TIME, and how many were done a
   second since some lines ago; or LAST, at the end, since the beginning.  On a
   terminal only what its line holds.  */
static void
show_progress (struct report *report, long long time, bool last)
{
  struct progress *oldest = &report->then[report->lines % PROGRESS_LINES];
  struct progress since = { .time = report->started };

  if (!last && report->lines >= PROGRESS_LINES)
    since = *oldest;
  *oldest = (struct progress) { .time = time, .done = report->done };
  report->lines++;

  char *rate = rate_words (report->done - since.done, time - since.time);
  char *line = xasprintf ("%s: %llu done,%s %llu failed", program_name,
                          report->done, rate, report->failed);
  report_flush (report);
  if (report->width == 0)
    fprintf (stderr, "%s\n", line);
  else
    fprintf (stderr, ERASE_LINE "%.*s%s", report->width - 1, line,
             last ? "\n" : "");
  free (line);
  free (rate);
  report->shown = true;
  report->progressed = time;
}

/* Count JOB, and show how far the jobs have come, once a second.  */
static void
count_job (struct report *report, struct job const *job)
{
  if (job->result.outcome == OUTCOME_FAILED
      || job->result.outcome == OUTCOME_DECLINED)
    report->failed++;
  else
    report->done++;

  long long time = now ();
  if (time - report->progressed >= SECOND)
    show_progress (report, time, false);
}

void
report_job (struct report *report, struct job const *job,
            struct cause const *cause)
{
  if (!report->opts->json)
    {
      print_text (report, job);
      print_note (report, cause);
    }
  else
    {
      print_json (report, job, cause);
      if (now () - report->flushed >= SECOND)
        report_flush (report);
    }
  if (report->opts->progress)
    count_job (report, job);
}

void
report_end (struct report *report)
{
  if (report->opts->progress)
    show_progress (report, now (), true);
  free (report->line.bytes);
}

void
report_question (struct report *report, struct job const *job)
{
  start_printing (report);

  char *words = question_words (job);
  char *question = xasprintf ("%s: %s", program_name, words);
  fflush (stdout);
  fputs (question, stderr);
  free (question);
  free (words);
}

void
report_help (struct help const *help)
{
  char *buffer = buffer_output ();

  for (size_t i = 0; help->forms[i]; i++)
    printf ("%s %s %s\n", i == 0 ? "Usage:" : "  or: ", program_name,
            help->forms[i]);
  fputs (help->text, stdout);
  close_stdout ();
  free (buffer);
}

void
report_version (void)
{
  atexit (close_stdout);
  puts (PACKAGE_STRING);
  puts ("License GPLv3+: GNU GPL version 3 or later "
        "<https://gnu.org/licenses/gpl.html>.\n"
        "This is free software: you are free to change and redistribute it.\n"
        "There is NO WARRANTY, to the extent permitted by law.");
}

void
report_hint (void)
{
  fprintf (stderr, "Try '%s --help' for more information.\n",
           program_name);
}

void
report_usage (bool hint, char const *format, ...)
{
  va_list args;

  va_start (args, format);
  char *line = xvasprintf (format, args);
  va_end (args);
  complain (NULL, line);
  free (line);
  if (hint)
    report_hint ();
}

void
report_names_answer (void)
{
  report_usage (false, "cannot combine --interactive and names on standard "
                "input: give the names in a file");
}

void
report_malformed (enum source_kind kind, char const *text, int err)
{
  tell (NULL, malformed_words (kind, text, err));
  report_usage (true, kind == SOURCE_HANDLE
                ? "give a handle as --print-handle prints it, or a line of "
                  "/proc/PID/fdinfo" : "give the number of a descriptor that "
                "is open");
}

void
report_not_durable (struct report *report, int err)
{
  start_printing (report);
  tell (report, not_durable_words (err));
}
