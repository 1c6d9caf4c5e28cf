/* How are the system calls of a command looked at, and not made?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_TRACE_H
#define FHLN_TRACE_H

#include <stdbool.h>
#include <sys/ptrace.h>
#include <sys/types.h>

#include "run.h"

/* Who looks at them.  */
struct tracer
{
  /* PID is about to make the call INFO.  Return whether it is not made, and
     returns *VALUE instead.  */
  bool (*before) (void *arg, pid_t pid,
                  struct __ptrace_syscall_info const *info, long *value);
  void *arg;
};

/* Can calls be kept from being made on this machine?  */
bool can_trace (void);

/* Run COMMAND, which says all to OUTPUT, and have TRACER look at each call that
   it makes from its beginning on.  Return its status, as waitpid tells it.  */
int trace (struct command const *command, int output,
           struct tracer const *tracer);

#endif
