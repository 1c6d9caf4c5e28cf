/* Is a file lost that others put in place between any two calls of a run?

   SPDX-License-Identifier: GPL-3.0-or-later

   between [OPTION]... COMMAND [ARGUMENT]...

   Runs COMMAND again and again in the directory w, which is made anew before
   each run: s/a is SOURCE, d/a is DEST, and v/x, v/y and v/z are files that
   somebody else has.  Before one system call, or before each of two, that
   somebody moves a file to DEST, to the backup's or to the temporary name,
   exchanges it with DEST, removes DEST, or makes the backup's name a
   directory.  After each run every file must have a name that nobody has
   removed or replaced; but for a file that was put there after COMMAND's last
   look at that name, with no other call but looks until the one that took it
   away: no system has less.

   --backups=SUFFIX  the backup's name; a file of that name may be replaced
   --replaces   the file at DEST may be replaced
   --older      the backup's name is there
   --no-exchange  names can never be exchanged (EINVAL)

   Prints how many runs there were and each thing that was found wrong.  Exit
   status: 0, or 1 if something was wrong, 2 if the test could not be made, 77
   if this machine's registers are not known.

   A test program: it stands alone and is compiled without <config.h>.  */

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "between.h"
#include "tool.h"

enum { SHOWN = 5 };

static char const *const file_names[FILES] = {
  "SOURCE", "the old file", "the older backup", "x", "y", "z"
};

static char const *const action_names[ACTIONS] = {
  "nothing", "mv x n", "exchange x n", "rm n", "mv -n x n", "mv x backup",
  "mkdir backup", "mv x temporary"
};

/* Make R's directories anew, and the files in them.  */
static void
make_world (struct run *r)
{
  char name[NAME_SIZE];

  make_directory (r->dir, "s");
  make_directory (r->dir, "d");
  make_directory (r->dir, "v");
  r->files[SOURCE] = make_file (r->dir, "s/a", "s/a");
  r->files[OLD] = make_file (r->dir, "d/a", "d/a");
  r->files[FILE_X] = make_file (r->dir, "v/x", "v/x");
  r->files[FILE_Y] = make_file (r->dir, "v/y", "v/y");
  r->files[FILE_Z] = make_file (r->dir, "v/z", "v/z");
  snprintf (r->backup, sizeof r->backup, "a%s",
            r->s->suffix ? r->s->suffix : "~");
  memset (r->excused, 0, sizeof r->excused);
  if (r->s->older)
    r->files[OLDER] = make_file (r->dir, in_directory (name, r->backup), name);
  r->excused[OLDER] = !r->s->older;
  r->count = 0;
  r->put[0][0] = r->put[1][0] = '\0';
}

/* Make one run with R's plan.  */
static void
run (struct run *r)
{
  struct tracer const tracer = { before_call, r };
  int output = open_output ();

  make_world (r);
  r->end.status = trace (&r->s->command, output, &tracer);
  read_output (&r->end, output);
}

/* Judging.  */

static void
show (struct call const *call)
{
  printf (" %s%s%s%s%s",
          call->looks ? "look " : call->changes ? "change " : "-",
          call->names[0], *call->names[1] ? ">" : "", call->names[1],
          call->flags == RENAME_EXCHANGE ? "(x)"
          : call->flags == RENAME_NOREPLACE ? "(n)" : "");
}

static void
wrong (struct run const *r, int *count, char const *what, char const *name)
{
  if ((*count)++ >= SHOWN)
    return;
  printf ("wrong: %s %s; '%s' before call %d, '%s' before call %d; status %d:"
          " %s ", what, name, action_names[r->plan->first.action],
          r->plan->first.at, action_names[r->plan->second.action],
          r->plan->second.at, exit_status (&r->end), r->end.out);
  for (int i = 0; i < r->count && i < 40; i++)
    show (&r->calls[i]);
  putchar ('\n');
}

/* Look for names in d that were not told and hold a file of COMMAND's.  */
static void
judge_names (struct run const *r, int *count)
{
  DIR *stream = open_directory (r->dir, "d");
  struct dirent *entry;

  while ((entry = readdir (stream)) != NULL)
    if (strncmp (entry->d_name, ".fhln", 5) == 0
        && !strstr (r->end.out, entry->d_name))
      {
        enum which file = file_at (r, entry->d_name);
        if (file == SOURCE || file == OLD
            || r->plan->first.action != MOVE_TO_TEMPORARY)
          wrong (r, count, "a name that is not told:", entry->d_name);
      }
  closedir (stream);
}

static void
judge (struct run const *r, int *count)
{
  for (int file = 0; file < FILES; file++)
    if (!r->excused[file] && !has_file (r->dir, "s", r->files[file])
        && !has_file (r->dir, "d", r->files[file])
        && !has_file (r->dir, "v", r->files[file]))
      wrong (r, count, "lost:", file_names[file]);
  judge_names (r, count);
  if (exit_status (&r->end) < 0 || exit_status (&r->end) > 1)
    wrong (r, count, "died", "or had another status");
}

/* The runs.  */

/* Run R with its plan, and judge.  Return how many calls there were up to one
   after the last change: what is looked at then is only told.  */
static int
try_plan (struct run *r, int *runs, int *bad)
{
  run (r);
  judge (r, bad);
  ++*runs;
  int last = r->count;
  while (last > 0 && !r->calls[last - 1].changes)
    last--;
  return last + 1;
}

/* Let SECOND be done before each of R's calls, FIRST before that.  */
static void
try_actions (struct run *r, struct plan *plan, int calls, int *runs, int *bad)
{
  /* What is done before a temporary name is there is all the same.  */
  int start = 1;
  while (start < calls && !r->calls[start].changes)
    start++;
  enum action first = plan->first.action;

  for (int i = start; i < (first == NOTHING ? start + 1 : calls); i++)
    {
      int last = calls;
      for (int j = first == NOTHING ? 0 : i; j < last; j++)
        {
          plan->first.at = i;
          plan->second.at = j;
          last = try_plan (r, runs, bad);
        }
    }
}

/* Make all runs that R's settings ask for.  Return the exit status.  */
static int
try_all (struct run *r)
{
  static enum action const firsts[] = {
    NOTHING, MOVE_TO_DEST, REMOVE_DEST, MAKE_DIRECTORY
  };
  struct plan plan = { { -1, NOTHING }, { -1, NOTHING } };
  int last = r->s->replaces ? MAKE_DIRECTORY : MOVE_TO_TEMPORARY;
  int runs = 0;
  int bad = 0;

  r->plan = &plan;
  int calls = try_plan (r, &runs, &bad);
  for (size_t i = 0; i < sizeof firsts / sizeof firsts[0]; i++)
    for (int second = NOTHING + 1; second <= last; second++)
      {
        plan = (struct plan) { { -1, NOTHING }, { -1, NOTHING } };
        run (r);
        plan.first.action = firsts[i];
        plan.second.action = second;
        try_actions (r, &plan, calls, &runs, &bad);
      }
  printf ("calls %d runs %d wrong %d\n", calls, runs, bad);
  return bad != 0 || runs < 100 ? 1 : 0;
}

int
main (int argc, char **argv)
{
  static struct option const options[] = {
    { "backups", required_argument, NULL, 'B' },
    { "replaces", no_argument, NULL, 'r' }, { "older", no_argument, NULL, 'o' },
    { "no-exchange", no_argument, NULL, 'x' }, { NULL, 0, NULL, 0 }
  };
  static struct run r;
  struct settings s = { .command.place = "w" };
  int c;

  while ((c = getopt_long (argc, argv, "+", options, NULL)) != -1)
    switch (c)
      {
      case 'B': s.suffix = optarg; break;
      case 'r': s.replaces = true; break;
      case 'o': s.older = true; break;
      case 'x': s.no_exchange = true; break;
      default: return CANNOT;
      }
  s.command.argv = argv + optind;
  if (optind == argc)
    return CANNOT;
  if (!can_trace ())
    return SKIPPED;
  r.s = &s;
  r.dir = make_place (s.command.place);
  setvbuf (stdout, NULL, _IOFBF, BUFSIZ);
  return try_all (&r);
}
