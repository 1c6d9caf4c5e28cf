/* What is COMMAND about to take away, and may it?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program between.  */

#include "between.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>

/* Store in NAME the base name of the text at ADDRESS in PID.  */
static void
read_name (pid_t pid, uint64_t address, char name[NAME_SIZE])
{
  char text[4096] = "";
  /* Not beyond the end of its page, which may be the last.  */
  size_t room = 4096 - address % 4096;
  struct iovec local = { text, room < sizeof text ? room : sizeof text - 1 };
  struct iovec remote = { (void *) (uintptr_t) address, local.iov_len };
  ssize_t length = process_vm_readv (pid, &local, 1, &remote, 1, 0);

  text[length < 0 ? 0 : length < 4095 ? length : 4095] = '\0';
  char const *slash = strrchr (text, '/');
  snprintf (name, NAME_SIZE, "%.60s", slash ? slash + 1 : text);
}

/* Store in CALL what PID is about to do, INFO.  */
static void
read_call (pid_t pid, struct __ptrace_syscall_info const *info,
           struct call *call)
{
  *call = (struct call) { .looks = false };
  switch (info->entry.nr)
    {
    case SYS_statx:
#ifdef SYS_newfstatat
    case SYS_newfstatat:
#endif
    case SYS_readlinkat:
      call->looks = true;
      read_name (pid, info->entry.args[1], call->names[0]);
      break;
    case SYS_renameat2:
      call->flags = info->entry.args[4];
      __attribute__ ((fallthrough));
    case SYS_renameat:
    case SYS_linkat:
      call->changes = true;
      read_name (pid, info->entry.args[1], call->names[0]);
      read_name (pid, info->entry.args[3], call->names[1]);
      break;
    case SYS_symlinkat:
      call->changes = true;
      read_name (pid, info->entry.args[2], call->names[1]);
      break;
    case SYS_unlinkat:
      call->changes = true;
      read_name (pid, info->entry.args[1], call->names[0]);
      break;
    default:
      break;
    }
}

static bool
is_about (struct call const *call, char const *name)
{
  return (strcmp (call->names[0], name) == 0
          || strcmp (call->names[1], name) == 0);
}

/* Has COMMAND looked at NAME, and only looked since, before R's last call?  */
static bool
has_just_looked (struct run const *r, char const *name)
{
  int at = r->count - 2;

  while (at >= 0 && r->calls[at].looks && !is_about (&r->calls[at], name))
    at--;
  return at >= 0 && r->calls[at].looks;
}

/* R's last call is a change: what may it take away that is then lost by no
   fault of COMMAND?  RENAMES if it is a rename over its second name.  */
static void
excuse (struct run *r, bool renames)
{
  struct call const *call = &r->calls[r->count - 1];

  /* What was asked for.  */
  if (renames && call->flags == 0)
    {
      enum which there = file_at (r, call->names[1]);
      bool may = (strcmp (call->names[1], "a") == 0 ? r->s->replaces
                  : r->s->suffix && strcmp (call->names[1], r->backup) == 0);
      if (may && there != FILES)
        r->excused[there] = true;
    }

  for (int i = 0; i < 2; i++)
    if (r->put[i][0] != '\0' && is_about (call, r->put[i]))
      {
        if (has_just_looked (r, r->put[i]))
          r->excused[FILE_X + i] = true;
        r->put[i][0] = '\0';
      }
}

bool
before_call (void *arg, pid_t pid, struct __ptrace_syscall_info const *info,
             long *value)
{
  struct run *r = arg;
  struct call call;

  read_call (pid, info, &call);
  if ((r->count == 0 && !call.changes) || (!call.looks && !call.changes)
      || r->count == CALLS_MAX)
    return false;
  int number = r->count++;
  r->calls[number] = call;

  /* A look that comes after what was put in place has seen it.  */
  for (int i = 0; i < 2; i++)
    if (call.looks && strcmp (call.names[0], r->put[i]) == 0)
      r->put[i][0] = '\0';
  if (number == r->plan->first.at)
    act (r, r->plan->first.action, "v/x", FILE_X);
  if (number == r->plan->second.at)
    act (r, r->plan->second.action, "v/y", FILE_Y);
  if (call.changes)
    excuse (r, info->entry.nr == SYS_renameat
            || info->entry.nr == SYS_renameat2);
  *value = -EINVAL;
  return r->s->no_exchange && (call.flags & RENAME_EXCHANGE) != 0;
}
