/* Is what was made a link to SOURCE?  (--verify)
   SPDX-License-Identifier: GPL-3.0-or-later

   There are servers and emulations that answer success and make a copy, a
   symbolic link, or nothing.  */

#ifndef FHLN_VERIFY_H
#define FHLN_VERIFY_H

#include "placer.h"

/* What a look at a new name has shown.  */
enum verified
{
  VERIFIED,
  VERIFIED_NOT,                 /* it is no link to SOURCE */
  VERIFIED_MAYBE                /* a server numbers each name of a file, or
                                   SOURCE was replaced meanwhile */
};

/* NAME, in DIRFD, was just made as a link to the SOURCE of JOB, which BEFORE
   had looked at.  Is it one?  If VERIFIED_NOT, JOB has failed, and its result
   tells what NAME is.  */
enum verified verify_name (struct job *job, int dirfd, char const *name,
                           struct look const *before);

#endif
