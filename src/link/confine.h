/* Do the names of a job stay where they must?  (--beneath, --no-symlinks)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_CONFINE_H
#define FHLN_CONFINE_H

#include "job.h"

/* Let the name of JOB's SOURCE, and of its DEST, start at a directory that is
   held, looked up as FLAGS of enum look_up tell.  Where that fails, so has
   JOB.  */
void confine_source (struct job *job, int flags);
void confine_dest (struct job *job, int flags);

/* JOB has failed at STEP, as its NAME, relative to DIRFD, could not be looked
   up with FLAGS, by ERR: tell what in it has led where it must not.  */
void fail_confined (struct job *job, enum step step, int dirfd,
                    char const *name, int flags, int err);

#endif
