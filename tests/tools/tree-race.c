/* Does a tree of links stay what it must be while others change both trees?

   SPDX-License-Identifier: GPL-3.0-or-later

   tree-race [OPTION]... COMMAND [ARGUMENT]...

   Makes the trees s, of directories each with a mode and a mark of its own, and
   out, to which nothing may lead, in the current directory.  Runs COMMAND,
   which makes the tree d of s, again and again.  Meanwhile one process changes
   s, and another d: directories are exchanged for symbolic links to out, with
   each other, moved away and back, and removed; files are replaced, and become
   symbolic links and directories.  After each run out must be as it was, to its
   times of change; each directory of d must have the mode of one whose mark is
   in it, or the one that it is made with; no temporary name may be there; and
   COMMAND must have ended by itself, with status 0 or 1.

   --runs=N     how often COMMAND is run (100); every other time d is there
   --seed=N     what the changes are chosen by (1); how they meet with the calls
                of COMMAND is for the system to say

   Prints how many runs and changes there were, and each thing that was found
   wrong.  Exit status: 0, or 1 if something was wrong, 2 if the test could not
   be made.  Afterwards s is as it was made, but for files that were replaced.

   A test program: it stands alone and is compiled without <config.h>.  */

#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool.h"
#include "tree-race.h"

enum { RUNS = 100, LONGEST = 60 };

struct settings
{
  int runs;
  unsigned int seed;
  char **command;
};

/* Start CHANGE in a process of its own.  */
static pid_t
start_racer (void (*change) (struct race *), struct race *race,
             unsigned int seed)
{
  pid_t pid = fork ();

  if (pid < 0)
    die ("fork");
  if (pid != 0)
    return pid;
  race->random = seed;
  while (!atomic_load (&race->shared->stop))
    change (race);
  _exit (0);
}

/* Run the command of S, and return its status, as waitpid tells it.  One that
   does not end is ended.  */
static int
run (struct settings const *s)
{
  int status;
  pid_t pid = fork ();

  if (pid < 0)
    die ("fork");
  if (pid == 0)
    {
      alarm (LONGEST);
      if (freopen ("said", "w", stdout))
        dup2 (STDOUT_FILENO, STDERR_FILENO);
      execvp (s->command[0], s->command);
      _exit (127);
    }
  if (waitpid (pid, &status, 0) != pid)
    die ("waitpid");
  return status;
}

/* Run the command of S number NUMBER while both trees change.  */
static void
race_once (struct settings const *s, struct race *race, int number)
{
  pid_t racers[2];

  if (number % 2 == 0)
    remove_tree ("d");
  atomic_store (&race->shared->stop, false);
  racers[0] = start_racer (change_source, race, s->seed + 2 * number);
  racers[1] = start_racer (change_dest, race, s->seed + 2 * number + 1);
  int status = run (s);
  atomic_store (&race->shared->stop, true);
  for (int i = 0; i < 2; i++)
    waitpid (racers[i], NULL, 0);
  if (!WIFEXITED (status) || WEXITSTATUS (status) > 1)
    wrong (race, "how it ended, by signal or status",
           WIFSIGNALED (status) ? strsignal (WTERMSIG (status)) : "above 1");
  judge (race);
}

static void
read_options (struct settings *s, int argc, char **argv)
{
  static struct option const options[] = {
    { "runs", required_argument, NULL, 'r' },
    { "seed", required_argument, NULL, 's' }, { NULL, 0, NULL, 0 }
  };
  int c;

  while ((c = getopt_long (argc, argv, "+", options, NULL)) != -1)
    switch (c)
      {
      case 'r': s->runs = atoi (optarg); break;
      case 's': s->seed = atoi (optarg); break;
      default: exit (CANNOT);
      }
  if (optind == argc)
    exit (CANNOT);
  s->command = argv + optind;
}

int
main (int argc, char **argv)
{
  struct settings s = { .runs = RUNS, .seed = 1 };
  static struct race race;

  read_options (&s, argc, argv);
  race.shared = mmap (NULL, sizeof *race.shared, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (race.shared == MAP_FAILED)
    die ("mmap");
  make_trees (&race);
  for (int number = 0; number < s.runs && race.wrong == 0; number++)
    race_once (&s, &race, number);
  printf ("runs %d changes %d wrong %d\n", s.runs,
          atomic_load (&race.shared->changes), race.wrong);
  return race.wrong != 0 ? 1 : 0;
}
