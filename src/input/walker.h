/* How is a tree walked, and what is there to be done in it?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_WALKER_H
#define FHLN_WALKER_H

#include "walk-state.h"

/* Get WALKER ready for walking TREE, with LEVELS directories open; it writes
   its jobs to JOB, of which the result is the caller's.  A job about a
   directory is only written by walker_describe.  */
void walker_start (struct walker *walker, struct tree *tree, int levels,
                   struct job *job);

/* Free what WALKER has.  */
void walker_end (struct walker *walker);

/* Go on, where walker_next has not done it.  */
enum walked walker_step (struct walker *walker);

/* Has something failed, by ERR, for lack of a descriptor, and did WALKER have
   one to spare?  It is closed then: try again.  */
bool walker_makes_room (struct walker *walker, int err);

/* The directory that was to be made is open on FD, which is WALKER's from then
   on: it, or another worker, enters it.  */
void walker_enter (struct walker *walker, int fd);

/* Let the job be about the directory that is to be made, or finished: something
   is to be told of it.  */
void walker_describe (struct walker *walker);

/* SOURCE of the last entry was not there: whether it has vanished will be told
   later.  */
void walker_missed (struct walker *walker);

/* DEST's directory, where the last entry was to be linked, has been removed:
   leave it.  */
void walker_abandon (struct walker *walker);

/* The last entry has become a directory: take it as one.  Return false if it
   has changed so often that this must end.  */
bool walker_take_again (struct walker *walker);

/* Return the directory where jobs are.  */
static inline struct node *
walker_place (struct walker *walker)
{
  return walker->level->node;
}

/* Go on, and fill the job.  */
static inline enum walked
walker_next (struct walker *walker)
{
  struct listing *listing = &walker->level->listing;
  struct list_record const *record;

  if (!walker->plain || walker->state != WALK_READING
      || !listing_has_more (listing)
      || atomic_load_explicit (&walker->tree->stopped, memory_order_relaxed))
    return walker_step (walker);
  record = (void const *) (listing->buffer + listing->at);
  if (may_be_directory (record))
    return walker_step (walker);
  listing->at += record->length;
  walker->record = record;
  walker->place.listed = record->ino;
  walker->job->src.name = walker->job->src.text = record->name;
  walker->job->dst.name = walker->job->dst.text = record->name;
  return WALKED_ENTRY;
}

#endif
