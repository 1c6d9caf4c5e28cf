/* What are the SOURCEs and the DESTs of a run, and what became of them?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "world.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool.h"

char const *const letters[FILES] = { "a", "b", "c" };
char const *const tree_names[FILES] = { "a", "p/b", "p/q/c" };
char const *const tree_places[FILES] = { "", "p", "p/q" };

char const *
file_name (struct scene const *scene, int i)
{
  return scene->tree || scene->parents ? tree_names[i] : letters[i];
}

bool
is_begun (struct scene const *scene, int i)
{
  return !scene->tree || i < FILES - 1;
}

char *
name_of (char name[NAME_SIZE], char const *directory, char const *base,
         char const *suffix)
{
  snprintf (name, NAME_SIZE, "%.8s/%.40s%.8s", directory, base, suffix);
  return name;
}

/* Make DEST number I of WORLD, and what has the names of its backups.  */
static void
make_dest (struct world *world, int i)
{
  struct scene const *scene = world->scene;
  int dir = world->dir;
  char src[NAME_SIZE];
  char dest[NAME_SIZE];
  char name[NAME_SIZE];

  name_of (src, "s", file_name (scene, i), "");
  name_of (dest, "d", file_name (scene, i), "");
  if (scene->old)
    world->old[i] = (scene->dangling ? make_dangling (dir, dest)
                     : make_file (dir, dest, "old"));
  if (scene->same && linkat (dir, src, dir, dest, 0) != 0)
    die (dest);
  if (scene->older)
    world->older[i] = make_file (dir, name_of (name, "d", file_name (scene, i),
                                               scene->older), "older");
  if (scene->backed_up
      && linkat (dir, dest, dir, name_of (name, "d", file_name (scene, i),
                                          scene->backed_up), 0) != 0)
    die (name);
}

/* Make the directories of two trees, which may be there with files in them.  */
static void
make_trees (int dir)
{
  static char const *const names[] = { "s/p", "s/p/q", "s/p", "s", "s/p",
                                       "s/p/q", "d/p", "d/p/q", "d/p", "d",
                                       "d/p" };

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    make_directory (dir, names[i]);
}

/* Let SOURCE's directories differ from what DEST's are made with.  */
static void
dress_tree (int dir)
{
  for (int i = FILES - 1; i >= 0; i--)
    {
      char name[NAME_SIZE];
      struct timespec const times[2] = { { 1000 * i + 1000, i },
                                         { 2000 * i + 2000, i + 1 } };
      name_of (name, "s", tree_places[i], "");
      if (fchmodat (dir, name, 0711 + i, 0) != 0
          || utimensat (dir, name, times, 0) != 0)
        die (name);
    }
}

bool
is_finished (struct world const *world)
{
  for (int i = 0; i < FILES; i++)
    {
      char name[NAME_SIZE];
      struct stat st[2];
      if (fstatat (world->dir, name_of (name, "s", tree_places[i], ""),
                   &st[0], 0) != 0
          || fstatat (world->dir, name_of (name, "d", tree_places[i], ""),
                      &st[1], 0) != 0
          || st[0].st_mode != st[1].st_mode
          || st[0].st_mtim.tv_sec != st[1].st_mtim.tv_sec
          || st[0].st_mtim.tv_nsec != st[1].st_mtim.tv_nsec)
        return false;
    }
  return true;
}

void
make_world (struct world *world)
{
  char name[NAME_SIZE];

  make_directory (world->dir, "s");
  make_directory (world->dir, "d");
  if (world->scene->tree || world->scene->parents)
    make_trees (world->dir);
  if (world->scene->skeleton)
    make_directory (world->dir, "d/p/q");
  if (world->scene->parents
      && (unlinkat (world->dir, "d/p", AT_REMOVEDIR) != 0
          || unlinkat (world->dir, "d", AT_REMOVEDIR) != 0))
    die ("d");
  for (int i = 0; i < FILES; i++)
    {
      name_of (name, "s", file_name (world->scene, i), "");
      world->src[i] = make_file (world->dir, name, letters[i]);
      if (i < world->scene->pairs && is_begun (world->scene, i))
        make_dest (world, i);
    }
  if (world->scene->tree)
    dress_tree (world->dir);
}

bool
is_whole (struct world const *world, int i)
{
  char name[NAME_SIZE];

  name_of (name, "s", file_name (world->scene, i), "");
  return (is_file (world->dir, name, world->src[i])
          && holds (world->dir, name, letters[i]));
}

bool
is_new (struct world const *world, char const *name, int i)
{
  return (world->scene->symbolic
          ? is_link_to (world->dir, name, world->src[i], world->mounted)
          : is_file (world->dir, name, world->src[i]));
}

enum state
state_of (struct world const *world, int i)
{
  struct scene const *scene = world->scene;
  char dest[NAME_SIZE];
  struct file found;

  name_of (dest, "d", file_name (scene, i), "");
  if (!find_file (world->dir, dest, &found))
    return IS_ABSENT;
  if (is_new (world, dest, i))
    return IS_NEW;
  if (scene->old && is_same (found, world->old[i])
      && (scene->dangling || holds (world->dir, dest, "old")))
    return IS_OLD;
  return scene->same && is_same (found, world->src[i]) ? IS_SAME : IS_OTHER;
}
