/* Is anything lost when a file system's server does not answer the truth?

   SPDX-License-Identifier: GPL-3.0-or-later

   lie [OPTION]... COMMAND [ARGUMENT]...

   The directory m is the directory back as tests/fuse-errno.c shows it.
   COMMAND is run again and again in m, which is made anew in back before each
   run: s/a, s/b and s/c are the SOURCEs, d/a, d/b and d/c the DESTs.  In each
   run one call that changes names (the first, the second, ...; that and all
   later) is not made, or is made and answered by an errno, or is not made and
   answered by success.  After each run, in back, where the truth is: SOURCEs
   are whole, each DEST is the old file or the new, the last file that was at
   DEST has a name where it must, no name is there that was not told, the exit
   status tells the truth, and few names were made, in less than ten seconds.

   --old        each DEST exists, as a file of its own
   --dangling   that is a symbolic link that leads nowhere
   --backup     an old file must keep a name
   --backups=SUFFIX  and that is DEST's with SUFFIX, if COMMAND succeeds, or
                where it begins with a dot with another number
   --older=SUFFIX  a file with that name is there, too, and is kept unless the
                old file takes its name
   --same       each DEST exists, as a link to its SOURCE
   --symbolic   DEST is to be a symbolic link to SOURCE
   --pairs=N    how many DESTs are to be made (1)
   --input=FILE COMMAND's standard input
   --rules=RULES hold in each run, after the one that is tried
   --gap        DEST may be missing while the old file's name is told
   --fails      an undisturbed COMMAND need not succeed
   --honest     answer only errors, of calls that were not made
   --twice      after the one call, each OP fails too, in each way

   Prints how many runs there were and each thing that was found wrong.  Exit
   status: 0, or 1 if something was wrong, 2 if the test could not be made.

   A test program: it stands alone and is compiled without <config.h>.  */

#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "lie.h"
#include "tool.h"

/* What a run may take, and how many calls of one kind are tried.  */
enum { SECONDS = 10, CALLS_MAX = 70 };

/* Wait for PID, which is killed when its time is over.  Return its status.  */
static int
wait_for (pid_t pid)
{
  int status;
  int fd = syscall (SYS_pidfd_open, pid, 0);
  struct pollfd end = { .fd = fd, .events = POLLIN };

  if (fd < 0 || poll (&end, 1, SECONDS * 1000) != 1)
    kill (pid, SIGKILL);
  if (fd >= 0)
    close (fd);
  if (waitpid (pid, &status, 0) != pid)
    die ("waitpid");
  return status;
}

/* Run the command of S while the server follows RULES.  */
static void
run (struct settings const *s, char const *rules, struct outcome *o)
{
  char const *mount = s->command.place;
  char text[64];
  int output = open_output ();

  if (setxattr (mount, "user.rules", rules, strlen (rules), 0) != 0)
    die (rules);
  o->end.status = wait_for (start (&s->command, output, NULL));
  ssize_t length = getxattr (mount, "user.rules", text, sizeof text - 1);
  text[length > 0 ? length : 0] = '\0';
  if (sscanf (text, "%d %d %d", &o->followed, &o->made, &o->calls) != 3)
    die ("the server");
  read_output (&o->end, output);
}

/* Run and judge with RULE (or "") and then SECOND, a NOOP among them or not.
   Return whether RULE was followed.  */
static bool
try_rule (struct verdict *v, char const *rule, char const *second, bool noop)
{
  static struct outcome outcome;
  char rules[256];

  snprintf (rules, sizeof rules, "%s%s%s%s%s", rule, *second ? " " : "",
            second, v->s->rules ? " " : "", v->s->rules ? v->s->rules : "");
  make_world (&v->world);
  v->outcome = &outcome;
  v->rules = rules;
  v->noop = noop;
  v->decidable = (*second == '\0' && !strchr (rule, '-')
                  && (strncmp (rule, "lie:rename", 10) == 0
                      || strncmp (rule, "lie:noreplace", 13) == 0
                      || strncmp (rule, "lie:exchange", 12) == 0));
  run (v->s, rules, &outcome);
  v->runs++;
  judge (v);
  return *rule != '\0' && outcome.followed > 0;
}

static char const *const ops[] = {
  "link", "symlink", "rename", "noreplace", "exchange", "unlink"
};

enum { OPS = sizeof ops / sizeof ops[0] };

static char const *const hows[] = { "deny", "lie", "noop" };

static char const *const errors[] = {
  "EIO", "EEXIST", "ENOENT", "EINTR", "ESTALE", "EPERM", "EINVAL"
};

enum { ERRORS = sizeof errors / sizeof errors[0] };

/* With the call NUMBER of OP answered as HOW and ERROR, let each OP fail in
   each way.  */
static void
try_second (struct verdict *v, char const *rule, bool noop)
{
  char second[64];

  for (int how = 0; how < 3; how++)
    for (int op = 0; op < OPS; op++)
      {
        snprintf (second, sizeof second, "%s:%s:EIO", hows[how], ops[op]);
        try_rule (v, rule, second, noop || how == 2);
      }
}

/* Let each call of OP be answered as HOW and ERROR, alone and with all later.
   Return whether there was one.  */
static bool
try_calls (struct verdict *v, char const *how, char const *op,
           char const *error)
{
  bool noop = strcmp (how, "noop") == 0;
  char rule[64];
  int number = 0;
  bool followed = true;

  while (followed && number < CALLS_MAX)
    {
      snprintf (rule, sizeof rule, "%s:%s:%s:%d", how, op, error, ++number);
      followed = try_rule (v, rule, "", noop);
      if (followed && v->s->twice)
        try_second (v, rule, noop);
      if (followed && number <= 3)
        {
          strcat (rule, "-");
          try_rule (v, rule, "", noop);
        }
    }
  return number > 1;
}

static void
try_all (struct verdict *v)
{
  struct settings const *s = v->s;

  try_rule (v, "", "", false);
  if (!s->fails && exit_status (&v->outcome->end) != 0)
    wrong (v, "no success", "undisturbed");
  for (int op = 0; op < OPS; op++)
    for (int how = 0; how < (s->honest ? 1 : 3); how++)
      for (int error = 0; error < (how == 2 || s->twice ? 1 : ERRORS); error++)
        if (!try_calls (v, hows[how], ops[op], errors[error]))
          error = ERRORS;
}

static void
read_options (struct settings *s, int argc, char **argv)
{
  static struct option const options[] = {
    { "old", no_argument, NULL, 'o' }, { "backup", no_argument, NULL, 'b' },
    { "backups", required_argument, NULL, 'B' },
    { "older", required_argument, NULL, 'O' },
    { "same", no_argument, NULL, 'm' }, { "symbolic", no_argument, NULL, 's' },
    { "pairs", required_argument, NULL, 'p' },
    { "input", required_argument, NULL, 'i' },
    { "rules", required_argument, NULL, 'r' },
    { "gap", no_argument, NULL, 'g' }, { "dangling", no_argument, NULL, 'd' },
    { "fails", no_argument, NULL, 'f' }, { "honest", no_argument, NULL, 'h' },
    { "twice", no_argument, NULL, 't' }, { NULL, 0, NULL, 0 }
  };
  int c;

  while ((c = getopt_long (argc, argv, "+", options, NULL)) != -1)
    switch (c)
      {
      case 'o': s->scene.old = true; break;
      case 'd': s->scene.dangling = s->scene.old = true; break;
      case 'B': s->suffix = optarg; s->backup = true; break;
      case 'b': s->backup = true; break;
      case 'O': s->scene.older = optarg; break;
      case 'm': s->scene.same = true; break;
      case 's': s->scene.symbolic = true; break;
      case 'p': s->scene.pairs = atoi (optarg); break;
      case 'i': s->command.input = optarg; break;
      case 'r': s->rules = optarg; break;
      case 'g': s->gap = true; break;
      case 'f': s->fails = true; break;
      case 'h': s->honest = true; break;
      case 't': s->twice = true; break;
      default: exit (CANNOT);
      }
  if (optind == argc || s->scene.pairs < 0 || s->scene.pairs > FILES)
    exit (CANNOT);
}

int
main (int argc, char **argv)
{
  struct settings s = { .scene.pairs = 1, .command.place = "m" };
  struct verdict v = {
    .s = &s, .world = { .scene = &s.scene, .mounted = true }
  };

  read_options (&s, argc, argv);
  s.command.argv = argv + optind;
  v.world.dir = make_place ("back");
  setvbuf (stdout, NULL, _IOFBF, BUFSIZ);
  try_all (&v);
  printf ("runs %d wrong %d\n", v.runs, v.wrong);
  return v.wrong != 0 ? 1 : 0;
}
