/* What may this process do that others may not?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PRIVILEGE_H
#define FHLN_PRIVILEGE_H

#include <stdbool.h>

/* Can this process remove other users' names from a sticky directory?
   (CAP_FOWNER on Linux, the superuser elsewhere.)  */
bool overrides_sticky (void);

/* Give up what a set-user-id, set-group-id or capability bit of the program
   file has granted.  Return 0 or an errno.  */
int drop_privileges (void);

#endif
