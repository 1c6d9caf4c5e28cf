/* What are the trees of a race, and what has a run left?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program tree-race.  */

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <string.h>
#include <unistd.h>

#include "tool.h"
#include "tree-race.h"

enum { DESCRIPTORS = 16, MADE = 0700 };

static char const *const outside_names[OUTSIDE] = {
  "out", "out/secret", "out/in", "out/in/secret"
};

void
wrong (struct race *race, char const *what, char const *name)
{
  race->wrong++;
  printf ("wrong: %s: %s\n", what, name);
}

/* Making.  */

static void
make_file (char const *name)
{
  int fd = open (name, O_WRONLY | O_CREAT | O_EXCL, 0600);

  if (fd < 0)
    die (name);
  close (fd);
}

static void
make_directory (char const *name)
{
  if (mkdir (name, MADE) != 0)
    die (name);
}

/* Return the mode of the directory of s with the NUMBER.  */
static mode_t
mode_of (int number)
{
  return MADE | (number + 1);
}

/* Return the number of the directory where the one with the NUMBER lies: s goes
   deep, so that what is above must be left and returned to, and on each level
   there is one more.  */
static int
parent_of (int number)
{
  return number % 2 == 0 ? number - 1 : number < 2 ? 0 : number - 2;
}

/* Make the directory of s with the NUMBER, and what is in it but
   directories.  */
static void
fill (struct race *race, int number)
{
  char name[PATH_SIZE + 16];
  char *path = race->paths[number];

  if (number != 0)
    {
      snprintf (name, sizeof name, "%.200s/d%d",
                race->paths[parent_of (number)], number);
      memcpy (path, name, PATH_SIZE);
    }
  snprintf (name, sizeof name, "s/%s", path);
  make_directory (name);
  snprintf (name, sizeof name, "s/%s/m%d", path, number);
  make_file (name);
  for (int i = 0; i < FILES_EACH; i++)
    {
      snprintf (name, sizeof name, "s/%s/f%d", path, i);
      make_file (name);
    }
}

/* Let the directory of s with the NUMBER look as no other.  */
static void
dress (struct race *race, int number)
{
  char name[PATH_SIZE + 16];
  struct timespec const times[2] = { { number + 1000, 0 },
                                     { number + 2000, 0 } };

  snprintf (name, sizeof name, "s/%s", race->paths[number]);
  if (chmod (name, mode_of (number)) != 0
      || utimensat (AT_FDCWD, name, times, 0) != 0)
    die (name);
}

void
make_trees (struct race *race)
{
  char secret[sizeof race->out + sizeof "/secret"];

  make_directory ("out");
  make_directory ("out/in");
  make_file ("out/secret");
  make_file ("out/in/secret");
  if (!realpath ("out", race->out))
    die ("out");
  snprintf (secret, sizeof secret, "%s/secret", race->out);
  make_directory ("hold");
  make_directory ("hold/directory");
  if (symlink (race->out, "hold/to-out") != 0
      || symlink (secret, "hold/to-secret") != 0)
    die ("hold");
  for (int i = 0; i < DIRECTORIES; i++)
    fill (race, i);
  for (int i = DIRECTORIES - 1; i >= 0; i--)
    dress (race, i);
  for (int i = 0; i < OUTSIDE; i++)
    if (lstat (outside_names[i], &race->outside[i]) != 0)
      die (outside_names[i]);
}

static int
remove_one (char const *name, struct stat const *st, int type,
            struct FTW *ftw)
{
  (void) st;
  (void) type;
  (void) ftw;
  remove (name);
  return 0;
}

void
remove_tree (char const *name)
{
  nftw (name, remove_one, DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
}

/* Judging.  */

/* Has a directory the MODE that goes with one of the marks in it, which is
   called NAME?  */
static bool
is_mark_of (char const *name, mode_t mode)
{
  char *end;

  if (name[0] != 'm')
    return false;
  long number = strtol (name + 1, &end, 10);
  return (*end == '\0' || *end == '~') && mode_of (number) == mode;
}

/* Judge the directory NAME of d, which has MODE.  */
static void
judge_directory (struct race *race, char const *name, mode_t mode)
{
  DIR *dir = opendir (name);
  struct dirent *entry;
  bool marked = false;
  bool fits = mode == MADE;

  if (!dir)
    die (name);
  while ((entry = readdir (dir)) != NULL)
    {
      marked = marked || entry->d_name[0] == 'm';
      fits = fits || is_mark_of (entry->d_name, mode);
      if (strncmp (entry->d_name, ".fhln", strlen (".fhln")) == 0)
        wrong (race, "a temporary name in", name);
    }
  closedir (dir);
  if (marked && !fits)
    wrong (race, "the mode of another directory", name);
}

/* nftw has no place for it.  */
static struct race *judged;

static int
judge_one (char const *name, struct stat const *st, int type, struct FTW *ftw)
{
  (void) ftw;
  if (type == FTW_D)
    judge_directory (judged, name, st->st_mode & 07777);
  return 0;
}

static bool
is_as_it_was (struct stat const *a, struct stat const *b)
{
  return (a->st_ino == b->st_ino && a->st_mode == b->st_mode
          && a->st_uid == b->st_uid && a->st_gid == b->st_gid
          && a->st_nlink == b->st_nlink
          && a->st_ctim.tv_sec == b->st_ctim.tv_sec
          && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec);
}

void
judge (struct race *race)
{
  struct stat st;

  for (int i = 0; i < OUTSIDE; i++)
    if (lstat (outside_names[i], &st) != 0
        || !is_as_it_was (&st, &race->outside[i]))
      wrong (race, "outside has changed", outside_names[i]);
  judged = race;
  nftw ("d", judge_one, DESCRIPTORS, FTW_PHYS);
}
