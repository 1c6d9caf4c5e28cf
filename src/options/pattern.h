/* Which names are left out of a tree?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PATTERN_H
#define FHLN_PATTERN_H

#include "request.h"

/* Leave out what matches PATTERN, as tar does.  */
void exclude_pattern (struct request *r, char const *pattern);

/* Leave out what matches a pattern of FILE, one a line; or refuse that in R, if
   it cannot be read.  */
void exclude_patterns_of (struct request *r, char const *file);

/* R is not to be done: free its patterns.  */
void forget_patterns (struct request *r);

#endif
