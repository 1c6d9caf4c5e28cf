/* What do the parts of the test program tree-race share?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_TREE_RACE_H
#define FHLN_TREE_RACE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/stat.h>

enum
{
  DIRECTORIES = 60,             /* in s; their modes differ in six bits */
  FILES_EACH = 3,
  OUTSIDE = 4,
  PATH_SIZE = 256
};

/* What all processes share.  */
struct shared
{
  atomic_bool stop;
  atomic_int changes;
};

struct race
{
  struct shared *shared;
  unsigned int random;          /* what the next choice is made by */
  char out[4096];               /* its absolute name */
  char paths[DIRECTORIES][PATH_SIZE]; /* of directories, from s or d on */
  struct stat outside[OUTSIDE]; /* as it was */
  int wrong;                    /* so far */
};

/* Make s, hold and out.  */
void make_trees (struct race *race);

/* Remove the tree NAME, if it is there.  */
void remove_tree (char const *name);

/* Change something in s, and let it be as it was; change something in d.  */
void change_source (struct race *race);
void change_dest (struct race *race);

/* Judge what a run has left.  */
void judge (struct race *race);

/* Say that RACE shows WHAT, about NAME.  */
void wrong (struct race *race, char const *what, char const *name);

#endif
