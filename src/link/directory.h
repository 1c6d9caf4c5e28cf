/* How is a directory of a tree made, and finished?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_DIRECTORY_H
#define FHLN_DIRECTORY_H

#include "job.h"
#include "tree-dir.h"

/* Make the directory that JOB is about under the name BASE in the directory
   open on DIRFD, or open the one that is there, and fill what DIRECTORY tells
   of it.  UP is the directory where it lies, of the same tree, or NULL; BOUNDS
   are the tree's.  It is the caller's to close.  Return a descriptor open for
   reading, or -1 with JOB failed.  */
int directory_make (struct job *job, int dirfd, char const *base,
                    struct directory *directory, struct directory const *up,
                    struct bounds const *bounds);

/* All is in the directory open on FD, which JOB is about: let it be as
   DIRECTORY tells, or if it was there and KEEPS as it was.  JOB ends as made or
   there already, or has failed.  */
void directory_finish (struct job *job, int fd,
                       struct directory const *directory, bool keeps);

/* --shard: as directory_make, but the directory must be there; one that others
   fill is only to be passed through.  */
int directory_open (struct job *job, int dirfd, char const *base,
                    struct directory *directory, struct bounds const *bounds);

/* --shard: DIRECTORY, open on FD, which others fill, was passed through: if its
   mode was changed for that, undo it.  JOB, which is about it, has no end,
   unless it fails.  */
void directory_leave (struct job *job, int fd,
                      struct directory const *directory);

/* --dry-run: as directory_make, but nothing is made: where the directory is not
   there, it is DIRECTORY's that is absent, and the descriptor holds SRC_FD,
   which is SOURCE's, once more.  */
int directory_foresee (struct job *job, int dirfd, char const *base,
                       struct directory *directory,
                       struct directory const *up,
                       struct bounds const *bounds, int src_fd);

/* --dry-run: JOB ends as what would become of DIRECTORY, but not where others
   finish that.  */
void directory_foretell (struct job *job, struct directory const *directory);

#endif
