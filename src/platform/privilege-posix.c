/* What may this process do on a POSIX system?  The superuser may do all.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "privilege.h"

#include <errno.h>
#include <unistd.h>

bool
overrides_sticky (uid_t uid, gid_t gid)
{
  (void) uid;
  (void) gid;
  return geteuid () == 0;
}

int
drop_privileges (void)
{
  if (getuid () == geteuid () && getgid () == getegid ())
    return 0;
  return setgid (getgid ()) == 0 && setuid (getuid ()) == 0 ? 0 : errno;
}
