/* Which directory is a name in, and is that held open?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PARENTS_H
#define FHLN_PARENTS_H

#include <limits.h>

#include "job.h"
#include "platform/look.h"

/* A directory that names lie in.  */
struct parent
{
  int fd;                       /* -1: not open */
  int dirfd;                    /* where TEXT starts */
  size_t length;                /* 0: about none */
  int repeats;                  /* names in a row there, but for the first */
  bool looked;                  /* LOOK, of LOOKED_FD, is known */
  int looked_fd;
  struct look look;
  char text[PATH_MAX];          /* longer cannot be opened */
};

struct parents
{
  bool approaches_src;          /* SOURCEs start at what is held open */
  bool approaches_dst;
  struct parent src;
  struct parent dst;
};

/* Get PARENTS ready; parents_approach is to hold the directories of SOURCEs if
   APPROACHES_SRC, and those of DESTs if APPROACHES_DST.  */
void parents_start (struct parents *parents, bool approaches_src,
                    bool approaches_dst);

/* Let all directories go: the next name is looked up from its start.  */
void parents_drop (struct parents *parents);

/* Let the directory of DESTs go: it may have been removed.  */
void parents_drop_dest (struct parents *parents);

/* Hold open the directory of JOB's new name in PARENTS, and store its
   descriptor in *FD; it is not the caller's to close.  Return 0 or an
   errno.  */
int parents_pin (struct parents *parents, struct job *job, int *fd);

/* Look at the directory FD, which parents_pin gave; once while it stays
   pinned.  Return 0 and set *LOOK, or return an errno.  */
int parents_look (struct parents *parents, int fd, struct look const **look);

/* The number of a descriptor that PARENTS have looked at may soon be that of
   another directory.  */
void parents_forget_look (struct parents *parents);

/* Let the names of JOB start at directories that are held open, where that
   pays.  */
void parents_approach (struct parents *parents, struct job *job);

#endif
