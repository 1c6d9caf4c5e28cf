/* Who is this process on Linux?  Capabilities and groups are asked of the
   kernel, not read from a text; see capget(2), user_namespaces(7).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "credentials.h"

#include <linux/capability.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "linux-abi.h"
#include "proc.h"

/* The number of the first user namespace in nsfs, since Linux 3.8.  */
#define ABI_PROC_USER_INIT_INO 0xeffffffdU

/* Store the effective capabilities of this process, a bit each, in *CAPS.
   Return whether the kernel tells.  */
static bool
see_capabilities (uint64_t *caps)
{
  struct __user_cap_header_struct header
    = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];

  if (syscall (SYS_capget, &header, data) != 0)
    return false;
  *caps = data[0].effective | (uint64_t) data[1].effective << 32;
  return true;
}

static bool
has (uint64_t caps, int capability)
{
  return (caps >> capability & 1) != 0;
}

/* Is this the user namespace that the system began with?  */
static enum answer
is_initial (void)
{
  struct stat st;

  if (stat ("/proc/self/ns/user", &st) != 0)
    return ANSWER_UNKNOWN;
  return st.st_ino == ABI_PROC_USER_INIT_INO ? ANSWER_YES : ANSWER_NO;
}

static enum answer
has_procfs (void)
{
  struct statfs fs;

  return (statfs ("/proc", &fs) == 0 && fs.f_type == ABI_PROC_SUPER_MAGIC
          ? ANSWER_YES : ANSWER_NO);
}

void
see_process (struct process_facts *process)
{
  uint64_t caps = 0;

  *process = (struct process_facts) { .euid = geteuid (),
                                      .egid = getegid () };
  process->known = see_capabilities (&caps);
  see_groups (process);
  see_id_space (ID_USER, &process->uids);
  see_id_space (ID_GROUP, &process->gids);
  process->initial = is_initial ();
  process->has_procfs = has_procfs ();
  process->owns_all = has (caps, CAP_FOWNER);
  process->writes_all = has (caps, CAP_DAC_OVERRIDE);
  process->reads_all = has (caps, CAP_DAC_READ_SEARCH);
  process->has_resources = (has (caps, CAP_SYS_RESOURCE)
                            && process->initial != ANSWER_NO);
  process->opens_handles = (process->reads_all
                            && process->initial != ANSWER_NO);
  process->protects_hardlinks
    = proc_setting ("/proc/sys/fs/protected_hardlinks");
}

enum answer
protects_symlinks (void)
{
  return proc_setting ("/proc/sys/fs/protected_symlinks");
}
