/* How long does a command take, run again and again?

   SPDX-License-Identifier: GPL-3.0-or-later

   timer COUNT COMMAND [ARGUMENT]...

   Runs COMMAND COUNT times, one after the other; an argument {} is replaced by
   the number of the run.  Prints the nanoseconds of one run: those that passed,
   and those that the processors spent on it.  Exit status: 1 if a run failed.

   A program of the benchmark.  */

#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double
seconds (struct timeval t)
{
  return t.tv_sec + t.tv_usec / 1e6;
}

/* Return the processors' time that ended children took.  */
static double
spent (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return seconds (usage.ru_utime) + seconds (usage.ru_stime);
}

static double
now (void)
{
  struct timespec ts;

  clock_gettime (CLOCK_MONOTONIC, &ts);
  return ts.tv_sec + ts.tv_nsec / 1e9;
}

/* Run ARGV, whose output QUIET lets go nowhere, and wait for it.  Return
   whether it succeeded.  */
static int
run (char **argv, posix_spawn_file_actions_t const *quiet)
{
  pid_t pid;
  int status;

  return (posix_spawnp (&pid, argv[0], quiet, NULL, argv, environ) == 0
          && waitpid (pid, &status, 0) == pid && status == 0);
}

int
main (int argc, char **argv)
{
  int count = argc > 2 ? atoi (argv[1]) : 0;
  char number[16];
  int varying = 0;
  posix_spawn_file_actions_t quiet;

  if (count <= 0)
    return 2;
  for (int i = 2; i < argc; i++)
    if (strcmp (argv[i], "{}") == 0)
      varying = i;
  if (posix_spawn_file_actions_init (&quiet) != 0
      || posix_spawn_file_actions_addopen (&quiet, STDOUT_FILENO, "/dev/null",
                                           O_WRONLY, 0) != 0)
    return 2;
  double began = now ();
  double spent_then = spent ();
  for (int i = 0; i < count; i++)
    {
      snprintf (number, sizeof number, "%d", i);
      if (varying)
        argv[varying] = number;
      if (!run (argv + 2, &quiet))
        {
          fprintf (stderr, "timer: %s failed\n", argv[2]);
          return 1;
        }
    }
  printf ("%.0f %.0f\n", (now () - began) * 1e9 / count,
          (spent () - spent_then) * 1e9 / count);
  return 0;
}
