/* What may a process do to a file, by the file's owner, mode and access
   control list and by the process's ids and capabilities?
   SPDX-License-Identifier: GPL-3.0-or-later

   Computed as the kernel does, see path_resolution(7), acl(5) and
   capabilities(7); nothing is asked.  */

#ifndef FHLN_ACCESS_H
#define FHLN_ACCESS_H

#include <stdbool.h>

#include "acl.h"
#include "credentials.h"
#include "look.h"

enum
{
  MAY_EXECUTE = 1,
  MAY_WRITE = 2,
  MAY_READ = 4
};

/* Which part of a file's permissions decides?  */
enum access_class
{
  ACCESS_UNKNOWN,
  ACCESS_OWNER,
  ACCESS_GROUP,
  ACCESS_OTHERS,
  ACCESS_BY_LIST                /* an entry that the mode does not show */
};

struct access
{
  enum access_class class;      /* ACCESS_UNKNOWN: so is the rest */
  int given;                    /* MAY_ bits that owner, mode and list give */
  unsigned int sets;            /* those given at once: bit N is set if all of
                                   the MAY_ bits N are */
  int overriding;               /* those of a request that capabilities grant
                                   as a whole */
  enum answer counts;           /* do these capabilities count? */
};

/* Return what PROCESS may do to the file of LOOK and ACL.  */
struct access access_to (struct process_facts const *process,
                         struct look const *look, struct acl const *acl);

/* Does ACCESS allow all of WANTED, MAY_ bits, at once?  Permissions and
   capabilities do not add up.  */
enum answer access_allows (struct access const *access, int wanted);

/* Do PROCESS's capabilities count for the file of LOOK?  They do not where its
   owner or group has no mapping in the user namespace.  */
enum answer capabilities_count (struct process_facts const *process,
                                struct look const *look);

/* Is PROCESS in the group GID?  */
bool is_in_group (struct process_facts const *process, gid_t gid);

#endif
