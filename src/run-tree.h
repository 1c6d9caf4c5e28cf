/* How is a tree done, by several workers?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RUN_TREE_H
#define FHLN_RUN_TREE_H

#include "run-job.h"

/* If SOURCE of JOB is a directory, make a tree of links to all that is in it,
   and tell how each ended.  JOB itself has failed, or has no end of its own, if
   that is told, or nothing is to be done.  Return false if SOURCE is no
   directory, and JOB is still to be done.  */
bool run_tree (struct run *run, struct job *job);

#endif
