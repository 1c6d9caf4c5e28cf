/* Which directories wait for a worker?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "queue.h"

#include <unistd.h>

enum { LINGERING = 100 };       /* times that it gives way, before it sleeps */

void
queue_start (struct queue *queue, int workers)
{
  lock_start (&queue->lock);
  bell_start (&queue->bell);
  atomic_init (&queue->room, workers > 1 ? QUEUE_PLACES : 0);
  queue->first = queue->count = 0;
  queue->busy = workers;
  queue->over = false;
}

bool
queue_add (struct queue *queue, struct errand const *errand)
{
  lock_take (&queue->lock);
  bool has_room = queue->count < QUEUE_PLACES && !queue->over;
  if (has_room)
    {
      int last = (queue->first + queue->count++) % QUEUE_PLACES;
      queue->errands[last] = *errand;
      atomic_fetch_sub (&queue->room, 1);
      bell_ring (&queue->bell);
    }
  lock_release (&queue->lock);
  return has_room;
}

/* Give way a little while QUEUE is empty: another worker is often about to add
   something, and to fall asleep and be woken costs both more than that.  */
static void
linger (struct queue *queue)
{
  for (int i = 0; i < LINGERING && atomic_load (&queue->room) == QUEUE_PLACES;
       i++)
    give_way ();
}

bool
queue_take (struct queue *queue, struct errand *errand)
{
  bool taken = false;

  linger (queue);
  lock_take (&queue->lock);
  queue->busy--;
  while (queue->count == 0 && queue->busy > 0 && !queue->over)
    bell_wait (&queue->bell, &queue->lock);
  if (queue->count != 0 && !queue->over)
    {
      *errand = queue->errands[queue->first];
      queue->first = (queue->first + 1) % QUEUE_PLACES;
      queue->count--;
      queue->busy++;
      atomic_fetch_add (&queue->room, 1);
      taken = true;
    }
  else
    {
      /* Nobody is left who could add some.  */
      queue->over = true;
      bell_ring (&queue->bell);
    }
  lock_release (&queue->lock);
  return taken;
}

void
queue_lack (struct queue *queue, int count)
{
  lock_take (&queue->lock);
  queue->busy -= count;
  bell_ring (&queue->bell);
  lock_release (&queue->lock);
}

void
queue_stop (struct queue *queue)
{
  lock_take (&queue->lock);
  queue->over = true;
  bell_ring (&queue->bell);
  lock_release (&queue->lock);
}

void
queue_end (struct queue *queue)
{
  for (; queue->count != 0; queue->count--)
    {
      struct errand *errand = &queue->errands[queue->first];
      close (errand->src_fd);
      close (errand->dst_fd);
      queue->first = (queue->first + 1) % QUEUE_PLACES;
    }
  bell_end (&queue->bell);
  lock_end (&queue->lock);
}
