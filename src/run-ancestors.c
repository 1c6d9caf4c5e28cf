/* What becomes of a job when directories on the way to DEST are missing?
   (--parents)
   SPDX-License-Identifier: GPL-3.0-or-later

   The link is tried first.  Only if that fails, and SOURCE is there, are they
   made, and the link is tried again: others may make or remove the same
   directories meanwhile.  */

#include <config.h>

#include "run-ancestors.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "input/relative.h"
#include "input/tree.h"
#include "link/ancestors.h"
#include "link/confine.h"
#include "link/shorten.h"
#include "name.h"
#include "xalloc.h"

/* Return the way to the directory that the first LENGTH bytes of NAME, relative
   to START, name.  */
static struct ancestors
way_to (struct run const *run, int start, char const *name, size_t length)
{
  /* All else that --sync syncs whole file systems for has these, too.  */
  bool whole = run->durable.by_file_system || run->opts->input.recursive;

  return (struct ancestors) {
    .start = start, .fd = start, .name = name, .length = length,
    .flags = run->opts->input.confinement, .mode = run->directory_mode,
    .sync = run->opts->sync && !whole,
  };
}

/* Is SOURCE of JOB, which may be a tree, there, and may its DEST lie where WAY
   has come to?  If not, JOB has failed.  */
static bool
tree_is_there (struct run *run, struct job *job, struct ancestors const *way)
{
  struct input_settings const *opts = &run->opts->input;
  struct tree tree;
  enum tree_begun begun;
  bool fits = true;

  job->kind = opts->kind;
  job->result = (struct result) { .outcome = OUTCOME_NONE };
  do
    begun = tree_begin (&tree, opts, job, false);
  while (begun == TREE_FAILED && shorten_names (job, opts->confinement));
  if (begun == TREE_BEGUN)
    {
      char *name = ancestors_next (way);
      fits = tree_fits (&tree, job, way->fd, name);
      free (name);
      tree_end (&tree);
    }
  return begun != TREE_FAILED && fits;
}

/* Is SOURCE of JOB there, to be linked?  If not, JOB has failed.  */
static bool
file_is_there (struct run *run, struct job *job)
{
  struct placer const *placer = &run->worker.placer;
  struct look look;

  if (job->kind == LINK_SYMBOLIC)
    return *job->src.text != '\0';
  /* A handle is looked at from DEST's directory, which is not there.  */
  if (job->src.kind == SOURCE_HANDLE)
    return true;
  if (source_qualifies (placer, job, &look))
    return true;
  if (job->result.err != ENAMETOOLONG)
    return false;
  int err = shorten_source (job, run->opts->input.confinement);
  if (err != 0)
    {
      job_fail (job, STEP_SOURCE, err);
      return false;
    }
  job->result = (struct result) { .outcome = OUTCOME_NONE };
  return source_qualifies (placer, job, &look);
}

/* Is SOURCE of JOB there, so that it is worth making directories from where WAY
   has come to?  If not, JOB has failed.  */
static bool
source_is_there (struct run *run, struct job *job, struct ancestors const *way)
{
  return (run->opts->input.recursive ? tree_is_there (run, job, way)
          : file_is_there (run, job));
}

/* WAY, on which JOB's DEST lies, could not be made, by ERR: so JOB fails.  */
static void
fail_way (struct job *job, struct ancestors const *way, int err)
{
  switch (way->step)
    {
    case ANCESTORS_MAKE:
      job_fail (job, STEP_MAKE_DIRECTORY, err);
      job->result.directory = ancestors_text (way);
      break;
    case ANCESTORS_SYNC:
      job_fail (job, STEP_SYNC_BEFORE, err);
      break;
    case ANCESTORS_LOOK:
      if (way->flags != 0)
        fail_confined (job, STEP_LINK, way->start, way->name, way->flags, err);
      else
        job_fail (job, STEP_LINK, err);
      break;
    }
}

/* --dry-run.  */

/* Does NAME end in "." or ".."?  */
static bool
ends_in_dots (char const *name)
{
  char *base = base_of (name);
  bool result = strcmp (base, ".") == 0 || strcmp (base, "..") == 0;

  free (base);
  return result;
}

/* JOB's DEST may be a directory that is still to be made: let it be the name
   that the link has there.  */
static void
go_inside (struct run *run, struct job *job)
{
  struct dest *dst = &job->dst;
  bool relative = run->opts->input.relative;
  size_t length;

  if (dst->dir || !dst->may_be_directory
      || (!ends_in_slash (dst->text) && !ends_in_dots (dst->text)))
    return;
  if (relative)
    job->src.text = run->in.operands.text[0];
  char const *base = base_name_of (job->src.text, &length);
  free (job->owned.dst_text);
  job->owned.dst_text = ximemdup0 (base, length);
  dst->dir = dst->text;
  dst->text = job->owned.dst_text;
  if (relative)
    make_relative (job, run->in.operands.text[0]);
}

/* Return the name that stands for JOB's DEST where WAY has come to, allocated:
   that of the next directory, but one that is too long is so there, and dots
   are directories there.  */
static char *
name_to_look_at (struct run const *run, struct job const *job,
                 struct ancestors const *way)
{
  struct look look;
  char *base = base_of (job->dst.text);

  if ((ends_in_dots (base) && !run->opts->input.recursive)
      || look_at (way->fd, base, false, &look) == ENAMETOOLONG)
    return base;
  free (base);
  return ancestors_next (way);
}

/* Let JOB, of which nothing is made, have its DEST where WAY ends, by the name
   of the first directory that is missing.  */
static void
stand_in (struct run *run, struct job *job, struct ancestors *way)
{
  go_inside (run, job);
  char *text = xstrdup (job->dst.text);
  char *name = name_to_look_at (run, job, way);
  size_t size = strlen (text) + 1;
  char *both = xmalloc (size + strlen (name) + 1);

  strcpy (both, text);
  strcpy (both + size, name);
  free (text);
  free (name);
  free (job->owned.dst_text);
  job->owned.dst_text = both;
  job->dst.text = both;
  job->dst.name = both + size;
  job->dst.dirfd = way->fd;
  job->dst.may_be_directory = false;
  job->dst.absent = true;
  if (way->fd != way->start)
    job_own (job, way->fd);
  way->fd = way->start;
}

/* Make the directories that are missing on WAY to JOB's DEST.  With --dry-run,
   JOB is foreseen without them, and *STANDS is true.  Return 0 or an errno.  */
static int
make_way (struct run *run, struct job *job, struct ancestors *way,
          bool *stands)
{
  *stands = run->opts->link.dry_run && !ancestors_are_there (way);
  if (!*stands)
    return ancestors_make (way);

  int err = ancestors_foresee (way);
  if (err == 0)
    stand_in (run, job, way);
  return err;
}

/* The common directory.  */

/* DIRECTORY, to which WAY leads, cannot be made, by ERR: that is told by JOB,
   and no other is done.  */
static bool
give_up_directory (struct run *run, struct job *job,
                   struct ancestors const *way, int err)
{
  int flags = run->opts->input.confinement;

  input_give_up (&run->in, job, err);
  if (way->step != ANCESTORS_LOOK)
    fail_way (job, way, err);
  else if (flags != 0)
    fail_confined (job, STEP_DIRECTORY, way->start, way->name, flags, err);
  return false;
}

bool
make_common_directory (struct run *run, struct job *job)
{
  char const *name = run->in.dir;
  int start = run->opts->input.dest_dirfd;
  struct ancestors way = way_to (run, start, name, strlen (name));
  int err = ENOENT;
  bool stands = false;

  parents_drop_dest (&run->worker.parents);
  for (int tries = 0; err == ENOENT && tries < ANCESTOR_TRIES; tries++)
    {
      err = ancestors_find (&way);
      if (err == 0 && !source_is_there (run, job, &way))
        {
          ancestors_end (&way);
          return false;
        }
      if (err == 0)
        err = make_way (run, job, &way, &stands);
      if (err != 0)
        {
          give_up_directory (run, job, &way, err);
          ancestors_end (&way);
          return false;
        }
      ancestors_end (&way);
      if (stands)
        return true;
      err = input_open_directory (&run->in, job);
    }
  return err == 0 || give_up_directory (run, job, &way, err);
}

/* The way to one DEST.  */

/* May JOB have failed as directories on the way to DEST are missing?  */
static bool
lacks_ancestors (struct job const *job)
{
  struct result const *result = &job->result;

  return (result->outcome == OUTCOME_FAILED && result->err == ENOENT
          && result->refusal == REFUSED_NOTHING
          && (result->step == STEP_LINK
              || (result->step == STEP_MAKE_DIRECTORY && !result->directory))
          && !result->backup && !result->left[0].name);
}

/* Let JOB's DEST start where it was written again, and be in a directory that
   is there; if that was removed, it is made anew.  Return whether it is.  */
static bool
begin_again (struct run *run, struct job *job)
{
  struct input *in = &run->in;
  struct dest *dst = &job->dst;
  bool inside = dst->dir && in->dir_fd >= 0;
  struct look look;

  restart_dest (job, inside ? in->dir_fd : run->opts->input.dest_dirfd,
                dst->text);
  parents_drop_dest (&run->worker.parents);
  if (!inside || look_at_descriptor (in->dir_fd, &look) != 0
      || look.nlink != 0)
    return true;
  if (input_lose_directory (in, job))
    return true;
  job->result = (struct result) { .outcome = OUTCOME_NONE };
  return make_common_directory (run, job);
}

/* Return how many bytes of JOB's DEST name a directory to be made; 0 if there
   is none.  DEST with a slash behind it is a directory, if it may be one.  */
static size_t
length_to_make (struct run const *run, struct job const *job)
{
  char const *name = job->dst.name;
  bool slash = ends_in_slash (name);

  if (slash && job->dst.may_be_directory)
    return strlen (name);
  return slash && !run->opts->input.recursive ? 0 : parent_length (name);
}

bool
make_ancestors (struct run *run, struct job *job, int *tries)
{
  int flags = run->opts->input.confinement;

  if (!run->opts->input.parents || !lacks_ancestors (job)
      || ++*tries > ANCESTOR_TRIES || !begin_again (run, job))
    return false;

  size_t length = length_to_make (run, job);
  if (length == 0)
    return false;

  struct result before = job->result;
  struct ancestors way = way_to (run, job->dst.dirfd, job->dst.name, length);
  int err = ancestors_find (&way);
  bool goes_on = err != 0 || source_is_there (run, job, &way);
  bool stands = false;

  if (goes_on && err == 0)
    err = make_way (run, job, &way, &stands);
  if (err != 0)
    {
      job->result = before;
      fail_way (job, &way, err);
    }
  ancestors_end (&way);
  if (!goes_on || err != 0)
    return false;
  job->result = (struct result) { .outcome = OUTCOME_NONE };
  if (flags != 0 && !stands)
    confine_dest (job, flags);
  return true;
}
