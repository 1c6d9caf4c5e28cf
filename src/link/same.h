/* Are two names one directory entry?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SAME_H
#define FHLN_SAME_H

#include <stdbool.h>

#include "entry.h"

/* Are A and B, names in the directory DIRFD without a slash, one entry of it?
   Names that are spelled alike are, whether they are there or not; others may
   be where the directory folds names, which it is asked.  */
bool is_same_name (int dirfd, char const *a, char const *b);

/* Does the directory DIRFD list NAME as it is spelled?  False where it cannot
   be read.  */
bool is_listed (int dirfd, char const *name);

/* Is NAME, relative to DIRFD, the name of ENTRY?  A symbolic link at its end is
   not followed.  */
bool is_name_of (int dirfd, char const *name, struct entry const *entry);

/* Does looking up NAME, relative to DIRFD, come by ENTRY?  Its last symbolic
   link is followed.  Only the last component, and what that leads to, counts if
   ONLY_LAST.  */
bool leads_by (int dirfd, char const *name, bool only_last,
               struct entry const *entry);

#endif
