/* How far have the jobs come, and how fast?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "progress.h"

#include <stdlib.h>

#include "xalloc.h"
#include "xvasprintf.h"

enum { SECOND = 1000 };         /* in milliseconds */

void
progress_start (struct progress *progress)
{
  *progress = (struct progress) { .started = milliseconds () };
  progress->shown = progress->started;
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

/* Show by OUTPUT how far the jobs have come at the time TIME, and how many were
   done a second since some lines ago; or LAST, at the end, since the
   beginning.  */
static void
show (struct progress *progress, struct output *output, long long time,
      bool last)
{
  struct milestone *oldest = &progress->then[progress->lines % PROGRESS_LINES];
  struct milestone since = { .time = progress->started };

  if (!last && progress->lines >= PROGRESS_LINES)
    since = *oldest;
  *oldest = (struct milestone) { .time = time, .done = progress->done };
  progress->lines++;

  char *rate = rate_words (progress->done - since.done, time - since.time);
  char *line = xasprintf ("%llu done,%s %llu failed", progress->done, rate,
                          progress->failed);
  output_state (output, line, last);
  free (line);
  free (rate);
  progress->shown = time;
}

void
progress_count (struct progress *progress, struct output *output,
                struct job const *job)
{
  if (is_success (job->result.outcome))
    progress->done++;
  else
    progress->failed++;

  long long time = milliseconds ();
  if (time - progress->shown >= SECOND)
    show (progress, output, time, false);
}

void
progress_end (struct progress *progress, struct output *output)
{
  show (progress, output, milliseconds (), true);
}
