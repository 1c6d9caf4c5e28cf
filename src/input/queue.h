/* Which directories wait for a worker?
   SPDX-License-Identifier: GPL-3.0-or-later

   A few, each with its descriptors open, so that what waits is bounded.  */

#ifndef FHLN_QUEUE_H
#define FHLN_QUEUE_H

#include <stdatomic.h>

#include "platform/threads.h"

struct node;

/* A directory to be walked: SOURCE's and DEST's are open.  */
struct errand
{
  struct node *node;
  int src_fd;
  int dst_fd;
};

enum { QUEUE_PLACES = 8 };

struct queue
{
  struct lock lock;
  struct bell bell;
  atomic_int room;              /* for how many more; guessed at without LOCK */
  struct errand errands[QUEUE_PLACES];
  int first;
  int count;
  int busy;                     /* workers that may add more */
  bool over;                    /* nothing is to be taken any more */
};

/* Get QUEUE ready for WORKERS, each of which takes from it when it has nothing
   to do.  */
void queue_start (struct queue *queue, int workers);

/* Might there be room in QUEUE, and more than one worker?  */
static inline bool
queue_has_room (struct queue *queue)
{
  return atomic_load_explicit (&queue->room, memory_order_relaxed) > 0;
}

/* Add ERRAND to QUEUE; return false if there is no room.  */
bool queue_add (struct queue *queue, struct errand const *errand);

/* A worker has nothing to do: wait for an errand in QUEUE and take it.  Return
   false if there will be none.  */
bool queue_take (struct queue *queue, struct errand *errand);

/* COUNT of QUEUE's workers never take from it.  */
void queue_lack (struct queue *queue, int count);

/* Nothing is to be taken from QUEUE any more.  */
void queue_stop (struct queue *queue);

/* Free what QUEUE has; what it still had is closed.  */
void queue_end (struct queue *queue);

#endif
