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

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum mode { BENEATH = 1, NO_SYMLINKS = 2 };

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
  { "d/../inside", true, false },
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
  "", "-f", "-b", "-L", "-Lf", "-s",    /* every form gets these */
  "--backup=numbered", "-Lb", "-n", "-fn", "-T", "-fT", "-LfT", "-i", "-ib",
  "--if-exists=same", "--if-exists=skip", "--sync", "--json", "-v", "-d",
  "-sf", "-sb", "-snf",
};

enum { ALL_FORMS = 6 };         /* of these options */

enum form
{
  TWO, ALONE, INTO, THREE, PAIRS, FILES, FD, HANDLE, VIA_HANDLE, DIRFD, PROC
};

struct grid
{
  char const *program;
  char base[PATH_MAX];
  bool portable;
  bool handles;
  char handle[512];             /* of f */
  int in, out, f, proc;         /* descriptors */
  unsigned long step, number, runs, wrong;
};

/* One run.  */
struct trial
{
  enum mode mode;
  char const *option;
  enum form form;
  char const *src;
  char const *dst;
  bool must_fail;
};

static void
die (char const *what)
{
  perror (what);
  exit (2);
}

/* --- The directories ------------------------------------------------------ */

struct link
{
  char const *name;
  char const *text;
};

static struct link const links[] = {
  { "in/up", "../out" }, { "in/abs", "@/out" }, { "in/chain", "chain2" },
  { "in/chain2", "./up" }, { "in/x/mid", "../../out" },
  { "in/dots", ".." }, { "in/root", "/" }, { "in/back", "../in" },
  { "in/hop", "t/../../out" }, { "in/slash", "../out/" },
  { "in/inside", "d" }, { "in/twice", "inside" }, { "in/x/side", "../d" },
  { "in/file_up", "../out/secret" }, { "in/file_abs", "@/out/secret" },
  { "in/file_chain", "file_up" }, { "in/dangling", "../out/n" },
  { "in/fin", "d/secret" }, { "in/nowhere", "d/n" },
};

static char const *const directories[] = {
  "in", "in/d", "in/d/sub", "in/t", "in/x", "out", "out/sub", "elsewhere"
};

static char const *const files[] = {
  "in/f", "in/g", "in/d/secret", "in/d/sub/secret", "out/secret",
  "out/sub/secret"
};

/* What no run may change.  */
static char const *const watched[] = {
  ".", "out", "out/secret", "out/sub", "out/sub/secret", "elsewhere",
  "in/d", "in/d/secret", "in/d/sub", "in/d/sub/secret"
};

enum
{
  WAYS = sizeof ways / sizeof *ways,
  LASTS = sizeof lasts / sizeof *lasts,
  MAGIC = sizeof magic / sizeof *magic,
  OPTIONS = sizeof options / sizeof *options,
  LINKS = sizeof links / sizeof *links,
  DIRECTORIES = sizeof directories / sizeof *directories,
  FILES_MADE = sizeof files / sizeof *files,
  WATCHED = sizeof watched / sizeof *watched
};

/* Write TEXT to BUFFER, of PATH_MAX bytes, with G's directory for "@", and for
   "%" a descriptor's number.  */
static char *
expand (struct grid const *g, char const *text, char *buffer)
{
  size_t length = 0;

  for (; *text != '\0'; text++)
    {
      size_t room = PATH_MAX - length;
      char *end = buffer + length;
      int added = (*text == '@' ? snprintf (end, room, "%s", g->base)
                   : *text == '%' ? snprintf (end, room, "%d", g->out)
                   : snprintf (end, room, "%c", *text));
      if (added < 0 || (size_t) added >= room)
        die (text);
      length += added;
    }
  return buffer;
}

static void
write_file (char const *name, char const *text, size_t length)
{
  int fd = open (name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

  if (fd < 0 || write (fd, text, length) != (ssize_t) length
      || close (fd) != 0)
    die (name);
}

static void
make_link (struct grid const *g, struct link const *link)
{
  char text[PATH_MAX];

  if (symlink (expand (g, link->text, text), link->name) != 0)
    die (link->name);
}

/* Make everything, in the current directory.  */
static void
build (struct grid *g)
{
  struct timespec tick = { .tv_nsec = 50 * 1000 * 1000 };

  for (size_t i = 0; i < DIRECTORIES; i++)
    if (mkdir (directories[i], 0777) != 0)
      die (directories[i]);
  for (size_t i = 0; i < FILES_MADE; i++)
    write_file (files[i], files[i], strlen (files[i]));
  for (size_t i = 0; i < LINKS; i++)
    make_link (g, links + i);
  write_file ("yes", "y\ny\n", 4);
  write_file ("list", "", 0);
  write_file ("said", "", 0);
  g->in = open ("in", O_RDONLY | O_DIRECTORY);
  g->out = open ("out", O_RDONLY | O_DIRECTORY);
  g->f = open ("in/f", O_RDONLY);
  g->proc = open ("/proc/self", O_RDONLY | O_DIRECTORY);
  if (g->in < 0 || g->out < 0 || g->f < 0)
    die ("in");

  /* Whatever changes from now on has another time.  */
  nanosleep (&tick, NULL);
}

static void
watch (struct stat *seen)
{
  for (size_t i = 0; i < WATCHED; i++)
    if (lstat (watched[i], seen + i) != 0)
      die (watched[i]);
}

static bool
is_same_time (struct timespec a, struct timespec b)
{
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool
is_same (struct stat const *a, struct stat const *b)
{
  return (a->st_dev == b->st_dev && a->st_ino == b->st_ino
          && a->st_nlink == b->st_nlink && a->st_size == b->st_size
          && a->st_mode == b->st_mode && is_same_time (a->st_mtim, b->st_mtim)
          && is_same_time (a->st_ctim, b->st_ctim));
}

/* Return what has changed that may not, or NULL.  */
static char const *
changed (struct stat const *before)
{
  struct stat now;

  for (size_t i = 0; i < WATCHED; i++)
    if (lstat (watched[i], &now) != 0 || !is_same (before + i, &now))
      return watched[i];
  return NULL;
}

/* Is NAME there from the beginning?  */
static bool
is_ours (char const *name)
{
  for (size_t i = 0; i < DIRECTORIES; i++)
    if (strcmp (name, directories[i]) == 0)
      return true;
  for (size_t i = 0; i < FILES_MADE; i++)
    if (strcmp (name, files[i]) == 0)
      return true;
  for (size_t i = 0; i < LINKS; i++)
    if (strcmp (name, links[i].name) == 0)
      return true;
  return false;
}

/* Remove what runs have made in DIRECTORY.  Return false if a temporary name is
   among that.  */
static bool
sweep (char const *directory)
{
  DIR *dir = opendir (directory);
  struct dirent *entry;
  bool clean = true;

  if (!dir)
    die (directory);
  while ((entry = readdir (dir)))
    {
      char const *base = entry->d_name;
      char name[sizeof entry->d_name + sizeof "in/t/"];
      snprintf (name, sizeof name, "%s/%s", directory, base);
      if (strcmp (base, ".") == 0 || strcmp (base, "..") == 0
          || is_ours (name))
        continue;
      clean = clean && strncmp (base, ".fhln", 5) != 0;
      if (unlink (name) != 0)
        die (name);
    }
  closedir (dir);
  return clean;
}

/* Make the directory in what it was.  Return NULL, or what is wrong.  */
static char const *
restore (struct grid const *g)
{
  bool clean = sweep ("in");
  struct stat st;

  clean = sweep ("in/t") && clean;
  clean = sweep ("in/x") && clean;
  for (size_t i = 0; i < LINKS; i++)
    if (lstat (links[i].name, &st) != 0 || !S_ISLNK (st.st_mode))
      {
        unlink (links[i].name);
        make_link (g, links + i);
      }
  for (size_t i = 0; i < 2; i++)
    if (lstat (files[i], &st) != 0 || !S_ISREG (st.st_mode)
        || st.st_nlink != 1)
      return "a file inside is not what it was";
  return clean ? NULL : "a temporary name is left";
}

/* --- Running -------------------------------------------------------------- */

/* A command line.  */
struct line
{
  char const *argv[16];
  int argc;
  char text[4][PATH_MAX];       /* what is not constant */
  int texts;
};

static void
add (struct line *line, char const *argument)
{
  if (*argument != '\0')
    line->argv[line->argc++] = argument;
}

/* Add OPTION, followed by the number FD.  */
static void
add_number (struct line *line, char const *option, int fd)
{
  char *text = line->text[line->texts++];

  snprintf (text, PATH_MAX, "%s%d", option, fd);
  add (line, text);
}

/* Write NAME, and OTHER if it is not null, to the stream of names.  */
static void
write_list (char const *name, char const *other)
{
  char list[2 * PATH_MAX];
  size_t length = strlen (name) + 1;

  memcpy (list, name, length);
  if (other)
    {
      memcpy (list + length, other, strlen (other) + 1);
      length += strlen (other) + 1;
    }
  write_file ("list", list, length);
}

/* Write T's command line to LINE, which is empty.  */
static void
compose (struct grid const *g, struct trial const *t, struct line *line)
{
  char const *src = t->src;
  char const *dst = t->dst;

  add (line, g->program);
  if ((t->mode & BENEATH) != 0)
    add (line, "--beneath");
  if ((t->mode & NO_SYMLINKS) != 0)
    add (line, "--no-symlinks");
  add (line, t->option);
  if (t->form == DIRFD || t->form == PROC)
    {
      if (t->option[1] != 's')
        add_number (line, "--source-dirfd=",
                    t->form == PROC && strcmp (src, "f") != 0
                    ? g->proc : g->in);
      add_number (line, "--dest-dirfd=",
                  t->form == PROC && strcmp (dst, "n") != 0 ? g->proc : g->in);
    }
  else if (t->form == FD)
    {
      add (line, "--fd");
      add_number (line, "", g->f);
    }
  else if (t->form == HANDLE || t->form == VIA_HANDLE)
    add (line, t->form == HANDLE ? "--handle" : "--via-handle");
  if (t->form == HANDLE)
    add (line, g->handle);
  if (t->form == PAIRS || t->form == FILES)
    write_list (src, t->form == PAIRS ? dst : NULL);
  if (t->form == PAIRS)
    add (line, "--pairs0-from=../list");
  if (t->form == INTO || t->form == FILES)
    {
      add (line, "-t");
      add (line, dst);
    }
  if (t->form == FILES)
    add (line, "--files0-from=../list");
  else if (t->form != PAIRS && t->form != FD && t->form != HANDLE)
    add (line, src);
  if (t->form == THREE)
    add (line, "g");
  if (t->form != ALONE && t->form != INTO && t->form != PAIRS
      && t->form != FILES)
    add (line, dst);
}

/* Run LINE as T wants it.  Return its exit status, or -1.  */
static int
run (struct trial const *t, struct line const *line)
{
  int status;
  pid_t pid = fork ();

  if (pid == 0)
    {
      int yes = open ("yes", O_RDONLY);
      int said = open ("said", O_WRONLY | O_TRUNC);

      if (dup2 (yes, 0) == 0 && dup2 (said, 1) == 1 && dup2 (said, 2) == 2
          && close (yes) == 0 && close (said) == 0
          && chdir (t->form == DIRFD || t->form == PROC ? "elsewhere" : "in")
             == 0)
        execv (line->argv[0], (char *const *) line->argv);
      _exit (127);
    }
  if (pid < 0 || waitpid (pid, &status, 0) != pid)
    die ("fork");
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

/* Does what the last run said have the word WORD?  */
static bool
said (char const *word)
{
  char text[4096];
  int fd = open ("said", O_RDONLY);
  ssize_t length = fd < 0 ? -1 : read (fd, text, sizeof text - 1);

  if (length < 0)
    die ("said");
  close (fd);
  text[length] = '\0';
  return strstr (text, word) != NULL;
}

/* Tell that the run of LINE was wrong, and why.  */
static void
tell (struct grid *g, struct line const *line, char const *why,
      char const *what)
{
  g->wrong++;
  for (int i = 1; i < line->argc; i++)
    printf ("%s ", line->argv[i]);
  printf (": %s%s\n", why, what);
}

/* Can T be tried at all: are its options and its form compatible?  */
static bool
is_possible (struct grid const *g, struct trial const *t)
{
  bool symbolic = t->option[0] == '-' && t->option[1] == 's';
  bool exact = strchr (t->option, 'T') != NULL;
  bool follows = strchr (t->option, 'L') != NULL;

  switch (t->form)
    {
    case ALONE: case INTO: case THREE: case FILES:
      return !exact;
    case TWO: case PAIRS:
      return true;
    case FD:
      return !g->portable && !symbolic && !follows;
    case HANDLE: case VIA_HANDLE:
      return !g->portable && g->handles && !symbolic;
    case DIRFD:
      return true;
    case PROC:
      return g->proc >= 0;
    }
  return false;
}

/* Try T, if it is its turn, and judge.  */
static void
try (struct grid *g, struct trial const *t)
{
  static struct stat before[WATCHED];
  struct line line = { .argc = 0 };

  if (!is_possible (g, t) || g->number++ % g->step != 0)
    return;
  if (g->runs++ == 0)
    watch (before);
  compose (g, t, &line);
  int status = run (t, &line);
  char const *what = changed (before);
  if (what)
    {
      tell (g, &line, "has changed ", what);
      exit (1);
    }
  if (status != 0 && status != 1)
    tell (g, &line, "has ended in another way", "");
  else if (said ("--help"))
    tell (g, &line, "is a usage error", "");
  else if (t->must_fail && status == 0)
    tell (g, &line, "has not failed", "");
  what = restore (g);
  if (what)
    tell (g, &line, what, "");
}

/* --- The grid ------------------------------------------------------------- */

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
  static char const *const leaves[] = { "n", "secret", "n/" };
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

/* Have G know a handle of f, if handles can be had here.  */
static void
find_handle (struct grid *g)
{
  struct line line = { .argc = 0 };
  struct trial t = { .form = TWO };

  add (&line, g->program);
  add (&line, "--print-handle");
  add (&line, "f");
  if (geteuid () != 0 || run (&t, &line) != 0)
    return;

  int fd = open ("said", O_RDONLY);
  ssize_t length = fd < 0 ? -1 : read (fd, g->handle, sizeof g->handle - 1);
  if (length <= 0)
    die ("said");
  close (fd);
  g->handle[strcspn (g->handle, "\n")] = '\0';
  g->handles = true;
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
