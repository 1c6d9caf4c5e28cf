/* Which directories does a worker have open?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "ring.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "way.h"
#include "xalloc.h"

void
ring_start (struct ring *ring, int size, int const roots[2])
{
  ring->size = size;
  ring->depth = 0;
  ring->roots[SIDE_SOURCE] = roots[SIDE_SOURCE];
  ring->roots[SIDE_DEST] = roots[SIDE_DEST];
  for (int i = 0; i < size; i++)
    ring->levels[i] = (struct level) { .src_fd = -1, .dst_fd = -1 };
}

/* Close FD, unless it is -1.  */
static void
close_if_open (int fd)
{
  if (fd >= 0)
    close (fd);
}

/* Make LEVEL free.  */
static void
vacate (struct level *level)
{
  if (!level->node)
    return;
  listing_end (&level->listing);
  close_if_open (level->src_fd);
  close_if_open (level->dst_fd);
  level->node = NULL;
  level->src_fd = level->dst_fd = -1;
}

void
ring_end (struct ring *ring)
{
  for (int i = 0; i < ring->size; i++)
    {
      vacate (&ring->levels[i]);
      free (ring->levels[i].buffer);
    }
}

/* Let LEVEL, which is free, be that of ERRAND, whose list has not been read
   yet.  */
static void
occupy (struct level *level, struct errand const *errand)
{
  level->node = errand->node;
  level->src_fd = errand->src_fd;
  level->dst_fd = errand->dst_fd;
  level->begun = false;
  if (!level->buffer)
    level->buffer = xmalloc (LIST_SIZE);
  listing_start (&level->listing, level->buffer, LIST_SIZE);
}

/* Close LEVEL, which is to be come back to.  */
static void
leave_for_now (struct level *level)
{
  if (level->node && level->dst_fd >= 0)
    know_dest (level->node, level->dst_fd);
  vacate (level);
}

void
ring_push (struct ring *ring, struct errand const *errand)
{
  ring->depth++;
  struct level *level = ring_level (ring, 0);
  leave_for_now (level);
  occupy (level, errand);
}

/* Let LEVEL, just opened again, be read on at POSITION, or not at all.  Return
   0 or an errno.  */
static int
read_on_at (struct level *level, int64_t position)
{
  int err = listing_seek (&level->listing, level->src_fd, position);

  if (err != 0)
    {
      close (level->src_fd);
      level->src_fd = -1;
    }
  return err;
}

/* Open the deepest directory of RING again, which is NODE's; CHILD was open
   below it.  Return 0 or an errno.  */
static int
come_back (struct ring *ring, struct node *node, struct level const *child)
{
  struct errand errand = { .node = node };
  int err = 0;

  errand.src_fd = way_back (node, SIDE_SOURCE, child->src_fd, ring->roots);
  if (errand.src_fd < 0)
    err = errno;
  errand.dst_fd = way_back (node, SIDE_DEST, child->dst_fd, ring->roots);
  if (errand.dst_fd < 0)
    err = errno;

  struct level *level = ring_level (ring, 0);
  occupy (level, &errand);
  level->begun = true;
  return err != 0 ? err : read_on_at (level, node->position);
}

/* The node of the deepest level may be gone: whoever finished it has freed
   it.  */
int
ring_pop (struct ring *ring, struct node *up)
{
  struct level *child = ring_level (ring, 0);
  int err = 0;

  if (--ring->depth != 0 && ring_level (ring, 0)->node != up)
    err = come_back (ring, up, child);
  vacate (child);
  return err;
}

/* Close the highest directory of RING that is open, if that is not one of the
   deepest two.  Return whether it was closed.  */
static bool
spare (struct ring *ring)
{
  size_t size = ring->size;
  size_t open = ring->depth < size ? ring->depth : size;

  for (; open > RING_LEAST; open--)
    {
      struct level *level = ring_level (ring, open - 1);
      if (level->node)
        {
          leave_for_now (level);
          return true;
        }
    }
  return false;
}

bool
ring_makes_room (struct ring *ring, int err)
{
  return (err == EMFILE || err == ENFILE) && spare (ring);
}
