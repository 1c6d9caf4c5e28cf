/* What are the SOURCEs and the DESTs of a run, and what became of them?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "world.h"

#include <stdio.h>
#include <unistd.h>

#include "tool.h"

char const *const letters[FILES] = { "a", "b", "c" };

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

  name_of (src, "s", letters[i], "");
  name_of (dest, "d", letters[i], "");
  if (scene->old)
    world->old[i] = (scene->dangling ? make_dangling (dir, dest)
                     : make_file (dir, dest, "old"));
  if (scene->same && linkat (dir, src, dir, dest, 0) != 0)
    die (dest);
  if (scene->older)
    world->older[i] = make_file (dir, name_of (name, "d", letters[i],
                                               scene->older), "older");
  if (scene->backed_up
      && linkat (dir, dest, dir, name_of (name, "d", letters[i],
                                          scene->backed_up), 0) != 0)
    die (name);
}

void
make_world (struct world *world)
{
  char name[NAME_SIZE];

  make_directory (world->dir, "s");
  make_directory (world->dir, "d");
  for (int i = 0; i < FILES; i++)
    {
      world->src[i] = make_file (world->dir, name_of (name, "s", letters[i],
                                                      ""), letters[i]);
      if (i < world->scene->pairs)
        make_dest (world, i);
    }
}

bool
is_whole (struct world const *world, int i)
{
  char name[NAME_SIZE];

  name_of (name, "s", letters[i], "");
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

  name_of (dest, "d", letters[i], "");
  if (!find_file (world->dir, dest, &found))
    return IS_ABSENT;
  if (is_new (world, dest, i))
    return IS_NEW;
  if (scene->old && is_same (found, world->old[i])
      && (scene->dangling || holds (world->dir, dest, "old")))
    return IS_OLD;
  return scene->same && is_same (found, world->src[i]) ? IS_SAME : IS_OTHER;
}
