/* How much memory has a program had resident, at most?
   SPDX-License-Identifier: GPL-3.0-or-later

   usage: peak PROGRAM [ARGUMENT]...

   Prints VmHWM, in kilobytes, as it is when the program exits.  What time(1)
   and getrusage tell begins with the memory of the caller.  */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

/* Return the number that /proc tells of process PID at FIELD, or -1.  */
static long
read_status (pid_t pid, char const *field)
{
  char name[64];
  char line[256];
  long value = -1;

  snprintf (name, sizeof name, "/proc/%ld/status", (long) pid);
  FILE *status = fopen (name, "r");
  while (status && value < 0 && fgets (line, sizeof line, status))
    if (strncmp (line, field, strlen (field)) == 0)
      value = strtol (line + strlen (field), NULL, 10);
  if (status)
    fclose (status);
  return value;
}

/* Run the program of ARGV, which the parent traces.  */
static _Noreturn void
run (char **argv)
{
  ptrace (PTRACE_TRACEME, 0, NULL, NULL);
  execv (argv[0], argv);
  _exit (127);
}

int
main (int argc, char **argv)
{
  int status = 0;
  long kilobytes = -1;

  if (argc < 2)
    return 2;
  pid_t pid = fork ();
  if (pid == 0)
    run (argv + 1);
  /* It stops behind execve, then, by the option, before it exits.  */
  if (pid < 0 || waitpid (pid, &status, 0) != pid || !WIFSTOPPED (status)
      || ptrace (PTRACE_SETOPTIONS, pid, NULL,
                 (void *) (PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL)) != 0
      || ptrace (PTRACE_CONT, pid, NULL, NULL) != 0
      || waitpid (pid, &status, 0) != pid || !WIFSTOPPED (status))
    return 2;
  kilobytes = read_status (pid, "VmHWM:");
  ptrace (PTRACE_CONT, pid, NULL, NULL);
  if (waitpid (pid, &status, 0) != pid)
    return 2;
  printf ("%ld\n", kilobytes);
  return WIFEXITED (status) ? WEXITSTATUS (status) : 2;
}
