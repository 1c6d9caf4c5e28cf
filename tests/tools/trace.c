/* How are the system calls of a command looked at, and not made?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "trace.h"

#include <elf.h>
#include <signal.h>
#include <stddef.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>

#include "tool.h"

/* The registers of a machine.  */

#if defined __x86_64__
enum { KNOWN = 1 };

/* Let the call at whose entry PID stands not be made.  */
static void
cancel_call (pid_t pid)
{
  ptrace (PTRACE_POKEUSER, pid, offsetof (struct user, regs.orig_rax), -1L);
}

/* Let the call that PID leaves return VALUE.  */
static void
return_value (pid_t pid, long value)
{
  ptrace (PTRACE_POKEUSER, pid, offsetof (struct user, regs.rax), value);
}
#elif defined __aarch64__
enum { KNOWN = 1 };

static void
cancel_call (pid_t pid)
{
  int number = -1;
  struct iovec io = { &number, sizeof number };

  ptrace (PTRACE_SETREGSET, pid, NT_ARM_SYSTEM_CALL, &io);
}

static void
return_value (pid_t pid, long value)
{
  struct user_regs_struct regs;
  struct iovec io = { &regs, sizeof regs };

  ptrace (PTRACE_GETREGSET, pid, NT_PRSTATUS, &io);
  regs.regs[0] = value;
  ptrace (PTRACE_SETREGSET, pid, NT_PRSTATUS, &io);
}
#else
enum { KNOWN = 0 };

static void
cancel_call (pid_t pid)
{
  (void) pid;
}

static void
return_value (pid_t pid, long value)
{
  (void) pid;
  (void) value;
}
#endif

bool
can_trace (void)
{
  return KNOWN;
}

static void
be_traced (void)
{
  ptrace (PTRACE_TRACEME, 0, NULL, NULL);
  raise (SIGSTOP);
}

/* Let PID go on, with SIGNAL unless that is 0, until it enters or leaves a call
   or gets a signal.  Return its status.  */
static int
go_on (pid_t pid, int signal)
{
  int status;

  /* Who was killed meanwhile cannot go on, but has ended.  */
  if ((ptrace (PTRACE_SYSCALL, pid, NULL, (long) signal) != 0
       || waitpid (pid, &status, 0) < 0)
      && waitpid (pid, &status, 0) < 0)
    die ("ptrace");
  return status;
}

/* PID enters a call, or leaves one that was not made if GONE, which returns
   *VALUE.  Return whether the one that it enters is not made.  */
static bool
look_at_call (pid_t pid, struct tracer const *tracer, bool gone, long *value)
{
  struct __ptrace_syscall_info info;

  ptrace (PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info);
  if (info.op != PTRACE_SYSCALL_INFO_ENTRY)
    {
      if (gone)
        return_value (pid, *value);
      return false;
    }
  gone = tracer->before (tracer->arg, pid, &info, value);
  if (gone)
    cancel_call (pid);
  return gone;
}

/* Follow PID to its end.  Return its status.  */
static int
follow (pid_t pid, struct tracer const *tracer)
{
  bool begun = false;           /* execve has returned */
  bool gone = false;
  long value = 0;
  int signal = 0;

  for (;;)
    {
      int status = go_on (pid, signal);
      signal = 0;
      if (!WIFSTOPPED (status))
        return status;
      if (WSTOPSIG (status) == SIGTRAP)
        begun = true;
      else if (WSTOPSIG (status) != (SIGTRAP | 0x80))
        signal = WSTOPSIG (status);
      else if (begun)
        gone = look_at_call (pid, tracer, gone, &value);
    }
}

int
trace (struct command const *command, int output, struct tracer const *tracer)
{
  pid_t pid = start (command, output, be_traced);
  int status;

  if (waitpid (pid, &status, 0) != pid || !WIFSTOPPED (status))
    die ("cannot run");
  ptrace (PTRACE_SETOPTIONS, pid, NULL,
          (long) (PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));
  return follow (pid, tracer);
}
