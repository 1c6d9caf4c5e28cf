/* Run a command under a seccomp filter that answers linkat with an errno.
   usage: seccomp ERRNO COMMAND [ARGUMENT]...          (ERRNO as a number)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int
main (int argc, char **argv)
{
  if (argc < 3)
    {
      fputs ("usage: seccomp ERRNO COMMAND...\n", stderr);
      return 2;
    }

  unsigned int answer
    = SECCOMP_RET_ERRNO | (strtoul (argv[1], NULL, 10) & SECCOMP_RET_DATA);
  struct sock_filter code[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_linkat, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, answer),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog filter = { .len = sizeof code / sizeof *code,
                               .filter = code };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
      || prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) != 0)
    return 77;
  execvp (argv[2], argv + 2);
  perror (argv[2]);
  return 2;
}
