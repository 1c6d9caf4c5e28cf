/* What is known of a directory of a tree from its being found to its being
   finished?
   SPDX-License-Identifier: GPL-3.0-or-later

   Whoever reads it, and each directory in it, counts as unfinished; who brings
   the count to zero finishes it.  What is in it while others may finish it is
   not changed any more.  */

#ifndef FHLN_NODE_H
#define FHLN_NODE_H

#include <stdatomic.h>

#include "job.h"
#include "settings.h"
#include "tree-dir.h"
#include "vanished.h"

struct backups;
struct made;

struct node
{
  struct node *up;              /* NULL: a tree's root */
  struct trail trail;           /* NAME is this one's; not of a root */
  struct directory directory;
  struct shard_hash hash;       /* --shard: of its name, from the root on */
  struct vanished vanished;
  struct made *made;            /* for who makes links in it; or NULL */
  struct backups *backups;      /* likewise */
  int64_t position;             /* where its list is to be read on */
  int64_t linked_until;         /* before that all but directories are done */
  int64_t window_begin;         /* the window that ends there */
  size_t others;                /* directories left in it, as it was listed */
  int tries;                    /* so many windows were taken once more */
  atomic_int unfinished;
  int list_err;                 /* why it cannot be read; or 0 */
  enum refusal refusal;         /* why it must not be */
  bool agrees;                  /* its list shows what a look at it does */
  bool lost;                    /* it cannot be completed, and stays as it is */
  bool only_directories;        /* nothing else in it is taken */
  bool windows;                 /* it is read in windows, see window.c */
  size_t room;                  /* of NAME */
  char name[];
};

/* Nodes that are not in use any more, and may be again.  */
struct spare_nodes
{
  struct node *first;           /* by UP; or NULL */
  int count;
};

/* Return a new node called NAME, in UP, which may be null, that looks like SRC;
   one of SPARE if it fits.  */
struct node *node_new (struct spare_nodes *spare, struct node *up,
                       char const *name, struct look const *src);

/* Let what is done of NODE be what OPTS leave of it: directories alone, or that
   and where they are its part what else is in it.  */
void node_divide (struct node *node, struct input_settings const *opts);

/* Free NODE, or keep it in SPARE.  */
void node_free (struct spare_nodes *spare, struct node *node);

/* Free what SPARE has.  */
void spare_nodes_free (struct spare_nodes *spare);

/* Return the way from the root to NODE, for messages; NULL if it is one.  */
static inline struct trail const *
trail_of (struct node const *node)
{
  return node && node->up ? &node->trail : NULL;
}

#endif
