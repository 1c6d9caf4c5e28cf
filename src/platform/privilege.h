/* What may this process do that others may not?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PRIVILEGE_H
#define FHLN_PRIVILEGE_H

#include <stdbool.h>
#include <sys/types.h>

/* Can this process remove the name of a file that UID and GID own from a sticky
   directory, though neither is its own?  (CAP_FOWNER on Linux, which does not
   count for owners without a mapping in the user namespace; the superuser
   elsewhere.)  */
bool overrides_sticky (uid_t uid, gid_t gid);

/* Give up what a set-user-id, set-group-id or capability bit of the program
   file has granted.  Return 0 or an errno.  */
int drop_privileges (void);

#endif
