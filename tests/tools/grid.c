/* Does any way out lead out?  Run a confined program with every one.

   SPDX-License-Identifier: GPL-3.0-or-later

   grid [-p] PROGRAM DIRECTORY STEP FIRST

   Combines what confines a name, options, forms of operands and ways out, for
   SOURCE and for DEST, and runs PROGRAM with every STEP-th of these, from the
   FIRST on (counted from 0).  It works in DIRECTORY, which is empty and an
   absolute name: PROGRAM starts in the directory in.  After each run
   - nothing in the directories out, and in those that only a symbolic link
     leads to, has changed: inode, link count, size, times;
   - the run has failed if all that it could do was to leave;
   - nothing is left in the directory in that should not be;
   - the run was no usage error.
   With -p, PROGRAM links neither handles nor descriptors.  Prints each run that
   went wrong, and at the end how many there were.  Exit status: 0, 1 if one
   went wrong, 2 if the grid cannot be built.

   A test program: it stands alone and is compiled without <config.h>.  */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "grid.h"
#include "tool.h"

/* A directory that a name leads through; "@" stands for DIRECTORY.  */
struct way
{
  char const *dir;
  bool symbolic;                /* by a symbolic link */
  bool leaves;                  /* the directory in */
};

static struct way const ways[] = {
  { "../out", false, true }, { "./../out", false, true },
  { "..//out", false, true }, { "d/../../out", false, true },
  { "d/sub/../../../out", false, true }, { "@/out", false, true },
  { "/..@/out", false, true }, { "../in/d", false, true },
  { "up", true, true }, { "abs", true, true }, { "chain", true, true },
  { "x/mid", true, true }, { "dots/out", true, true },
  { "root@/out", true, true }, { "back/d", true, true },
  { "hop", true, true }, { "up/.", true, true }, { "up/sub/..", true, true },
  { "up/../out", true, true }, { "inside/../../out", true, true },
  { "./up", true, true }, { "d/../up", true, true },
  { "up/../in/d", true, true }, { "slash", true, true },
  { "inside", true, false }, { "twice", true, false },
  { "x/side", true, false }, { "inside/sub/..", true, false },
  { "d/../inside", true, false }, { "gone/../../out", false, true },
};

/* Names whose last component is a symbolic link, or leads to one.  */
static struct way const lasts[] = {
  { "file_up", true, true }, { "file_abs", true, true },
  { "file_chain", true, true }, { "dangling", true, true },
  { "up", true, true }, { "abs", true, true }, { "slash", true, true },
  { "up/", true, true }, { "dangling/", true, true },
  { "file_up/", true, true }, { "fin", true, false },
  { "nowhere", true, false }, { "inside", true, false },
  { "nowhere/", true, false },
};

/* Relative to a descriptor of /proc/self; what ends in "%" goes on with the
   number of a descriptor of out.  */
static char const *const magic[] = { "cwd/d", "root@/out", "fd/%" };

static char const *const options[] = {
  "", "-f", "-b", "-L", "-Lf", "-s", "--parents", /* every form gets these */
  "--backup=numbered", "-Lb", "-n", "-fn", "-T", "-fT", "-LfT", "-i", "-ib",
  "--if-exists=same", "--if-exists=skip", "--sync", "--json", "-v", "-d",
  "-sf", "-sb", "-snf",
};

enum { ALL_FORMS = 7 };         /* of these options */

enum
{
  WAYS = sizeof ways / sizeof *ways,
  LASTS = sizeof lasts / sizeof *lasts,
  MAGIC = sizeof magic / sizeof *magic,
  OPTIONS = sizeof options / sizeof *options
};

/* Does MODE forbid WAY?  */
static bool
forbids (enum mode mode, struct way const *way)
{
  return (((mode & BENEATH) != 0 && way->leaves)
          || ((mode & NO_SYMLINKS) != 0 && way->symbolic));
}

/* Try SOURCE by the directory DIR.  */
static void
try_source (struct grid *g, struct trial *t, char const *dir)
{
  static enum form const forms[]
    = { TWO, ALONE, INTO, THREE, PAIRS, FILES, VIA_HANDLE, DIRFD };
  char name[PATH_MAX + sizeof "/secret"];
  bool symbolic = t->option[0] == '-' && t->option[1] == 's';
  bool all = t->form != TWO;

  if (symbolic)
    return;
  t->must_fail = true;
  snprintf (name, sizeof name, "%s/secret", dir);
  t->src = name;
  for (size_t i = 0; i < (all ? sizeof forms / sizeof *forms : 1); i++)
    {
      t->form = forms[i];
      t->dst = (t->form == INTO || t->form == THREE || t->form == FILES
                ? "t" : "n");
      try (g, t);
    }
  snprintf (name, sizeof name, "%s/", dir);
  t->form = TWO;
  t->dst = "n";
  try (g, t);
}

/* Try DEST by the directory DIR.  */
static void
try_dest (struct grid *g, struct trial *t, char const *dir)
{
  static enum form const names[]
    = { TWO, PAIRS, FD, HANDLE, VIA_HANDLE, DIRFD };
  static enum form const entered[] = { TWO, INTO, THREE, FILES, DIRFD };
  static char const *const leaves[] = { "n", "secret", "n/", "n/m/n" };
  char name[PATH_MAX + sizeof "/secret"];
  bool all = t->form != TWO;

  t->must_fail = strcmp (t->option, "--if-exists=skip") != 0;
  t->src = "f";
  t->dst = name;
  for (size_t i = 0; i < (all ? sizeof names / sizeof *names : 1); i++)
    for (size_t j = 0; j < sizeof leaves / sizeof *leaves; j++)
      {
        t->form = names[i];
        snprintf (name, sizeof name, "%s/%s", dir, leaves[j]);
        try (g, t);
      }
  t->must_fail = false;
  for (size_t i = 0; i < (all ? sizeof entered / sizeof *entered : 1); i++)
    for (int slash = 0; slash < 2; slash++)
      {
        t->form = entered[i];
        snprintf (name, sizeof name, "%s%s", dir, slash ? "/" : "");
        try (g, t);
      }
}

/* Try every WAY that T's mode forbids as the last component.  */
static void
try_last (struct grid *g, struct trial *t, struct way const *way)
{
  static enum form const sources[]
    = { TWO, ALONE, INTO, THREE, PAIRS, FILES, VIA_HANDLE, DIRFD };
  static enum form const dests[]
    = { TWO, PAIRS, INTO, FD, HANDLE, VIA_HANDLE, DIRFD };
  bool all = t->form != TWO;
  bool symbolic = t->option[0] == '-' && t->option[1] == 's';
  bool follows = strchr (t->option, 'L') != NULL;

  t->src = way->dir;
  t->must_fail = (t->mode & NO_SYMLINKS) != 0 || follows;
  for (size_t i = 0;
       !symbolic && i < (all ? sizeof sources / sizeof *sources : 1); i++)
    {
      t->form = sources[i];
      t->dst = (t->form == INTO || t->form == THREE || t->form == FILES
                ? "t" : "n");
      try (g, t);
    }
  t->src = "f";
  t->dst = way->dir;
  t->must_fail = false;
  for (size_t i = 0; i < (all ? sizeof dests / sizeof *dests : 1); i++)
    {
      t->form = dests[i];
      try (g, t);
    }
}

/* Try the ways that only /proc has.  */
static void
try_magic (struct grid *g, struct trial *t)
{
  char dir[PATH_MAX];
  char name[PATH_MAX + sizeof "/secret"];

  t->form = PROC;
  t->must_fail = true;
  for (size_t i = 0; i < MAGIC; i++)
    {
      snprintf (name, sizeof name, "%s/secret", expand (g, magic[i], dir));
      t->src = name;
      t->dst = "n";
      if (t->option[0] == '\0' || t->option[1] != 's')
        try (g, t);
      t->src = "f";
      t->dst = name;
      try (g, t);
    }
}

/* Try everything in MODE with OPTION, by every form if ALL.  */
static void
try_option (struct grid *g, enum mode mode, char const *option, bool all)
{
  char dir[PATH_MAX];
  enum form form = all ? DIRFD : TWO;

  for (size_t i = 0; i < WAYS; i++)
    if (forbids (mode, ways + i))
      {
        struct trial t = { .mode = mode, .option = option, .form = form };
        expand (g, ways[i].dir, dir);
        try_source (g, &t, dir);
        t.form = form;
        try_dest (g, &t, dir);
      }
  for (size_t i = 0; i < LASTS; i++)
    if (forbids (mode, lasts + i))
      {
        struct trial t = { .mode = mode, .option = option, .form = form };
        try_last (g, &t, lasts + i);
      }

  struct trial t = { .mode = mode, .option = option };
  if (all)
    try_magic (g, &t);
}

int
main (int argc, char **argv)
{
  static struct grid grid;
  struct grid *g = &grid;

  g->portable = argc > 1 && strcmp (argv[1], "-p") == 0;
  argc -= g->portable;
  argv += g->portable;
  if (argc != 5 || strlen (argv[2]) >= sizeof g->base || argv[2][0] != '/')
    {
      fprintf (stderr, "usage: grid [-p] PROGRAM DIRECTORY STEP FIRST\n");
      return 2;
    }
  g->program = argv[1];
  strcpy (g->base, argv[2]);
  g->step = strtoul (argv[3], NULL, 10);
  g->number = g->step - strtoul (argv[4], NULL, 10);
  if (chdir (g->base) != 0)
    die (g->base);
  build (g);
  find_handle (g);
  for (int mode = BENEATH; mode <= (BENEATH | NO_SYMLINKS); mode++)
    for (size_t i = 0; i < OPTIONS; i++)
      try_option (g, (enum mode) mode, options[i], i < ALL_FORMS);
  printf ("%lu runs\n", g->runs);
  return g->wrong != 0;
}
