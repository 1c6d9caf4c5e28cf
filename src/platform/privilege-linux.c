/* Privileges on Linux: capabilities, and AT_SECURE for "gained by exec";
   see capabilities(7), getauxval(3).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "privilege.h"

#include <errno.h>
#include <linux/capability.h>
#include <stdio.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A capability set as capget(2) and capset(2) want it.  */
struct capabilities
{
  struct __user_cap_header_struct header;
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];
};

/* Return the number in the file NAME, or OTHERWISE.  */
static unsigned long
read_number (char const *name, unsigned long otherwise)
{
  FILE *file = fopen (name, "re");
  unsigned long number = otherwise;

  if (file && fscanf (file, "%lu", &number) != 1)
    number = otherwise;
  if (file)
    fclose (file);
  return number;
}

/* Has ID a mapping in this user namespace, as the file MAP tells?  An owner
   that has none shows as OVERFLOW, the number in that file.  */
static bool
is_mapped (unsigned long id, char const *map, char const *overflow)
{
  enum { USUAL_OVERFLOW = 65534 };
  unsigned long first, outside, count;
  bool found = false;

  if (id != read_number (overflow, USUAL_OVERFLOW))
    return true;

  FILE *file = fopen (map, "re");
  if (!file)
    return true;                /* no namespaces, or nothing to tell of them */
  while (!found && fscanf (file, "%lu %lu %lu", &first, &outside, &count) == 3)
    found = first <= id && id - first < count;
  fclose (file);
  return found;
}

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
  return (acts_as_owner ()
          && is_mapped (uid, "/proc/self/uid_map",
                        "/proc/sys/kernel/overflowuid")
          && is_mapped (gid, "/proc/self/gid_map",
                        "/proc/sys/kernel/overflowgid"));
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
