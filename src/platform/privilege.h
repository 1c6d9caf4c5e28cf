/* What may this process do that others may not?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PRIVILEGE_H
#define FHLN_PRIVILEGE_H

#include <stdbool.h>
#include <sys/types.h>

#include "answer.h"

/* This process, as far as a permission may depend on it.  */
struct process_facts
{
  bool known;                   /* the rest but EUID is */
  uid_t euid;
  uid_t overflow_uid;           /* how an owner without mapping shows */
  bool owns_all;                /* CAP_FOWNER */
  bool writes_all;              /* CAP_DAC_OVERRIDE */
  bool opens_handles;           /* CAP_DAC_READ_SEARCH, and it counts */
  bool in_user_namespace;       /* not the initial one */
  bool filtered;                /* by seccomp */
  enum answer protects_hardlinks;
  enum answer protects_symlinks;
};

/* Fill PROCESS for this process.  */
void see_process (struct process_facts *process);

/* Can this process remove the name of a file that UID and GID own from a sticky
   directory, though neither is its own?  (CAP_FOWNER on Linux, which does not
   count for owners without a mapping in the user namespace; the superuser
   elsewhere.)  */
bool overrides_sticky (uid_t uid, gid_t gid);

/* Give up what a set-user-id, set-group-id or capability bit of the program
   file has granted.  Return 0 or an errno.  */
int drop_privileges (void);

#endif
