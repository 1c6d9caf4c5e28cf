/* How is one run disturbed?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program fault.  */

#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "tool.h"
#include "trace.h"

/* A run that is traced.  */
struct traced
{
  struct settings const *s;
  struct plan const *plan;
  int skip;
  struct outcome *outcome;
};

/* Let the program that is run next have the allocations of PLAN fail.  */
static void
load_library (struct settings const *s, struct plan const *plan)
{
  char number[16];

  snprintf (number, sizeof number, "%d", plan->at);
  setenv ("FAIL_AT", number, 1);
  setenv ("FAIL_MARK", "../" MARK, 1);
  if (plan->goes_on)
    setenv ("FAIL_ON", "1", 1);
  else
    unsetenv ("FAIL_ON");
  setenv ("LD_PRELOAD", s->library, 1);
}

/* Can a system call NUMBER never fail in a way that a program could meet?  */
static bool
never_fails (long number)
{
  return (number == SYS_futex || number == SYS_exit_group
          || number == SYS_geteuid);
}

/* May AddressSanitizer make the call NUMBER?  With it malloc is its own, so
   that the program makes none of these.  */
static bool
is_sanitizers (long number)
{
  return (number == SYS_mmap || number == SYS_munmap || number == SYS_mprotect
          || number == SYS_madvise || number == SYS_sigaltstack
          || number == SYS_prlimit64);
}

/* Is call CALL, the one with NUMBER after start-up, disturbed in T?  */
static bool
is_disturbed (struct traced const *t, int number, long call)
{
  struct plan const *plan = t->plan;

  return (number >= 0 && (number == plan->at || number == plan->again)
          && (plan->error == 0
              || (!never_fails (call)
                  && ! (t->s->sanitized && is_sanitizers (call)))));
}

/* Return what CALL returns when it fails with ERROR.  brk has no errno: it
   returns where the break is.  */
static long
error_value (long call, int error)
{
  return call == SYS_brk ? 0 : -error;
}

/* A tracer's function: count the call, and disturb it as the plan says.  */
static bool
before_call (void *arg, pid_t pid, struct __ptrace_syscall_info const *info,
             long *value)
{
  struct traced *t = arg;
  struct outcome *outcome = t->outcome;
  long call = info->entry.nr;

  if (outcome->count == CALLS_MAX)
    return false;
  int number = outcome->count++;
  outcome->call[number] = call;
  if (is_disturbed (t, number - t->skip, call))
    {
      if (t->plan->error == 0)
        kill (pid, t->plan->signal);
      *value = error_value (call, t->plan->error);
      return t->plan->error != 0;
    }
  *value = -EINVAL;
  return (t->s->no_exchange && call == SYS_renameat2
          && info->entry.args[4] != 0);
}

/* Run the command of S with its library, which says all to OUTPUT.  Return its
   status.  */
static int
run_loaded (struct settings const *s, struct plan const *plan, int output)
{
  int status;

  load_library (s, plan);
  pid_t pid = start (&s->command, output, NULL);
  if (waitpid (pid, &status, 0) != pid)
    die ("cannot run");
  return status;
}

void
run (struct settings const *s, struct plan const *plan, int skip,
     struct outcome *outcome)
{
  struct traced traced = { s, plan, skip, outcome };
  struct tracer const tracer = { before_call, &traced };
  int output = open_output ();

  outcome->count = 0;
  outcome->end.status = (s->library ? run_loaded (s, plan, output)
                         : trace (&s->command, output, &tracer));
  read_output (&outcome->end, output);
}
