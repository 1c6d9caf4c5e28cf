/* Exchange two names, over and over, while a command runs.

   SPDX-License-Identifier: GPL-3.0-or-later

   swap ONE OTHER COMMAND [ARGUMENT]...

   Exchanges ONE and OTHER, as fast as it can, from before COMMAND begins
   until it has ended; an even number of times.  Prints how often.  Exit
   status: COMMAND's, or 2 if names cannot be exchanged here.

   A test program: it stands alone and is compiled without <config.h>.  */

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static bool
exchange (char **names)
{
  return renameat2 (AT_FDCWD, names[0], AT_FDCWD, names[1],
                    RENAME_EXCHANGE) == 0;
}

int
main (int argc, char **argv)
{
  unsigned long count = 0;
  int status = 0;

  if (argc < 4)
    {
      fprintf (stderr, "usage: swap ONE OTHER COMMAND [ARGUMENT]...\n");
      return 2;
    }
  if (!exchange (argv + 1) || !exchange (argv + 1))
    {
      perror (argv[1]);
      return 2;
    }
  pid_t pid = fork ();
  if (pid == 0)
    {
      execvp (argv[3], argv + 3);
      perror (argv[3]);
      _exit (127);
    }
  if (pid < 0)
    return 2;
  do
    {
      if (!exchange (argv + 1) || !exchange (argv + 1))
        {
          perror (argv[1]);
          return 2;
        }
      count += 2;
    }
  while (waitpid (pid, &status, WNOHANG) == 0);
  printf ("swaps %lu\n", count);
  return WIFEXITED (status) ? WEXITSTATUS (status) : 2;
}
