/* How does a SOURCE that is a directory become a tree to be walked?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_TREE_H
#define FHLN_TREE_H

#include "queue.h"
#include "settings.h"
#include "tree-dir.h"

/* A tree that is walked, by several workers at once.  */
struct tree
{
  struct input_settings const *opts;
  struct job root;              /* the operand's: its names, which somebody
                                   else owns */
  struct node *node;            /* the root's, until it is queued */
  struct bounds bounds;
  int fds[2];                   /* the roots', by enum side, or -1 */
  char *contents;               /* -s: what all symbolic links begin with,
                                   allocated, or NULL */
  bool compares;                /* looks for links that are there already */
  bool automounts;              /* as has_automounts */
  bool divides;                 /* not all of it is to be done */
  struct queue queue;
  atomic_bool stopped;
  atomic_flag has_large_window; /* some worker */
};

enum tree_begun
{
  TREE_BEGUN,
  TREE_NONE,                    /* SOURCE is no directory */
  TREE_FAILED
};

/* If SOURCE of JOB is a directory, get TREE ready for walking it.  COMPARES if
   links that are there already are to stay as they are.  If the answer is
   TREE_FAILED, JOB has; unless it is TREE_BEGUN, TREE has nothing to free.  */
enum tree_begun tree_begin (struct tree *tree,
                            struct input_settings const *opts,
                            struct job *job, bool compares);

/* Is a SOURCE that is no tree left out, by what OPTS say of trees?  */
bool tree_leaves_files (struct input_settings const *opts);

/* Can the root of TREE be made as BASE in the directory open on DIRFD, as far
   as can be seen before?  If not, JOB has failed.  */
bool tree_fits (struct tree *tree, struct job *job, int dirfd,
                char const *base);

/* The root of TREE is made, and open on FD, which is TREE's from then on: let
   WORKERS walk it.  Return 0, or an errno: it cannot be walked.  */
int tree_go (struct tree *tree, int fd, int workers);

/* Let all walks of TREE end soon.  */
void tree_stop (struct tree *tree);

/* Free what TREE has.  */
void tree_end (struct tree *tree);

#endif
