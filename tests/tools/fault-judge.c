/* Has a disturbed run left what it may leave?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program fault.  */

#include "fault.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>

enum { SHOWN = 25 };

/* Return a name for the call NUMBER.  */
static char const *
call_name (long number)
{
  static struct { long number; char const *name; } const names[] = {
    { SYS_linkat, "linkat" }, { SYS_symlinkat, "symlinkat" },
    { SYS_renameat, "renameat" }, { SYS_renameat2, "renameat2" },
    { SYS_unlinkat, "unlinkat" }, { SYS_statx, "statx" },
    { SYS_openat, "openat" }, { SYS_openat2, "openat2" },
    { SYS_close, "close" }, { SYS_fsync, "fsync" }, { SYS_read, "read" },
    { SYS_syncfs, "syncfs" }, { SYS_write, "write" },
    { SYS_writev, "writev" }, { SYS_brk, "brk" },
    { SYS_mmap, "mmap" }, { SYS_rt_sigprocmask, "rt_sigprocmask" },
    { SYS_exit_group, "exit_group" }, { SYS_getrandom, "getrandom" },
    { SYS_name_to_handle_at, "name_to_handle_at" },
    { SYS_open_by_handle_at, "open_by_handle_at" },
    { SYS_readlinkat, "readlinkat" }, { SYS_geteuid, "geteuid" },
  };
  static char number_text[32];

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (names[i].number == number)
      return names[i].name;
  sprintf (number_text, "call %ld", number);
  return number_text;
}

void
wrong (struct verdict *v, char const *what, char const *name)
{
  struct end const *end = &v->outcome->end;
  struct plan const *p = v->plan;

  if (v->wrong++ >= SHOWN)
    return;
  printf ("wrong: %s %s", what, name);
  if (p->at >= 0 && v->s->library)
    printf ("; allocation %d%s", p->at, p->goes_on ? " and all later" : "");
  else if (p->at >= 0)
    printf ("; call %d (%s) %s", p->at, call_name (call_at (v, p->at)),
            p->error != 0 ? strerrorname_np (p->error)
            : strsignal (p->signal));
  if (p->again >= 0)
    printf (" and call %d (%s)", p->again, call_name (call_at (v, p->again)));
  printf ("; status %d, signal %d: %s\n", exit_status (end), end_signal (end),
          end->out);
}

long
call_at (struct verdict const *v, int number)
{
  int index = v->skip + number;

  return number >= 0 && index < v->outcome->count ? v->outcome->call[index]
                                                  : -1;
}

/* Are the names of S those in trees?  */
static bool
has_trees (struct settings const *s)
{
  return s->scene.tree || s->scene.parents;
}

/* Is the name of an entry one that the files of S may bear?  */
static bool
is_expected (struct settings const *s, char const *name)
{
  for (int i = 0; i < FILES; i++)
    if (strncmp (name, letters[i], 1) == 0
        && (name[1] == '\0' || (s->backup && strchr ("~.", name[1]))))
      return true;
  return (has_trees (s) && (name[0] == 'p' || name[0] == 'q')
          && name[1] == '\0');
}

/* May the run of V leave a name behind that its message names?  Only if the
   call that would have removed it, or brought it back, was the one that
   failed.  */
static bool
may_leave (struct verdict const *v)
{
  if (v->plan->error == 0 || v->s->library)
    return false;
  return (call_at (v, v->plan->at) == SYS_unlinkat
          || call_at (v, v->plan->again) == SYS_unlinkat || v->s->twice);
}

/* Look for stray names in DIRECTORY.  */
static void
judge_names (struct verdict *v, char const *directory)
{
  struct file file;

  if (!find_file (v->world.dir, directory, &file))
    return;
  DIR *stream = open_directory (v->world.dir, directory);
  char const *out = v->outcome->end.out;
  bool two = v->s->no_exchange;
  bool killed = v->plan->signal == SIGKILL;
  struct dirent *entry;
  int strays = 0;

  while ((entry = readdir (stream)) != NULL)
    {
      char const *name = entry->d_name;
      if (strcmp (name, ".") == 0 || strcmp (name, "..") == 0
          || is_expected (v->s, name))
        continue;
      char path[NAME_SIZE];
      strays++;
      bool told = (strstr (out, name)
                   || (v->s->twice && two && strstr (out, ".fhln-")));
      if (! (killed && strays <= 1 + two) && ! (told && may_leave (v)))
        wrong (v, "a stray name", name_of (path, directory, name, ""));
    }
  closedir (stream);
}

/* Judge DEST number I.  Return whether it is what was asked for.  */
static bool
judge_dest (struct verdict *v, int i)
{
  struct settings const *s = v->s;
  struct world const *world = &v->world;
  enum state state = state_of (world, i);
  bool is_old = s->scene.old && is_begun (&s->scene, i);
  bool is_there = is_old || (s->scene.same && is_begun (&s->scene, i));
  char dest[NAME_SIZE];
  char place[NAME_SIZE];
  char backup[NAME_SIZE];

  name_of (dest, "d", file_name (&s->scene, i), "");
  name_of (place, "d", has_trees (s) ? tree_places[i] : "", "");
  if (state == IS_OTHER || (state == IS_ABSENT && is_there))
    wrong (v, "neither old nor new:", dest);
  if (is_old && s->backup && !has_file (world->dir, place, world->old[i]))
    wrong (v, "the old file is lost:", dest);
  if (state == IS_NEW && is_old && s->suffix && v->plan->signal != SIGKILL
      && !is_file (world->dir, name_of (backup, "d", file_name (&s->scene, i),
                                        s->suffix),
                   world->old[i])
      && !may_leave (v))
    wrong (v, "replaced without", backup);
  return (state == IS_NEW
          || (s->keeps && (state == IS_OLD || state == IS_SAME)));
}

/* Judge the names in all directories.  */
static void
judge_all_names (struct verdict *v)
{
  char name[NAME_SIZE];
  int count = has_trees (v->s) ? FILES : 1;

  for (int i = 0; i < count; i++)
    {
      judge_names (v, name_of (name, "d", tree_places[i], ""));
      judge_names (v, name_of (name, "s", tree_places[i], ""));
    }
}

/* Judge what the run of V has said and how it has ended.  It must have failed
   and changed nothing.  */
static void
judge_failure (struct verdict *v)
{
  if (exit_status (&v->outcome->end) != 1)
    wrong (v, "status", "is not 1");
  judge_words_of_failure (v);
}

/* Judge what the run of V has said and how it has ended, which has made MADE
   links: ALL that were asked for, or not.  */
static void
judge_end (struct verdict *v, int made, bool all)
{
  struct end const *end = &v->outcome->end;

  judge_words (v, made, all);
  if (exit_status (end) > 1)
    wrong (v, "status", "above 1");
  if (end_signal (end) != 0 && end_signal (end) != v->plan->signal)
    wrong (v, "died of", "another signal");
}

void
judge (struct verdict *v)
{
  bool must_fail = v->s->fails && !v->s->library;
  int made = 0;

  for (int i = 0; i < FILES; i++)
    {
      if (!is_whole (&v->world, i))
        wrong (v, "damaged:", letters[i]);
      if (i >= v->s->scene.pairs || !judge_dest (v, i))
        continue;
      made++;
      if (must_fail)
        wrong (v, "made all the same:", letters[i]);
    }
  judge_all_names (v);
  if (must_fail)
    judge_failure (v);
  else
    judge_end (v, made, !v->s->fails && made == v->s->scene.pairs
                        && (!v->s->scene.tree || is_finished (&v->world)));
}

void
judge_again (struct verdict *v, struct end const *end)
{
  struct scene const *scene = &v->s->scene;
  char dest[NAME_SIZE];
  char place[NAME_SIZE];

  for (int i = 0; i < scene->pairs; i++)
    {
      name_of (dest, "d", file_name (scene, i), "");
      name_of (place, "d", tree_places[i], "");
      if (state_of (&v->world, i) != IS_NEW)
        wrong (v, "not made by the same command:", dest);
      if (v->s->backup && scene->old && is_begun (scene, i)
          && !has_file (v->world.dir, place, v->world.old[i]))
        wrong (v, "the same command loses the old file:", dest);
    }
  if (scene->tree && !is_finished (&v->world))
    wrong (v, "not finished by the same command:", "d");
  if (exit_status (end) != 0)
    wrong (v, "the same command fails:", end->out);
}
