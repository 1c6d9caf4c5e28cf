/* How is a finished job told?  Everything that fhln prints is printed here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_REPORT_H
#define FHLN_REPORT_H

#include "json.h"
#include "options.h"
#include "settings.h"

enum { PROGRESS_LINES = 5 };

/* How far the jobs had come.  */
struct progress
{
  long long time;               /* in milliseconds */
  unsigned long long done;
};

struct report
{
  struct report_settings const *opts;
  bool tells_all;               /* links made, too, not failures alone */
  bool printing;                /* the locale is set, closing is arranged */
  char *buffer;                 /* standard output's; never freed, or NULL */
  size_t pending;               /* bytes that standard output holds back */
  long long flushed;            /* when it last held none, in milliseconds */
  struct text line;
  int width;                    /* of the terminal at standard error, or 0 */
  bool mixed;                   /* standard output is a terminal, too */
  bool shown;                   /* a line of progress stands there */
  long long started;            /* in milliseconds, as FLUSHED */
  long long progressed;         /* when the last line of progress was shown */
  unsigned long long done;
  unsigned long long failed;
  struct progress then[PROGRESS_LINES]; /* at the last lines, by turns */
  int lines;                    /* so many lines were shown */
};

/* Get REPORT ready to tell of jobs done with OPTS.  */
void report_start (struct report *report, struct report_settings const *opts);

/* Tell that JOB has failed, if it has, in text; the cause may come later.  */
void report_failure (struct report *report, struct job const *job);

/* Tell how JOB ended, if there is something to tell, and the CAUSE of its
   failure, after report_failure.  */
void report_job (struct report *report, struct job const *job,
                 struct cause const *cause);

/* Tell that what was made by a stream may not be durable, by ERR.  */
void report_not_durable (struct report *report, int err);

/* Let standard output hold nothing back.  */
void report_flush (struct report *report);

/* All jobs are done.  */
void report_end (struct report *report);

/* Ask on standard error whether JOB's DEST may be replaced.  */
void report_question (struct report *report, struct job const *job);

/* Print HELP to standard output.  */
void report_help (struct help const *help);

/* Print --version's lines to standard output.  */
void report_version (void);

/* Print where help is to be found to standard error.  */
void report_hint (void);

/* Print the usage error that names are to be read from where answers come.  */
void report_names_answer (void);

/* Print the usage error that TEXT is no SOURCE of KIND (ERR).  */
void report_malformed (enum source_kind kind, char const *text, int err);

/* Print a usage error to standard error, and the hint if HINT.  */
void report_usage (bool hint, char const *format, ...)
  __attribute__ ((format (printf, 2, 3)));

#endif
