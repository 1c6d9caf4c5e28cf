/* What is inside and outside, and has a run changed it?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program grid.  */

#include "grid.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tool.h"

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
static char const *const watched[WATCHED] = {
  ".", "out", "out/secret", "out/sub", "out/sub/secret", "elsewhere",
  "in/d", "in/d/secret", "in/d/sub", "in/d/sub/secret"
};

enum
{
  LINKS = sizeof links / sizeof *links,
  DIRECTORIES = sizeof directories / sizeof *directories,
  FILES_MADE = sizeof files / sizeof *files
};

char *
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

void
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

void
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
  for (size_t i = 0; i < WATCHED; i++)
    if (lstat (watched[i], g->before + i) != 0)
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

char const *
changed (struct grid const *g)
{
  struct stat now;

  for (size_t i = 0; i < WATCHED; i++)
    if (lstat (watched[i], &now) != 0 || !is_same (g->before + i, &now))
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
      if (unlink (name) != 0 && rmdir (name) != 0)
        die (name);
    }
  closedir (dir);
  return clean;
}

char const *
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
