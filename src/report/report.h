/* How is a finished job told?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_REPORT_H
#define FHLN_REPORT_H

#include "failed-pairs.h"
#include "json.h"
#include "output.h"
#include "progress.h"
#include "settings.h"

struct report
{
  struct report_settings const *opts;
  bool tells_all;               /* links made, too, not failures alone */
  struct output output;
  struct progress progress;
  struct text line;             /* of JSON */
  struct failed_pairs pairs;    /* of --failed0-to */
};

/* Get REPORT ready to tell of jobs done with OPTS.  */
void report_start (struct report *report, struct report_settings const *opts);

/* Open the file where REPORT is to write pairs, if it is.  Return true; or tell
   that it cannot be written, and return false.  */
bool report_open_pairs (struct report *report);

/* Write the names of JOB, which could not be linked, where they are wanted.  */
void report_pair (struct report *report, struct job const *job);

/* Is a note to tell why JOB was not done?  What a probe has found is the
   answer, not a message.  */
bool report_wants_note (struct report const *report, struct job const *job);

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

/* All jobs are done.  Return whether all pairs were written that are wanted:
   true if none are.  */
bool report_end (struct report *report);

/* Ask on standard error whether JOB's DEST may be replaced.  */
void report_question (struct report *report, struct job const *job);

#endif
