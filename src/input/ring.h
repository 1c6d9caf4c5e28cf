/* Which directories does a worker have open?
   SPDX-License-Identifier: GPL-3.0-or-later

   It goes down from one to the next, and comes back.  The deepest few are open;
   those above are closed, and opened again on the way back, so that neither
   descriptors nor memory grow with the depth.  */

#ifndef FHLN_RING_H
#define FHLN_RING_H

#include "platform/list.h"
#include "queue.h"

/* A directory that is open.  */
struct level
{
  struct node *node;            /* NULL: this place is free */
  int src_fd;                   /* -1: it cannot be read */
  int dst_fd;                   /* -1: it cannot be reached any more */
  struct listing listing;
  void *buffer;                 /* of the listing, kept for others */
  bool begun;                   /* the listing has been filled */
};

enum { RING_MOST = 14, RING_LEAST = 2, LIST_SIZE = 32 * 1024 };

struct ring
{
  struct level levels[RING_MOST]; /* by depth, modulo SIZE */
  int size;
  size_t depth;                 /* of directories, from the one taken on */
  int roots[2];                 /* the tree's, by enum side */
};

/* Get RING ready to have SIZE directories open, of a tree with these ROOTS.  */
void ring_start (struct ring *ring, int size, int const roots[2]);

/* Free what RING has.  */
void ring_end (struct ring *ring);

/* Return the deepest level of RING, which has one, and DEPTH more above it.  */
static inline struct level *
ring_level (struct ring *ring, size_t above)
{
  return &ring->levels[(ring->depth - 1 - above) % ring->size];
}

/* Go down to what ERRAND tells; its descriptors are RING's from then on.  */
void ring_push (struct ring *ring, struct errand const *errand);

/* Come back from the deepest directory of RING, which is closed, to UP, above
   it; or to none, if RING has none then.  Return 0, or why UP could not be
   opened again; the descriptors of its level tell how far.  */
int ring_pop (struct ring *ring, struct node *up);

/* Has something failed, by ERR, for lack of a descriptor, and did RING have one
   to spare?  The highest directory that was open is closed then: try again.  */
bool ring_makes_room (struct ring *ring, int err);

#endif
