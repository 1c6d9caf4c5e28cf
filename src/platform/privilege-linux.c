/* What may this process do on Linux: capabilities, and AT_SECURE for "gained by
   exec"; see capabilities(7), getauxval(3).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "privilege.h"

#include <errno.h>
#include <linux/capability.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "id-space.h"

/* A capability set as capget(2) and capset(2) want it.  */
struct capabilities
{
  struct __user_cap_header_struct header;
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];
};

/* May this process do to all files what their owners may?  */
static bool
acts_as_owner (void)
{
  struct capabilities caps
    = { .header.version = _LINUX_CAPABILITY_VERSION_3 };

  if (syscall (SYS_capget, &caps.header, caps.data) != 0)
    return geteuid () == 0;
  return (caps.data[CAP_TO_INDEX (CAP_FOWNER)].effective
          & CAP_TO_MASK (CAP_FOWNER)) != 0;
}

bool
overrides_sticky (uid_t uid, gid_t gid)
{
  struct id_space uids, gids;

  if (!acts_as_owner ())
    return false;
  see_id_space (ID_USER, &uids);
  see_id_space (ID_GROUP, &gids);
  return (has_mapping (&uids, uid) != ANSWER_NO
          && has_mapping (&gids, gid) != ANSWER_NO);
}

int
drop_privileges (void)
{
  if (getauxval (AT_SECURE) == 0)
    return 0;

  struct capabilities none
    = { .header.version = _LINUX_CAPABILITY_VERSION_3 };
  gid_t gid = getgid ();
  uid_t uid = getuid ();

  if (setresgid (gid, gid, gid) != 0 || setresuid (uid, uid, uid) != 0)
    return errno;

  /* A security module may set AT_SECURE too: root stays what it was.  */
  if (uid != 0 && syscall (SYS_capset, &none.header, none.data) != 0)
    return errno;
  return 0;
}
