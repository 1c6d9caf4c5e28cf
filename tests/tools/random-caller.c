/* Who runs the program: which user, with which groups and capabilities, in
   which user namespace?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "random-parts.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool.h"

struct range
{
  unsigned int inside, outside, count;
};

/* A user namespace.  */
static struct
{
  char const *text;
  struct range ranges[2];
  int fd;
} namespaces[] = {
  { "0 1000 1", { { 0, 1000, 1 } }, -1 },
  { "0 0 1", { { 0, 0, 1 } }, -1 },
  { "0 0 65536", { { 0, 0, 65536 } }, -1 },
  { "0 0 4294967295", { { 0, 0, 4294967295 } }, -1 },
  { "0 100000 65536", { { 0, 100000, 65536 } }, -1 },
  { "0 0 2000\n65534 65534 1", { { 0, 0, 2000 }, { 65534, 65534, 1 } }, -1 },
};

enum
{
  HOST = -1,
  OWN,
  ROOT_ONLY,
  MANY,
  IDENTITY,
  SHIFTED,
  HOLED,
  NAMESPACES = sizeof namespaces / sizeof *namespaces,
  MANY_GROUPS = 400,
  FIRST_GROUP = 1000000000,
  CAPABILITIES = 64
};

#define CAP(name) (1ULL << (name))
#define DAC (CAP (CAP_DAC_OVERRIDE) | CAP (CAP_DAC_READ_SEARCH))

static struct caller
{
  char const *text;
  int namespace;
  unsigned int id;        /* user and group, inside */
  uint64_t without, with; /* capabilities: for root; for others */
} const callers[] = {
  { "root", HOST, 0, 0, 0 },
  { "user 1000", HOST, 1000, 0, 0 },
  { "user 65534", HOST, 65534, 0, 0 },
  { "root without CAP_DAC_OVERRIDE", HOST, 0, CAP (CAP_DAC_OVERRIDE), 0 },
  { "root without CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH", HOST, 0, DAC, 0 },
  { "root without CAP_FOWNER", HOST, 0, CAP (CAP_FOWNER), 0 },
  { "root without CAP_DAC_READ_SEARCH", HOST, 0, CAP (CAP_DAC_READ_SEARCH),
    0 },
  { "root without any capability", HOST, 0, UINT64_MAX, 0 },
  { "user 1000 with CAP_DAC_READ_SEARCH", HOST, 1000, 0,
    CAP (CAP_DAC_READ_SEARCH) },
  { "user 1000 with CAP_FOWNER", HOST, 1000, 0, CAP (CAP_FOWNER) },
  { "user 1000 with CAP_DAC_OVERRIDE", HOST, 1000, 0, CAP (CAP_DAC_OVERRIDE) },
  { "root of the namespace 0 1000 1", OWN, 0, 0, 0 },
  { "root of the namespace 0 0 1", ROOT_ONLY, 0, 0, 0 },
  { "root of the namespace 0 0 65536", MANY, 0, 0, 0 },
  { "root of the namespace 0 0 4294967295", IDENTITY, 0, 0, 0 },
  { "root of the namespace 0 100000 65536", SHIFTED, 0, 0, 0 },
  { "root of the namespace 0 0 2000, 65534 65534 1", HOLED, 0, 0, 0 },
  { "user 1000 in the namespace 0 0 65536", MANY, 1000, 0, 0 },
  { "user 1000 in the namespace 0 0 4294967295", IDENTITY, 1000, 0, 0 },
  { "root of the namespace 0 0 65536, without CAP_DAC_OVERRIDE", MANY, 0,
    CAP (CAP_DAC_OVERRIDE), 0 },
};

unsigned int
caller_values (void)
{
  return sizeof callers / sizeof *callers;
}

char const *
caller_text (unsigned int value)
{
  return callers[value].text;
}

static char const *const group_texts[]
    = { "none", "2000", "400 from 1000000000 on",
        "399 from 1000000001 on, and 2000" };

unsigned int
group_values (void)
{
  return sizeof group_texts / sizeof *group_texts;
}

char const *
group_text (unsigned int value)
{
  return group_texts[value];
}

/* WHAT is not to be had here.  */
static _Noreturn void
lack (char const *what)
{
  perror (what);
  exit (SKIPPED);
}

static void
write_map (pid_t pid, char const *name, char const *text)
{
  char path[64];

  snprintf (path, sizeof path, "/proc/%d/%s", (int)pid, name);
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  if (fd < 0 || write (fd, text, strlen (text)) != (ssize_t)strlen (text))
    lack (path);
  close (fd);
}

int
make_namespace (char const *text)
{
  int ready[2];
  char path[64], byte;

  if (pipe (ready) != 0)
    lack ("pipe");
  pid_t pid = fork ();
  if (pid == 0)
    {
      if (unshare (CLONE_NEWUSER) == 0 && write (ready[1], "", 1) == 1)
        pause ();
      _exit (1);
    }
  close (ready[1]);
  if (pid < 0 || read (ready[0], &byte, 1) != 1)
    lack ("user namespace");
  write_map (pid, "uid_map", text);
  write_map (pid, "gid_map", text);
  snprintf (path, sizeof path, "/proc/%d/ns/user", (int)pid);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    lack (path);
  close (ready[0]);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  return fd;
}

void
make_namespaces (void)
{
  for (int i = 0; i < NAMESPACES; i++)
    namespaces[i].fd = make_namespace (namespaces[i].text);
}

static struct caller const *
caller_of (struct situation const *s)
{
  return &callers[s->value[CALLER]];
}

uid_t
caller_inside (struct situation const *s)
{
  return caller_of (s)->id;
}

uid_t
caller_outside (struct situation const *s)
{
  struct caller const *caller = caller_of (s);

  if (caller->namespace == HOST)
    return caller->id;
  struct range const *range = namespaces[caller->namespace].ranges;
  return range->outside + (caller->id - range->inside);
}

int64_t
seen_as (struct situation const *s, uid_t uid)
{
  struct caller const *caller = caller_of (s);

  if (caller->namespace == HOST)
    return uid;
  for (int i = 0; i < 2; i++)
    {
      struct range const *range = &namespaces[caller->namespace].ranges[i];
      if (uid >= range->outside && uid - range->outside < range->count)
        return (int64_t)range->inside + (uid - range->outside);
    }
  return -1;
}

static void
take_groups (unsigned int value)
{
  gid_t groups[MANY_GROUPS];
  size_t count = value == 0 ? 0 : value == 1 ? 1 : MANY_GROUPS;

  for (size_t i = 0; i < count; i++)
    groups[i] = FIRST_GROUP + i;
  if (value == 1 || value == 3)
    groups[0] = 2000;
  if (setgroups (count, groups) != 0)
    cannot ("setgroups");
}

static void
set_capabilities (uint64_t set, bool inheritable)
{
  struct __user_cap_header_struct header
      = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct data[2];

  for (int i = 0; i < 2; i++)
    {
      data[i].effective = data[i].permitted = set >> (32 * i);
      data[i].inheritable = inheritable ? set >> (32 * i) : 0;
    }
  if (syscall (SYS_capset, &header, data) != 0)
    cannot ("capset");
}

/* What root keeps.  */
static uint64_t
capabilities (void)
{
  struct __user_cap_header_struct header
      = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct data[2];

  if (syscall (SYS_capget, &header, data) != 0)
    cannot ("capget");
  return data[0].permitted | (uint64_t)data[1].permitted << 32;
}

static void
take_identity (struct caller const *caller)
{
  if (caller->namespace != HOST
      && setns (namespaces[caller->namespace].fd, CLONE_NEWUSER) != 0)
    cannot ("setns");
  /* An exec takes from root what it has not in its bounding set.  */
  for (int cap = 0; cap < CAPABILITIES; cap++)
    if ((caller->without & CAP (cap)) != 0)
      prctl (PR_CAPBSET_DROP, cap, 0, 0, 0);
  if (caller->with != 0)
    prctl (PR_SET_KEEPCAPS, 1, 0, 0, 0);
  if (setresgid (caller->id, caller->id, caller->id) != 0
      || setresuid (caller->id, caller->id, caller->id) != 0)
    cannot ("setresuid");
  if (caller->without != 0)
    set_capabilities (capabilities () & ~caller->without, false);
  if (caller->with == 0)
    return;
  set_capabilities (caller->with, true);
  for (int cap = 0; cap < CAPABILITIES; cap++)
    if ((caller->with & CAP (cap)) != 0
        && prctl (PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0, 0) != 0)
      cannot ("ambient capability");
}

/* Hide /proc.  */
static void
hide_proc (void)
{
  if (unshare (CLONE_NEWNS) != 0
      || mount ("none", "/proc", "tmpfs", 0, NULL) != 0)
    cannot ("/proc");
}

void
become (struct situation const *s)
{
  if (s->value[NOPROC] != 0)
    hide_proc ();
  take_groups (s->value[GROUPS]);
  take_identity (caller_of (s));
  if (s->value[PRIVS] != 0)
    prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  enter_sandbox ((enum sandbox)s->value[SANDBOX]);
}
