/* How does a process enter a sandbox?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "random-parts.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool.h"

enum
{
  CREATE = 444,
  RESTRICT = 446
};

/* No rule allows what RIGHTS names.  */
static void
landlock (uint64_t rights)
{
  struct landlock_ruleset_attr attr = { .handled_access_fs = rights };
  int ruleset = syscall (CREATE, &attr, sizeof attr.handled_access_fs, 0);

  if (ruleset < 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
      || syscall (RESTRICT, ruleset, 0) != 0)
    cannot ("Landlock");
  close (ruleset);
}

/* Let the calls ONE and OTHER answer ERR.  */
static void
filter (int err, unsigned int one, unsigned int other)
{
  struct sock_filter code[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, one, 1, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, other, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned int)err),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program
      = { .len = sizeof code / sizeof *code, .filter = code };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
      || prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) != 0)
    cannot ("seccomp");
}

void
enter_sandbox (enum sandbox sandbox)
{
  static int const errors[] = { EPERM, EACCES, ENOSYS, EXDEV };

  switch (sandbox)
    {
    case LANDLOCK_MAKE:
      landlock (LANDLOCK_ACCESS_FS_MAKE_REG);
      break;
    case LANDLOCK_REFER:
      landlock (LANDLOCK_ACCESS_FS_REFER);
      break;
    case LANDLOCK_REMOVE:
      landlock (LANDLOCK_ACCESS_FS_REMOVE_FILE);
      break;
    case LANDLOCK_SYM:
      landlock (LANDLOCK_ACCESS_FS_MAKE_SYM);
      break;
    case SECCOMP_EPERM:
    case SECCOMP_EACCES:
    case SECCOMP_ENOSYS:
    case SECCOMP_EXDEV:
      filter (errors[sandbox - SECCOMP_EPERM], SYS_linkat, SYS_symlinkat);
      break;
    case SECCOMP_INNOCENT:
      filter (EPERM, SYS_swapon, SYS_swapoff);
      break;
    case NO_SANDBOX:
    case SANDBOXES:
      break;
    }
}

bool
is_sandbox_there (enum sandbox sandbox)
{
  int status;
  pid_t pid = fork ();

  if (pid == 0)
    {
      enter_sandbox (sandbox);
      _exit (0);
    }
  return pid > 0 && waitpid (pid, &status, 0) == pid && status == 0;
}
