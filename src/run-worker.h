/* What does one worker of a tree do?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RUN_WORKER_H
#define FHLN_RUN_WORKER_H

#include "input/tree.h"
#include "run-job.h"
#include "run-shape.h"

struct tree_worker;

/* Return a new worker of RUN for TREE, one of SHAPE's; allocated.  */
struct tree_worker *tree_worker_new (struct run *run, struct tree *tree,
                                     struct shape const *shape);

/* Let the worker ARG walk its tree, until there is nothing left for it.  */
void tree_worker_work (void *arg);

/* Free W and what it has.  */
void tree_worker_free (struct tree_worker *w);

#endif
