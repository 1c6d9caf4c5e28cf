/* What does a worker know of the tree that it walks?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_WALK_STATE_H
#define FHLN_WALK_STATE_H

#include "node.h"
#include "path.h"
#include "ring.h"
#include "tree.h"
#include "window.h"

/* What a walk does next.  */
enum walk_state
{
  WALK_IDLE,                    /* there is nothing to do: ask the queue */
  WALK_ARRIVING,                /* a directory is entered, or returned to */
  WALK_READING,
  WALK_AGAIN,                   /* the last entry has become a directory */
  WALK_OFFERING,                /* a directory was to be made; entering it leads
                                   to another state */
  WALK_SORTING,                 /* names that had vanished are told */
  WALK_SETTLING,                /* and then the directory is left */
  WALK_FINISHED,                /* and a directory was finished */
  WALK_OVER
};

/* The walk of one worker.  */
struct walker
{
  struct tree *tree;
  struct job *job;
  enum walk_state state;
  struct ring ring;
  struct level *level;          /* the deepest */
  bool aimed;                   /* JOB is about its entries */
  bool plain;                   /* and they are linked as they are listed */
  bool in_window;               /* its entries come from WINDOW */
  struct list_record const *record; /* the last entry */
  int tries;                    /* it was taken again so often */
  struct list_record const *waiting; /* an entry to be taken again; or NULL */
  struct tree_place place;      /* of JOB */
  struct node *node;            /* to be made, or to be finished */
  int src_fd;                   /* of what is to be made, or -1 */
  int dst_fd;                   /* of what is to be finished, or -1 */
  struct path contents;         /* -s: of symbolic links */
  struct path relative;         /* --exclude: of names, from the root on */
  struct window window;
  bool has_large;               /* it may take much memory */
  struct spare_nodes spare;
};

/* What the caller is to do.  */
enum walked
{
  WALKED_ENTRY,                 /* place the job */
  WALKED_ELSEWHERE,             /* know that jobs are in another directory */
  WALKED_DIRECTORY,             /* make NODE's, and call walker_enter */
  WALKED_FINISH,                /* finish NODE's, open on DST_FD */
  WALKED_TOLD,                  /* tell the job, which has ended */
  WALKED_ALL                    /* end: there is nothing left to do */
};

#endif
