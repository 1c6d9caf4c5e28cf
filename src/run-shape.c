/* How many workers does a tree get, and how much may each have open?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "run-shape.h"

#include "input/queue.h"
#include "input/ring.h"
#include "platform/process.h"
#include "platform/threads.h"

enum
{
  STANDARD_DESCRIPTORS = 3,
  SPARE_DESCRIPTORS = 10,       /* for the roots, the report, and causes */
  WORKERS_DESCRIPTORS = 4,      /* beside those of the ring */
  LEVEL_DESCRIPTORS = 3,        /* both sides, and where it needs one a list */
  LEVELS_OF_SEVERAL = 10,
  MOST_WORKERS = 64
};

/* Return how many directories each of WORKERS may have open when there may be
   LIMIT descriptors.  */
static int
levels_for (int workers, int limit)
{
  int most = workers == 1 ? RING_MOST : LEVELS_OF_SEVERAL;
  int queued = workers == 1 ? 0 : 2 * QUEUE_PLACES;
  int levels = ((limit - SPARE_DESCRIPTORS - queued) / workers
                - WORKERS_DESCRIPTORS) / LEVEL_DESCRIPTORS;

  return levels < most ? levels : most;
}

struct shape
choose_shape (struct settings const *opts, int first)
{
  int limit = descriptor_limit () - (first - STANDARD_DESCRIPTORS);
  int wanted = opts->input.tree.workers;
  struct shape shape = { .workers = wanted != 0 ? wanted : threads_useful () };

  if (opts->input.asks)
    shape.workers = 1;
  if (shape.workers > MOST_WORKERS)
    shape.workers = MOST_WORKERS;
  while (shape.workers > 1
         && levels_for (shape.workers, limit) < 2 * RING_LEAST)
    shape.workers--;
  shape.levels = levels_for (shape.workers, limit);
  if (shape.levels < RING_LEAST)
    shape.levels = RING_LEAST;
  return shape;
}
