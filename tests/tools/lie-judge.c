/* Has a run on a server that lies left what it may leave?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program lie.  */

#include "lie.h"

#include <stdio.h>
#include <string.h>

/* So many things that are wrong are shown; and for each DEST a run may make so
   many names, in so many calls.  */
enum { SHOWN = 8, NAMES_MAX = 64, TRIES_MAX = 1024 };

void
wrong (struct verdict *v, char const *what, char const *name)
{
  struct end const *end = &v->outcome->end;

  if (v->wrong++ < SHOWN)
    printf ("wrong: %s %s; %s; status %d, signal %d: %s\n", what, name,
            v->rules, exit_status (end), end_signal (end), end->out);
}

/* Store in FOUND a name of the FILE in d, one that is told if there is such.
   Return whether there is one.  */
static bool
find_name (struct verdict const *v, struct file file, char found[NAME_SIZE])
{
  DIR *stream = open_directory (v->world.dir, "d");
  struct dirent *entry;
  bool is_there = false;

  while ((entry = readdir (stream)) != NULL)
    if (is_file (dirfd (stream), entry->d_name, file)
        && (!is_there || strstr (v->outcome->end.out, entry->d_name)))
      {
        snprintf (found, NAME_SIZE, "%.63s", entry->d_name);
        is_there = true;
      }
  closedir (stream);
  return is_there;
}

/* Is NAME, in d, one that may be there without being told?  */
static bool
is_expected (struct verdict const *v, char const *name)
{
  struct settings const *s = v->s;
  struct world const *world = &v->world;
  char const *letter = strchr ("abc", name[0]);
  char path[NAME_SIZE];

  if (!letter || letter - "abc" >= s->scene.pairs)
    return false;
  int i = letter - "abc";
  if (name[1] == '\0')
    return true;
  if (!s->backup || !strchr ("~.", name[1]))
    return false;
  name_of (path, "d", name, "");
  if (s->scene.older && is_file (world->dir, path, world->older[i]))
    return true;

  /* A backup: of what this run had made, where that was said to exist.  */
  return (is_file (world->dir, path,
                   s->scene.old ? world->old[i] : world->src[i])
          && is_new (world, name_of (path, "d", letters[i], ""), i));
}

/* Look for a name in DIRECTORY that was not told.  */
static void
judge_names (struct verdict *v, char const *directory)
{
  DIR *stream = open_directory (v->world.dir, directory);
  struct dirent *entry;
  bool found = false;

  while (!found && (entry = readdir (stream)) != NULL)
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0
        && (*directory == 's' ? !strchr ("abc", entry->d_name[0])
            : !is_expected (v, entry->d_name))
        && !strstr (v->outcome->end.out, entry->d_name))
      {
        found = true;
        wrong (v, "a name that is not told:", entry->d_name);
      }
  closedir (stream);
}

static bool
succeeded (struct verdict const *v)
{
  return exit_status (&v->outcome->end) == 0;
}

/* Judge where the file is that was at DEST number I, which is STATE now.  */
static void
judge_old (struct verdict *v, int i, enum state state)
{
  struct settings const *s = v->s;
  struct world const *world = &v->world;
  char name[NAME_SIZE];
  char backup[NAME_SIZE];

  if (!find_name (v, world->old[i], name))
    {
      if (s->backup || state == IS_ABSENT)
        wrong (v, "the old file is lost:", letters[i]);
    }
  else if (state == IS_ABSENT
           && ! (s->gap && strstr (v->outcome->end.out, name)))
    wrong (v, "missing:", letters[i]);
  if (s->suffix && state == IS_NEW && succeeded (v) && !v->noop
      && !is_file (world->dir, name_of (backup, "d", letters[i], s->suffix),
                   world->old[i])
      && ! (s->suffix[0] == '.' && find_name (v, world->old[i], name)
            && strncmp (name + 1, ".~", 2) == 0))
    wrong (v, "success without", backup);
}

/* Judge where the older backup of DEST number I is, which is STATE now.  */
static void
judge_older (struct verdict *v, int i, enum state state)
{
  struct world const *world = &v->world;
  char name[NAME_SIZE];

  if (!find_name (v, world->older[i], name)
      && ! (v->s->suffix && state == IS_NEW
            && is_file (world->dir, name_of (name, "d", letters[i],
                                             v->s->suffix), world->old[i])))
    wrong (v, "the older backup is lost:", letters[i]);
}

/* Judge DEST number I.  Return whether it is what was asked for.  */
static bool
judge_dest (struct verdict *v, int i)
{
  struct scene const *scene = &v->s->scene;
  enum state state = state_of (&v->world, i);

  if (state == IS_OTHER)
    wrong (v, "neither old nor new:", letters[i]);
  if (scene->same && state == IS_ABSENT)
    wrong (v, "missing:", letters[i]);
  if (scene->old)
    judge_old (v, i, state);
  if (scene->older)
    judge_older (v, i, state);
  return state == IS_NEW;
}

/* Judge how the run of V has ended, which has made ALL links or not.  */
static void
judge_end (struct verdict *v, bool all)
{
  struct outcome const *o = v->outcome;
  int pairs = v->s->scene.pairs;

  if (v->decidable && all && !succeeded (v))
    wrong (v, "failure in spite of", "the link");
  if (!succeeded (v) && o->end.out[0] == '\0')
    wrong (v, "failure without", "a message");
  if (end_signal (&o->end) != 0)
    wrong (v, "no end", "in ten seconds");
  else if (exit_status (&o->end) > 1)
    wrong (v, "status", "above 1");
  if (o->made > NAMES_MAX * pairs)
    wrong (v, "too many", "names were made");
  if (o->calls > TRIES_MAX * pairs)
    wrong (v, "too many", "calls were made");
}

void
judge (struct verdict *v)
{
  bool all = true;

  for (int i = 0; i < FILES; i++)
    {
      if (!is_whole (&v->world, i))
        wrong (v, "damaged:", letters[i]);
      if (i < v->s->scene.pairs && !judge_dest (v, i))
        all = false;
    }
  if (!v->noop)
    {
      judge_names (v, "d");
      judge_names (v, "s");
      if (succeeded (v) && !all)
        wrong (v, "success without", "the link");
    }
  judge_end (v, all);
}
