/* How far have the jobs come, and how fast?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PROGRESS_H
#define FHLN_PROGRESS_H

#include "job.h"
#include "output.h"

enum { PROGRESS_LINES = 5 };

/* What was done at some time.  */
struct milestone
{
  long long time;               /* in milliseconds */
  unsigned long long done;
};

struct progress
{
  long long started;            /* in milliseconds */
  long long shown;              /* when the last line was */
  unsigned long long done;
  unsigned long long failed;
  struct milestone then[PROGRESS_LINES]; /* at the last lines, by turns */
  int lines;                    /* so many lines were shown */
};

/* No job is done yet.  */
void progress_start (struct progress *progress);

/* Count JOB, and show by OUTPUT how far the jobs have come, once a second.  */
void progress_count (struct progress *progress, struct output *output,
                     struct job const *job);

/* All jobs are done: show by OUTPUT how many there were.  */
void progress_end (struct progress *progress, struct output *output);

#endif
