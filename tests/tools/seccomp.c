/* Run a command under a seccomp filter that answers a call with an errno.
   usage: seccomp ERRNO linkat|NUMBER COMMAND [ARGUMENT]...
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int
main (int argc, char **argv)
{
  if (argc < 4)
    {
      fputs ("usage: seccomp ERRNO CALL COMMAND...\n", stderr);
      return 2;
    }

  unsigned int answer
    = SECCOMP_RET_ERRNO | (strtoul (argv[1], NULL, 10) & SECCOMP_RET_DATA);
  unsigned int call = (strcmp (argv[2], "linkat") == 0
                       ? SYS_linkat : strtoul (argv[2], NULL, 10));
  struct sock_filter code[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, answer),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog filter = { .len = sizeof code / sizeof *code,
                               .filter = code };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
      || prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) != 0)
    return 77;
  execvp (argv[3], argv + 3);
  perror (argv[3]);
  return 2;
}
