/* What are the SOURCEs and the DESTs of a run, and what became of them?
   SPDX-License-Identifier: GPL-3.0-or-later

   The world is two directories: s/a, s/b and s/c are the SOURCEs, d/a, d/b and
   d/c the DESTs; or names in two trees, see TREE_NAMES.  It is made anew
   before each run.  */

#ifndef FHLN_WORLD_H
#define FHLN_WORLD_H

#include <stdbool.h>

#include "files.h"

enum { FILES = 3 };

/* Their names.  */
extern char const *const letters[FILES];

/* Their names in a tree, and the directories in it where they lie.  */
extern char const *const tree_names[FILES];
extern char const *const tree_places[FILES];

/* What is there at the beginning of a run, and what is to be made.  */
struct scene
{
  int pairs;                    /* how many DESTs are to be made */
  bool old;                     /* each is there, as a file of its own */
  bool dangling;                /* that is a symbolic link that leads nowhere */
  bool same;                    /* each is there, as a link to its SOURCE */
  bool symbolic;                /* each is to be a symbolic link to SOURCE */
  bool tree;                    /* s and d are trees; the last DEST is not
                                   there, nor is its directory */
  bool skeleton;                /* but it is: all directories are */
  bool parents;                 /* names are as in a tree, and no directory of
                                   DESTs is there */
  char const *older;            /* DEST with this suffix is a file, or NULL */
  char const *backed_up;        /* with this it is a link to DEST's, or NULL */
};

struct world
{
  struct scene const *scene;
  int dir;                      /* a descriptor of the directory it is in */
  bool mounted;                 /* a server shows that to the command */
  struct file src[FILES], old[FILES], older[FILES];
};

/* What a DEST is.  */
enum state { IS_NEW, IS_OLD, IS_SAME, IS_ABSENT, IS_OTHER };

/* Make WORLD, whose SCENE and DIR are set.  */
void make_world (struct world *world);

/* Return what file number I is called, in s or d.  */
char const *file_name (struct scene const *scene, int i);

/* Was DEST number I there at the beginning, if DESTs were?  */
bool is_begun (struct scene const *scene, int i);

/* Is each directory of the tree at DEST as SOURCE's?  */
bool is_finished (struct world const *world);

/* Store in NAME what BASE with SUFFIX is called in DIRECTORY.  Return NAME.  */
char *name_of (char name[NAME_SIZE], char const *directory, char const *base,
               char const *suffix);

/* Is SOURCE number I what it was?  */
bool is_whole (struct world const *world, int i);

/* Is NAME the link to SOURCE number I that was asked for?  */
bool is_new (struct world const *world, char const *name, int i);

/* What is DEST number I?  */
enum state state_of (struct world const *world, int i);

#endif
