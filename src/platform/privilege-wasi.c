/* What may this process do under WASI that others may not?  It has no users,
   and what the host grants is granted by descriptors, which need no giving up.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "privilege.h"

#include <unistd.h>

bool
overrides_sticky (uid_t uid, gid_t gid)
{
  (void) uid;
  (void) gid;
  return true;
}

int
drop_privileges (void)
{
  return 0;
}
