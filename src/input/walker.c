/* How is a tree walked, and what is there to be done in it?
   SPDX-License-Identifier: GPL-3.0-or-later

   A directory's entries become jobs as they are listed.  One that is itself a
   directory is made, and entered, or left to another worker if one might have
   nothing to do and there are entries to go on with.  There is no recursion:
   the state of the walk tells what comes next.  */

#include <config.h>

#include "walker.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "aim.h"
#include "entries.h"
#include "exclude.h"
#include "offer.h"
#include "way.h"

/* As often, one name may turn from a file into a directory and back.  */
enum { AGAIN_TRIES = 64 };

void
walker_start (struct walker *walker, struct tree *tree, int levels,
              struct job *job)
{
  *walker = (struct walker) {
    .tree = tree, .job = job, .src_fd = -1, .dst_fd = -1,
    .place = { .dst_dir = tree->root.dst.dir,
               .dst_root = tree->root.dst.text },
  };
  ring_start (&walker->ring, levels, tree->fds);
  walker->level = &walker->ring.levels[0];
}

void
walker_end (struct walker *walker)
{
  ring_end (&walker->ring);
  path_free (&walker->contents);
  path_free (&walker->relative);
  window_free (&walker->window);
  spare_nodes_free (&walker->spare);
}

/* Directories in a directory.  */

/* Let go what was offered, and was not entered.  */
static void
forget_offer (struct walker *w)
{
  if (w->src_fd >= 0)
    close (w->src_fd);
  w->src_fd = -1;
  node_free (&w->spare, w->node);
  w->node = NULL;
}

bool
walker_makes_room (struct walker *w, int err)
{
  return ring_makes_room (&w->ring, err);
}

/* Go down to what ERRAND tells, where there is something to be read.  */
static void
go_down (struct walker *w, struct errand const *errand)
{
  ring_push (&w->ring, errand);
  w->level = ring_level (&w->ring, 0);
  w->state = WALK_ARRIVING;
}

void
walker_enter (struct walker *w, int fd)
{
  struct level *level = w->level;
  struct node *node = w->node;
  struct errand errand = { node, w->src_fd, fd };
  bool goes_on = listing_has_more (&level->listing);

  w->node = NULL;
  w->src_fd = -1;
  atomic_fetch_add (&level->node->unfinished, 1);
  level->node->position = w->record->next;
  if (goes_on && node->list_err == 0 && queue_has_room (&w->tree->queue)
      && queue_add (&w->tree->queue, &errand))
    w->state = WALK_ARRIVING;
  else
    go_down (w, &errand);
}

/* Reading.  */

/* Is RECORD left out?  */
static bool
is_excluded (struct walker *w, struct list_record const *record)
{
  struct exclude const *excluded = w->tree->opts->tree.excluded;

  return (excluded
          && excluded_file_name (excluded,
                                 path_of (&w->relative, record->name)));
}

/* Is RECORD a directory, as far as its list tells, or else a look?  */
static bool
is_listed_directory (struct walker const *w, struct list_record const *record)
{
  struct look look;

  if (record->type != LIST_UNKNOWN)
    return record->type == LIST_DIRECTORY;
  return (look_at (w->level->src_fd, record->name, false, &look) == 0
          && S_ISDIR (look.mode));
}

/* The list of NODE, of which a window was linked, is at RECORD.  */
static void
pass_in_window (struct node *node, struct list_record const *record)
{
  node->position = record->next;
  if (may_be_directory (record) && node->others != 0
      && !is_dot_name (record->name))
    node->others--;
}

/* Take RECORD, the next in the list of the deepest directory, and store in
   *WALKED what is to be done.  Return false if that is nothing.  */
static bool
take_record (struct walker *w, struct list_record const *record,
             enum walked *walked)
{
  struct node *node = w->level->node;
  bool was_linked = (record->next <= node->linked_until
                     && record->type != LIST_UNKNOWN);

  if (w->record != record)
    w->tries = 0;
  w->record = record;
  if (node->windows && !w->in_window)
    pass_in_window (node, record);
  if (is_dot_name (record->name) || is_excluded (w, record))
    return false;
  if (is_listed_directory (w, record))
    return offer_subdirectory (w, record, walked);
  if (was_linked || node->only_directories)
    return false;
  *walked = aim_at_entry (w, record);
  return true;
}

/* As next_record, but what waits comes first.  */
static inline struct list_record const *
next_to_take (struct walker *w, int *err)
{
  struct list_record const *waiting = w->waiting;

  *err = 0;
  w->waiting = NULL;
  if (waiting)
    return waiting;
  return (!w->level->node->windows && listing_has_more (&w->level->listing)
          ? listing_take (&w->level->listing) : next_record (w, err));
}

/* Find out which of the names that had vanished from the deepest directory it
   still lists.  */
static void
sort_out (struct walker *w)
{
  struct vanished *vanished = &w->level->node->vanished;

  do
    vanished_sort_out (vanished, w->level->src_fd);
  while (ring_makes_room (&w->ring, vanished->err));
}

/* Read on in the deepest directory.  */
static bool
read_on (struct walker *w, enum walked *walked)
{
  struct node *node = w->level->node;
  struct list_record const *record;
  int err;

  while ((record = next_to_take (w, &err)))
    if (take_record (w, record, walked))
      return true;
  w->state = WALK_SETTLING;
  if (node->vanished.length != 0)
    sort_out (w);
  if (err == 0)
    return false;
  *walked = aim_at_failure (w, node, REFUSED_NOTHING, STEP_LIST, err);
  return true;
}

/* Arriving and leaving.  */

/* Is nothing told of what NODE has, as it must not be walked?  What others of a
   divided work come upon as well is told by one.  */
static bool
is_left_out (struct walker const *w, struct node const *node)
{
  return ((node->directory.foreign && node->refusal != REFUSED_NOTHING
           && node->refusal != REFUSED_MOVED)
          || (node->refusal == REFUSED_INNER_MOUNT
              && w->tree->opts->tree.one_file_system));
}

/* The deepest directory is entered, or returned to: can it be read?  */
static bool
arrive (struct walker *w, enum walked *walked)
{
  struct node *node = w->level->node;
  int err = node->list_err;

  w->record = w->waiting = NULL;
  w->in_window = false;
  w->state = WALK_READING;
  aim_elsewhere (w);
  if (w->tree->opts->tree.excluded)
    path_enter (&w->relative, "", "", trail_of (node));
  if (w->level->src_fd < 0 || w->level->dst_fd < 0)
    {
      w->state = WALK_SETTLING;
      node->list_err = 0;
      if (is_left_out (w, node))
        return false;
      *walked = aim_at_failure (w, node, node->refusal, STEP_LIST, err);
      return true;
    }
  return false;
}

/* Tell the next of the names that had vanished from the deepest directory.
   Return false if there is none.  */
static bool
tell_vanished (struct walker *w, enum walked *walked)
{
  bool listed;
  char const *name = vanished_take (&w->level->node->vanished, &listed);

  if (!name)
    return false;
  aim_at_name (w, name);
  if (listed)
    job_fail (w->job, STEP_SOURCE, ENOENT);
  else
    w->job->result.outcome = OUTCOME_VANISHED;
  *walked = WALKED_TOLD;
  return true;
}

/* NODE, open on FD at DEST, or -1, is done by whoever worked in it last: it is
   to be finished.  */
static enum walked
offer_finish (struct walker *w, struct node *node, int fd)
{
  w->node = node;
  w->dst_fd = fd;
  w->state = WALK_FINISHED;
  return WALKED_FINISH;
}

/* Go back to the deepest directory's parent, UP, which is in the ring.  */
static void
go_back (struct walker *w, struct node *up)
{
  int err = ring_pop (&w->ring, up);

  w->level = ring_level (&w->ring, 0);
  if (err != 0)
    {
      up->list_err = err;
      up->lost = true;
      up->refusal = err == ESTALE ? REFUSED_MOVED : REFUSED_NOTHING;
    }
  w->state = WALK_ARRIVING;
}

/* The deepest directory has nothing left for this worker.  */
static bool
leave (struct walker *w, enum walked *walked)
{
  struct level *level = w->level;
  struct node *node = level->node;
  struct node *up = node->up;

  /* Others may need to know it from now on, and may free it.  */
  if (atomic_load (&node->unfinished) > 1 && level->dst_fd >= 0)
    know_dest (node, level->dst_fd);
  if (atomic_fetch_sub (&node->unfinished, 1) == 1)
    {
      *walked = offer_finish (w, node, level->dst_fd);
      return true;
    }
  if (up && w->ring.depth > 1)
    go_back (w, up);
  else
    {
      ring_pop (&w->ring, NULL);
      w->state = WALK_IDLE;
    }
  return false;
}

/* All in UP is done, where the finished directory lies that is open on FD: open
   UP, and let it be finished.  */
static enum walked
climb (struct walker *w, struct node *up, int fd)
{
  int up_fd = way_back (up, SIDE_DEST, fd, w->tree->fds);

  return offer_finish (w, up, up_fd);
}

/* The directory of W's node was finished: go up from there.  */
static bool
go_up (struct walker *w, enum walked *walked)
{
  struct node *node = w->node;
  struct node *up = node->up;
  int fd = w->dst_fd;
  bool in_ring = w->ring.depth != 0;
  bool was_last = up && atomic_fetch_sub (&up->unfinished, 1) == 1;

  w->node = NULL;
  w->dst_fd = -1;
  node_free (&w->spare, node);
  if (up && w->ring.depth > 1)
    {
      go_back (w, up);
      return false;
    }
  w->state = WALK_IDLE;
  if (was_last)
    *walked = climb (w, up, fd);
  if (in_ring)
    ring_pop (&w->ring, NULL);
  else if (fd >= 0)
    close (fd);
  return was_last;
}

/* Take what waits in the queue.  */
static void
take_errand (struct walker *w)
{
  struct errand errand;

  if (!queue_take (&w->tree->queue, &errand))
    w->state = WALK_OVER;
  else
    go_down (w, &errand);
}

enum walked
walker_step (struct walker *w)
{
  enum walked walked;
  bool done = false;

  while (!done)
    {
      if (atomic_load (&w->tree->stopped))
        w->state = WALK_OVER;
      switch (w->state)
        {
        case WALK_IDLE:
          take_errand (w);
          break;
        case WALK_ARRIVING:
          done = arrive (w, &walked);
          break;
        case WALK_OFFERING:
          forget_offer (w);
          w->state = WALK_READING;
          break;
        case WALK_READING:
          done = read_on (w, &walked);
          break;
        case WALK_AGAIN:
          w->state = WALK_READING;
          done = offer_subdirectory (w, w->record, &walked);
          break;
        case WALK_SORTING:
          done = tell_vanished (w, &walked);
          if (!done)
            w->state = WALK_READING;
          break;
        case WALK_SETTLING:
          done = ((w->level->node->vanished.length != 0
                   && tell_vanished (w, &walked))
                  || leave (w, &walked));
          break;
        case WALK_FINISHED:
          done = go_up (w, &walked);
          break;
        case WALK_OVER:
          return WALKED_ALL;
        }
    }
  return walked;
}

void
walker_describe (struct walker *w)
{
  aim_at_directory (w, w->node);
  if (w->state != WALK_FINISHED)
    return;
  w->job->dst.name = ".";
  w->job->dst.dirfd = w->dst_fd;
}

void
walker_missed (struct walker *w)
{
  struct vanished *vanished = &w->level->node->vanished;

  vanished_add (vanished, w->record->name);
  if (vanished_is_full (vanished))
    {
      sort_out (w);
      w->state = WALK_SORTING;
    }
}

void
walker_abandon (struct walker *w)
{
  w->level->node->lost = true;
  w->state = WALK_SETTLING;
}

bool
walker_take_again (struct walker *w)
{
  if (w->tries == AGAIN_TRIES)
    return false;
  w->tries++;
  if (w->in_window)
    w->window.others++;
  else
    {
      w->state = WALK_AGAIN;
      aim_elsewhere (w);
    }
  return true;
}
