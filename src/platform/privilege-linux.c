/* What may this process do on Linux: capabilities, and AT_SECURE for "gained by
   exec"; see capabilities(7), getauxval(3).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "privilege.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "process.h"

/* A capability set as capget(2) and capset(2) want it.  */
struct capabilities
{
  struct __user_cap_header_struct header;
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];
};

enum { NUMBER_SIZE = 12, USUAL_OVERFLOW = 65534 };

/* Read the beginning of the file NAME of procfs into TEXT, SIZE bytes, as much
   as it gives at once or, if WHOLE, as there is room for.  Return how much that
   is, or -1 if there is no such file.  */
static ssize_t
read_proc (char const *name, bool whole, char *text, size_t size)
{
  int fd = above_standard (open (name, O_RDONLY | O_CLOEXEC));
  size_t length = 0;
  ssize_t got;

  if (fd < 0)
    return -1;
  do
    {
      got = read (fd, text + length, size - 1 - length);
      length += got > 0 ? (size_t) got : 0;
    }
  while (whole && got > 0 && length < size - 1);
  close (fd);
  text[length] = '\0';
  return (ssize_t) length;
}

/* Return the id that the file NAME says an owner without mapping shows.  */
static unsigned long
overflow_id (char const *name)
{
  char number[NUMBER_SIZE];

  return (read_proc (name, false, number, sizeof number) > 0
          ? strtoul (number, NULL, 10) : USUAL_OVERFLOW);
}

/* A line of a map of a user namespace.  */
struct id_range
{
  unsigned long first;
  unsigned long outside;
  unsigned long count;
};

/* Take the line at *TEXT, which is moved behind it, into RANGE.  Return whether
   there is one.  */
static bool
next_range (char const **text, struct id_range *range)
{
  int length = 0;

  if (sscanf (*text, "%lu %lu %lu%n", &range->first, &range->outside,
              &range->count, &length) != 3)
    return false;
  *text += length;
  return true;
}

/* Has ID a mapping in this user namespace, as the file MAP tells?  An owner
   that has none shows as the number in the file OVERFLOW.  */
static bool
is_mapped (unsigned long id, char const *map, char const *overflow)
{
  /* A map has at most 340 lines of 33 bytes.  */
  char text[12 * 1024];
  char const *line = text;
  struct id_range range;

  if (id != overflow_id (overflow))
    return true;
  if (read_proc (map, true, text, sizeof text) < 0)
    return true;                /* no namespaces, or nothing to tell of them */
  while (next_range (&line, &range))
    if (range.first <= id && id - range.first < range.count)
      return true;
  return false;
}

/* Is this another user namespace than the one that the system began with,
   which maps every user to itself?  */
static bool
in_user_namespace (void)
{
  char map[256];
  char const *line = map;
  struct id_range range;

  return (read_proc ("/proc/self/uid_map", false, map, sizeof map) > 0
          && ! (next_range (&line, &range) && range.first == 0
                && range.outside == 0 && range.count == UINT_MAX));
}

/* Is the setting NAME on?  */
static enum answer
setting (char const *name)
{
  char text[NUMBER_SIZE];

  if (read_proc (name, false, text, sizeof text) <= 0)
    return ANSWER_UNKNOWN;
  return strtol (text, NULL, 10) > 0 ? ANSWER_YES : ANSWER_NO;
}

/* Return the number, to BASE, of the line KEY in STATUS, or 0.  */
static unsigned long long
status_number (char const *status, char const *key, int base)
{
  char const *line = strstr (status, key);

  return line ? strtoull (line + strlen (key), NULL, base) : 0;
}

void
see_process (struct process_facts *process)
{
  char status[4096];

  *process = (struct process_facts) { .euid = geteuid () };
  if (read_proc ("/proc/self/status", false, status, sizeof status) <= 0)
    return;
  unsigned long long caps = status_number (status, "\nCapEff:", 16);
  process->known = true;
  process->overflow_uid = overflow_id ("/proc/sys/kernel/overflowuid");
  process->owns_all = (caps >> CAP_FOWNER & 1) != 0;
  process->writes_all = (caps >> CAP_DAC_OVERRIDE & 1) != 0;
  process->filtered = status_number (status, "\nSeccomp:", 10) == 2;
  process->in_user_namespace = in_user_namespace ();
  process->opens_handles = ((caps >> CAP_DAC_READ_SEARCH & 1) != 0
                            && !process->in_user_namespace);
  process->protects_hardlinks
    = setting ("/proc/sys/fs/protected_hardlinks");
  process->protects_symlinks = setting ("/proc/sys/fs/protected_symlinks");
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
