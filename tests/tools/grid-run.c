/* Can one combination be tried, and what comes of it?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program grid.  */

#include "grid.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool.h"

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

void
try (struct grid *g, struct trial const *t)
{
  struct line line = { .argc = 0 };

  if (!is_possible (g, t) || g->number++ % g->step != 0)
    return;
  g->runs++;
  compose (g, t, &line);
  int status = run (t, &line);
  char const *what = changed (g);
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

void
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
