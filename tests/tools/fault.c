/* Is anything lost when any one system call, or allocation, of a link fails?

   SPDX-License-Identifier: GPL-3.0-or-later

   fault [OPTION]... COMMAND [ARGUMENT]...

   Runs COMMAND again and again in the directory w, which is made anew before
   each run: s/a, s/b and s/c are the SOURCEs, d/a, d/b and d/c the DESTs.  In
   each run one system call is disturbed: it fails with an errno instead of
   being made, or a signal arrives before it.  Every call after start-up is
   disturbed in every way.  After each run SOURCEs must be whole, each DEST the
   old file or the new, no stray name may be there, and the exit status must
   tell the truth.

   --old        each DEST exists, as a file of its own
   --backup     an old file must keep a name
   --backups=SUFFIX  and that is DEST's with SUFFIX, once DEST is replaced
   --keeps      success may also mean that DEST is still the old file
   --same       each DEST exists, as a link to its SOURCE
   --backed-up  and its backup name is there already, as another link to it
   --tree       s/a, s/p/b and s/p/q/c are the SOURCEs, and COMMAND makes the
                tree d of s.  Of DESTs that exist the last does not, nor does
                its directory.  COMMAND, run again undisturbed, must end with
                the whole tree, directories' modes and times included, and
                lose no old file that has a backup
   --skeleton   with --tree, all directories of d exist
   --parents    s/a, s/p/b and s/p/q/c are the SOURCEs, d/a, d/p/b and d/p/q/c
                the DESTs, and neither d nor what is in it exists.  COMMAND,
                run again undisturbed, must make what it was to make
   --symbolic   DEST is to be a symbolic link to SOURCE
   --pairs=N    how many DESTs are to be made (1)
   --fails      COMMAND fails undisturbed.  Then it changes nothing, and what
                it says stays true: its first line is the same, or tells of
                the call that failed; with the same first line its note is the
                same, or left out (where no allocation fails)
   --or=NOTE    or begins with NOTE
   --told       what is made stands on a line of JSON, but for the last
   --input=FILE COMMAND's standard input
   --no-exchange  names can never be exchanged (EINVAL); two temporary names
                are needed then, and both may stay
   --twice      disturb with EIO, and then each later call with EIO too
   --memory=LIBRARY  let each allocation fail instead, alone and with all that
                follow it; LIBRARY is tests/memory.c's
   --sanitized  COMMAND has AddressSanitizer, which ends it when one of its
                own calls fails: let those succeed; and send no signal, which
                ends COMMAND before a sanitizer could notice anything

   Prints how many calls (or allocations) there were and how many runs, and
   each thing that was found wrong.  Exit status: 0, or 1 if something was
   wrong, 2 if the test could not be made, 77 if this machine's registers are
   not known.

   A test program: it stands alone and is compiled without <config.h>.  */

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fault.h"
#include "tool.h"
#include "trace.h"

/* The runs.  */

/* Return how many calls the command of S makes before its own first one: as
   many as with --version, which does something else.  */
static int
start_up (struct settings const *s, struct outcome const *whole)
{
  static struct outcome version;
  struct plan const none = { .at = -1, .again = -1 };
  struct settings other = *s;
  char option[] = "--version";
  char *argv[] = { s->command.argv[0], option, NULL };
  int same = 0;

  other.command.argv = argv;
  run (&other, &none, 0, &version);
  while (same < whole->count && same < version.count
         && whole->call[same] == version.call[same])
    same++;
  return same;
}

/* Run undisturbed where the run of V has ended, and judge.  */
static void
go_on (struct verdict *v)
{
  static struct outcome again;
  struct plan const none = { .at = -1, .again = -1 };

  run (v->s, &none, v->skip, &again);
  judge_again (v, &again.end);
}

/* Run with PLAN, and judge.  Return how many calls there were.  */
static int
try_plan (struct verdict *v, struct plan const *plan)
{
  static struct outcome outcome;

  make_world (&v->world);
  run (v->s, plan, v->skip, &outcome);
  v->plan = plan;
  v->outcome = &outcome;
  judge (v);
  if (v->s->scene.tree || v->s->scene.parents)
    go_on (v);
  return outcome.count - v->skip;
}

/* Let each of COUNT calls fail in every way, or a signal arrive before it.
   Return the number of runs.  */
static int
try_once (struct verdict *v, int count)
{
  static int const errors[] = { EIO, ENOSPC, EACCES, EINTR, ENOMEM };
  static int const signals[] = { SIGKILL, SIGINT, SIGTERM, SIGHUP };
  int runs = 0;

  for (int at = 0; at < count; at++)
    {
      for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++, runs++)
        try_plan (v, &(struct plan) { .at = at, .again = -1,
                                      .error = errors[i] });
      if (v->s->sanitized)
        continue;
      for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++, runs++)
        try_plan (v, &(struct plan) { .at = at, .again = -1,
                                      .signal = signals[i] });
    }
  return runs;
}

/* Let each of COUNT calls fail.  Return the number of runs.  */
static int
try_failing (struct verdict *v, int count)
{
  static int const errors[] = { ENOSYS, EIO, EACCES, ENOMEM };
  int runs = 0;

  for (int at = 0; at < count; at++)
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++, runs++)
      try_plan (v, &(struct plan) { .at = at, .again = -1,
                                    .error = errors[i] });
  return runs;
}

/* Let each two calls fail.  Return the number of runs.  */
static int
try_twice (struct verdict *v, int count)
{
  int runs = 0;

  for (int at = 0; at < count; at++)
    {
      struct plan plan = { .at = at, .again = -1, .error = EIO };
      int more = try_plan (v, &plan);
      runs++;
      for (plan.again = at + 1; plan.again < more; plan.again++, runs++)
        try_plan (v, &plan);
    }
  return runs;
}

/* Let each allocation fail, and then all from each on.  Return the exit
   status.  */
static int
try_memory (struct verdict *v)
{
  struct plan plan = { .again = -1 };
  int count[2] = { 0, 0 };

  for (int i = 0; i < 2; i++)
    for (plan.at = 0, plan.goes_on = i != 0; ; plan.at++)
      {
        unlink (MARK);
        try_plan (v, &plan);
        if (access (MARK, F_OK) != 0)
          break;
        count[i]++;
      }
  unlink (MARK);
  printf ("calls %d runs %d wrong %d\n", count[0], count[0] + count[1],
          v->wrong);
  return v->wrong != 0 ? 1 : 0;
}

/* Disturb each call in each way that the settings ask for.  Return the exit
   status.  */
static int
try_calls (struct verdict *v)
{
  static struct outcome outcome;
  struct settings const *s = v->s;
  struct plan const none = { .at = -1, .again = -1 };

  make_world (&v->world);
  run (s, &none, 0, &outcome);
  v->skip = start_up (s, &outcome);
  v->whole = outcome.end.out;
  int count = try_plan (v, &none);
  int runs = (s->fails ? try_failing (v, count)
              : s->twice ? try_twice (v, count) : try_once (v, count));
  printf ("calls %d runs %d wrong %d\n", count, runs, v->wrong);
  return v->wrong != 0 || count < 2 ? 1 : 0;
}

static void
read_options (struct settings *s, int argc, char **argv)
{
  static struct option const options[] = {
    { "old", no_argument, NULL, 'o' }, { "backup", no_argument, NULL, 'b' },
    { "backups", required_argument, NULL, 'B' },
    { "keeps", no_argument, NULL, 'k' }, { "same", no_argument, NULL, 'm' },
    { "symbolic", no_argument, NULL, 's' }, { "tree", no_argument, NULL, 'r' },
    { "parents", no_argument, NULL, 'a' },
    { "skeleton", no_argument, NULL, 'S' },
    { "pairs", required_argument, NULL, 'p' },
    { "input", required_argument, NULL, 'i' },
    { "no-exchange", no_argument, NULL, 'x' },
    { "twice", no_argument, NULL, 't' }, { "fails", no_argument, NULL, 'f' },
    { "backed-up", no_argument, NULL, 'u' },
    { "or", required_argument, NULL, 'O' },
    { "told", no_argument, NULL, 'T' },
    { "memory", required_argument, NULL, 'M' },
    { "sanitized", no_argument, NULL, 'z' }, { NULL, 0, NULL, 0 }
  };
  int c;

  while ((c = getopt_long (argc, argv, "+", options, NULL)) != -1)
    switch (c)
      {
      case 'o': s->scene.old = true; break;
      case 'B': s->suffix = optarg; s->backup = true; break;
      case 'b': s->backup = true; break;
      case 'k': s->keeps = true; break;
      case 'm': s->scene.same = true; break;
      case 's': s->scene.symbolic = true; break;
      case 'r': s->scene.tree = true; s->scene.pairs = FILES; break;
      case 'a': s->scene.parents = true; break;
      case 'S': s->scene.skeleton = true; break;
      case 'p': s->scene.pairs = atoi (optarg); break;
      case 'i': s->command.input = optarg; break;
      case 'x': s->no_exchange = true; break;
      case 't': s->twice = true; break;
      case 'f': s->fails = true; break;
      case 'u': s->scene.backed_up = "~"; break;
      case 'O': s->or = optarg; break;
      case 'T': s->told = true; break;
      case 'M': s->library = optarg; break;
      case 'z': s->sanitized = true; break;
      default: exit (CANNOT);
      }
  if (optind == argc || s->scene.pairs < 0 || s->scene.pairs > FILES)
    exit (CANNOT);
}

int
main (int argc, char **argv)
{
  struct settings s = { .scene.pairs = 1, .command.place = "w" };
  struct verdict v = { .s = &s, .world.scene = &s.scene };

  read_options (&s, argc, argv);
  if (!s.library && !can_trace ())
    return SKIPPED;
  s.command.argv = argv + optind;
  v.world.dir = make_place (s.command.place);
  setvbuf (stdout, NULL, _IOFBF, BUFSIZ);
  return s.library ? try_memory (&v) : try_calls (&v);
}
