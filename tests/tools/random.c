/* Is any note wrong in thousands of random failures?

   SPDX-License-Identifier: GPL-3.0-or-later

   random [OPTION]... PROGRAM

   Makes situations of independent factors at random (owners, modes, access
   control lists, kinds of files, mounts, namespaces, capabilities, sandboxes,
   limits, options), each at its chance with few of them, and runs PROGRAM with
   --json in each.  Where the link fails, the system calls themselves are made
   again with one factor after the other made harmless: this shows on which the
   failure depends.  Then
   - the word of the cause is wrong if the factors that it stands for
     (random-words.def) can be made harmless and the failure stays;
   - what the note quotes must be true, what it advises must work;
   - the failure must have changed nothing.
   A failure that depends on one factor alone and has no cause is missing one.

   --count=N    how many failures (default: 1000)
   --seed=N     where the chance begins (default: the time, which is printed)
   --only=N     the one case with this seed, as printed; with all that is known
   --shell      with --only: a shell in its place, as its caller, in its sandbox
   --show=N     how many cases of each kind are printed in full (default: 1)
   --all        those too that are not wrong: without a cause, or not followed
   --root=DIR   a directory to mount on, which all may reach (default: /mnt)
   --strict     a note that is missing or incomplete is wrong too

   Needs root, and works in a mount namespace of its own.  The settings
   fs.protected_hardlinks and fs.protected_symlinks are changed and restored.
   Exit status: 0, 1 if anything is wrong, 2 if it cannot be made, 77 if it
   cannot be made here.

   A test program: it stands alone and is compiled without <config.h>.  */

#include "random-parts.h"

#include <fcntl.h>
#include <getopt.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tool.h"

enum
{
  MAX_KINDS = 2000,
  KIND_SIZE = 800
};

struct kind_of_case
{
  char text[KIND_SIZE];
  unsigned long count;
  uint64_t seed;
};

struct run
{
  struct tool tool;
  unsigned long wanted, show;
  uint64_t seed, only;
  bool has_only, strict, all, shell;
  unsigned long counts[VERDICTS];
  struct kind_of_case kinds[MAX_KINDS];
  size_t kind_count;
};

/* Leave out of TEXT the names in it.  */
static void
forget_names (char *text)
{
  char *out = text;
  bool quoted = false;

  for (char const *p = text; *p != '\0'; p++)
    {
      if (*p == '\'' && (quoted || strchr (p + 1, '\'')))
        quoted = !quoted;
      if (!quoted || *p == '\'')
        *out++ = *p;
    }
  *out = '\0';
}

/* Write to TEXT what cases like J's have in common.  */
static void
name_kind (struct judgement const *j, char text[static KIND_SIZE])
{
  FILE *out = fmemopen (text, KIND_SIZE, "w");

  if (!out)
    die ("fmemopen");
  fprintf (out, "%s: %s %s", verdict_text (j->verdict), j->answer.error,
           *j->answer.cause ? j->answer.cause : "-");
  if (j->verdict == UNLIKE)
    fprintf (out, " (%s)",
             j->raw == 0 ? "success" : strerror (j->raw & ~REFUSED));
  if (j->verdict == WRONG_DETAIL || j->verdict == BAD_ADVICE)
    fprintf (out, ": %s", j->why);
  else
    for (int i = 0; i < FACTORS; i++)
      if ((j->depends & BIT (i)) != 0)
        fprintf (out, ", %s", factor_name ((enum factor)i));
  fclose (out);
  if (j->verdict == WRONG_DETAIL || j->verdict == BAD_ADVICE)
    forget_names (text);
}

/* Count J's kind.  Return how many there were before.  */
static unsigned long
count_kind (struct run *r, struct situation const *s,
            struct judgement const *j)
{
  char text[KIND_SIZE];

  name_kind (j, text);
  for (size_t i = 0; i < r->kind_count; i++)
    if (strcmp (r->kinds[i].text, text) == 0)
      return r->kinds[i].count++;
  if (r->kind_count == MAX_KINDS)
    return r->show;
  struct kind_of_case *kind = &r->kinds[r->kind_count++];
  strcpy (kind->text, text);
  kind->count = 1;
  kind->seed = s->seed;
  return 0;
}

/* Is VERDICT one that R must not have?  */
static bool
is_wrong (struct run const *r, enum verdict verdict)
{
  switch (verdict)
    {
    case FINE:
    case LINKED:
    case NO_CAUSE:
    case UNLIKE:
    case VERDICTS:
      return false;
    case MISSING:
    case INCOMPLETE:
      return r->strict;
    default:
      return true;
    }
}

static void
try_case (struct run *r, uint64_t seed)
{
  struct situation s;
  static struct judgement j;

  choose (&s, seed);
  if (!is_possible (&r->tool, &s))
    return;
  lock_settings ();
  judge (&r->tool, &s, &j);
  restore_settings ();
  r->counts[j.verdict]++;
  if (r->has_only)
    {
      printf ("%s", j.answer.text);
      show_case (&r->tool, &s, &j);
      if (r->shell)
        enter (&r->tool, &s);
    }
  else if (j.verdict != FINE && j.verdict != LINKED
           && count_kind (r, &s, &j) < r->show
           && (r->all || is_wrong (r, j.verdict)))
    show_case (&r->tool, &s, &j);
}

static unsigned long
failures (struct run const *r)
{
  unsigned long sum = 0;

  for (int i = 0; i < VERDICTS; i++)
    sum += i == LINKED ? 0 : r->counts[i];
  return sum;
}

/* Copy the program to where everybody can run it.  */
static void
copy_program (struct tool *tool, char const *from)
{
  struct stat st;
  int in = open (from, O_RDONLY | O_CLOEXEC);

  snprintf (tool->program, sizeof tool->program, "%.4000s/fhln", tool->root);
  int out = open ("fhln", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755);
  if (in < 0 || out < 0 || fstat (in, &st) != 0
      || sendfile (out, in, NULL, st.st_size) != st.st_size)
    die (from);
  close (in);
  close (out);
  if (link ("fhln", "jail/fhln") != 0)
    die ("jail/fhln");
}

/* What is wrong comes first, as its name has capital letters.  */
static int
compare_kinds (void const *a, void const *b)
{
  return strcmp (((struct kind_of_case const *)a)->text,
                 ((struct kind_of_case const *)b)->text);
}

static int
report (struct run *r, double seconds)
{
  unsigned long bad = 0;

  if (r->kind_count != 0)
    puts ("kinds:");
  qsort (r->kinds, r->kind_count, sizeof *r->kinds, compare_kinds);
  for (size_t i = 0; i < r->kind_count; i++)
    printf ("%6lu  %s (--only=%llu)\n", r->kinds[i].count, r->kinds[i].text,
            (unsigned long long)r->kinds[i].seed);
  for (int i = 0; i < VERDICTS; i++)
    bad += is_wrong (r, (enum verdict)i) ? r->counts[i] : 0;
  for (int i = 0; i < VERDICTS; i++)
    if (r->counts[i] != 0)
      printf ("%lu %s; ", r->counts[i], verdict_text ((enum verdict) i));
  printf ("seed %llu; %lu failures in %.0f s\n", (unsigned long long)r->seed,
          failures (r), seconds);
  printf ("%lu wrong\n", bad);
  return bad != 0;
}

static void
parse (struct run *r, int argc, char **argv)
{
  static struct option const options[]
      = { { "count", required_argument, NULL, 'c' },
          { "seed", required_argument, NULL, 's' },
          { "only", required_argument, NULL, 'o' },
          { "show", required_argument, NULL, 'n' },
          { "root", required_argument, NULL, 'r' },
          { "strict", no_argument, NULL, 't' },
          { "all", no_argument, NULL, 'a' },
          { "shell", no_argument, NULL, 'i' },
          { NULL, 0, NULL, 0 } };
  int option;

  while ((option = getopt_long (argc, argv, "", options, NULL)) != -1)
    switch (option)
      {
      case 'c':
        r->wanted = strtoul (optarg, NULL, 10);
        break;
      case 's':
        r->seed = strtoull (optarg, NULL, 10);
        break;
      case 'o':
        r->only = strtoull (optarg, NULL, 10);
        r->has_only = true;
        break;
      case 'n':
        r->show = strtoul (optarg, NULL, 10);
        break;
      case 'r':
        r->tool.root = optarg;
        break;
      case 't':
        r->strict = true;
        break;
      case 'a':
        r->all = true;
        break;
      case 'i':
        r->shell = true;
        break;
      default:
        exit (CANNOT);
      }
  if (optind != argc - 1)
    {
      fputs ("usage: random [OPTION]... PROGRAM\n", stderr);
      exit (CANNOT);
    }
}

int
main (int argc, char **argv)
{
  static struct run run;
  struct run *r = &run;
  struct timespec begin, end;
  char program[PATH_MAX];

  r->tool.root = "/mnt";
  r->wanted = 1000;
  r->show = 1;
  r->seed = (uint64_t)time (NULL);
  parse (r, argc, argv);
  if (geteuid () != 0)
    return SKIPPED;
  if (!realpath (argv[argc - 1], program))
    die (argv[argc - 1]);
  uint64_t state = r->seed;
  make_places (&r->tool);
  make_namespaces ();
  for (int i = 1; i < SANDBOXES; i++)
    if (!is_sandbox_there ((enum sandbox) i))
      r->tool.no_sandbox |= BIT (i);
  copy_program (&r->tool, program);
  guard_settings ();
  clock_gettime (CLOCK_MONOTONIC, &begin);
  if (r->has_only)
    try_case (r, r->only);
  while (!r->has_only && failures (r) < r->wanted)
    try_case (r, next_number (&state));
  clock_gettime (CLOCK_MONOTONIC, &end);
  return report (r, end.tv_sec - begin.tv_sec
                        + (end.tv_nsec - begin.tv_nsec) / 1e9);
}
