/* What is a file called from where a symbolic link to it lies?  (-r)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RELATIVE_H
#define FHLN_RELATIVE_H

#include "job.h"

/* Return the name by which FILE is reached from DIRECTORY.  Both are absolute
   and canonical.  The result is allocated with malloc.  */
char *relative_to (char const *file, char const *directory);

/* -r: let JOB's symbolic link lead from its own directory to FILE.  FILE stays
   as it is where no canonical name can be found, and where SOURCE is looked
   at.  Where that is so because a name is too long to be looked up, JOB has
   failed.  */
void make_relative (struct job *job, char const *file);

#endif
