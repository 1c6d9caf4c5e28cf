/* What do others do in two trees meanwhile?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program tree-race.  What is between two names lies in
   hold: nothing of SOURCE's is ever missing but for a moment.  */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tree-race.h"

enum { PAUSE = 300, RARELY = 40 };

/* Return one of COUNT numbers from 0 on.  */
static unsigned int
choose (struct race *race, unsigned int count)
{
  return rand_r (&race->random) % count;
}

/* Write to PATH the name of one of the directories in TREE, or below one of its
   files.  */
static void
choose_directory (struct race *race, char const *tree, char *path)
{
  snprintf (path, PATH_SIZE, "%s/%.200s", tree,
            race->paths[1 + choose (race, DIRECTORIES - 1)]);
}

static void
choose_file (struct race *race, char const *tree, char *path)
{
  char directory[PATH_SIZE];

  choose_directory (race, tree, directory);
  snprintf (path, PATH_SIZE, "%.240s/f%u", directory,
            choose (race, FILES_EACH));
}

/* Let others get in.  */
static void
pause_for (struct race *race)
{
  usleep (choose (race, PAUSE));
}

static bool
exchange (struct race *race, char const *one, char const *other)
{
  if (renameat2 (AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) != 0)
    return false;
  atomic_fetch_add (&race->shared->changes, 1);
  return true;
}

/* Exchange PATH and OTHER for a while.  */
static void
exchange_for_a_while (struct race *race, char const *path, char const *other)
{
  if (!exchange (race, path, other))
    return;
  pause_for (race);
  exchange (race, path, other);
}

/* Exchange two directories of TREE, for a while.  */
static void
exchange_two (struct race *race, char const *tree)
{
  char one[PATH_SIZE], other[PATH_SIZE];

  choose_directory (race, tree, one);
  choose_directory (race, tree, other);
  exchange_for_a_while (race, one, other);
}

/* Replace the file PATH by a new one.  */
static void
replace (char const *path)
{
  int fd = open ("hold/new", O_WRONLY | O_CREAT | O_TRUNC, 0600);

  if (fd >= 0)
    close (fd);
  if (rename ("hold/new", path) != 0)
    unlink ("hold/new");
}

void
change_source (struct race *race)
{
  char path[PATH_SIZE];
  unsigned int what = choose (race, 6);

  if (what < 3)
    choose_directory (race, "s", path);
  else
    choose_file (race, "s", path);
  switch (what)
    {
    case 0:
      exchange_for_a_while (race, path, "hold/to-out");
      break;
    case 1:
      if (rename (path, "hold/moved") == 0)
        {
          pause_for (race);
          rename ("hold/moved", path);
        }
      break;
    case 2:
      exchange_two (race, "s");
      break;
    case 3:
      exchange_for_a_while (race, path, "hold/to-secret");
      break;
    case 4:
      replace (path);
      break;
    case 5:
      exchange_for_a_while (race, path, "hold/directory");
      break;
    }
}

/* Bring what HELD is back to PATH, or where something else is by now to a name
   of its own.  */
static void
bring_back (struct race *race, char const *held, char const *path)
{
  char other[PATH_SIZE];

  if (rename (held, path) == 0)
    return;
  snprintf (other, sizeof other, "d/lost-%d-%u", (int) getpid (),
            choose (race, 1000000));
  rename (held, other);
}

/* Put a symbolic link to out in the place of the directory PATH, and let that
   be for a while, or stay.  */
static void
lead_out (struct race *race, char const *path, bool stays)
{
  if (symlink (race->out, "hold/link") != 0)
    return;
  if (exchange (race, path, "hold/link") && !stays)
    {
      pause_for (race);
      exchange (race, path, "hold/link");
    }
  if (unlink ("hold/link") != 0)
    bring_back (race, "hold/link", "d/lost");
}

void
change_dest (struct race *race)
{
  char path[PATH_SIZE];

  choose_directory (race, "d", path);
  switch (choose (race, RARELY) == 0 ? 3 + choose (race, 2)
          : choose (race, 3))
    {
    case 0:
      lead_out (race, path, false);
      break;
    case 1:
      if (rename (path, "hold/moved-too") == 0)
        {
          pause_for (race);
          bring_back (race, "hold/moved-too", path);
        }
      break;
    case 2:
      exchange_two (race, "d");
      break;
    case 3:
      lead_out (race, path, true);
      break;
    case 4:
      if (rename (path, "hold/removed") == 0)
        {
          remove_tree ("hold/removed");
          mkdir (path, 0700);
        }
      break;
    }
  pause_for (race);
}
