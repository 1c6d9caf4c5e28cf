/* What does one worker of a tree do?
   SPDX-License-Identifier: GPL-3.0-or-later

   It has a struct worker of its own, and a walk.  No lock is on the way to a
   link of which there is nothing to tell.  */

#include <config.h>

#include "run-worker.h"

#include <errno.h>
#include <stdlib.h>

#include "attribute.h"
#include "input/walker.h"
#include "link/backup-name.h"
#include "link/directory.h"
#include "link/made.h"
#include "xalloc.h"

/* Who walks a tree.  */
struct tree_worker
{
  struct run *run;
  struct worker worker;
  struct walker walker;
  struct job job;
  bool compares;                /* jobs here may have been done before */
  bool guards;                  /* as placer_guards */
  bool lacks_guard;             /* the guard is to be made with the first job */
  bool special;                 /* jobs here take more than a link */
  bool makes;                   /* directories: not --dry-run or --shard */
};

/* What a job begins with, whatever its request is.  */
static void
forget_result (struct job *job)
{
  job->result = (struct result) { .outcome = OUTCOME_NONE };
  job->owned.src_text = job->owned.dst_text = NULL;
  job->owned.count = 0;
}

/* Free what JOB owns, and forget how it ended.  */
static void
forget (struct job *job)
{
  job_release (job);
  forget_result (job);
}

/* Tell how W's job ended, where there is something to tell, and forget it.  */
static void
tell_and_forget (struct tree_worker *w)
{
  struct run *run = w->run;
  struct job *job = &w->job;

  if (!is_success (job->result.outcome) || run->report.tells_all)
    {
      lock_take (&run->lock);
      tell_job (run, job);
      lock_release (&run->lock);
    }
  forget (job);
}

/* As tell_and_forget, of the directory that W's walk has come to.  */
static void
tell_directory (struct tree_worker *w)
{
  enum outcome outcome = w->job.result.outcome;

  if (outcome == OUTCOME_FAILED
      || (w->run->report.tells_all && outcome != OUTCOME_NONE))
    {
      walker_describe (&w->walker);
      tell_and_forget (w);
    }
  else
    w->job.result.outcome = OUTCOME_NONE;
}

/* Jobs.  */

/* Find out whether W's jobs take more than a link.  */
static void
settle_special (struct tree_worker *w)
{
  struct link_settings const *opts = &w->run->opts->link;

  w->special = (w->compares || w->lacks_guard || opts->dry_run
                || opts->verify);
}

/* May W's jobs have been done before, by what is known of NODE, where they
   are?  */
static bool
may_be_done (struct tree_worker const *w, struct node const *node)
{
  return (w->walker.tree->compares && node->directory.existed
          && !node->directory.absent);
}

/* W's jobs are in another directory from now on.  */
static void
move (struct tree_worker *w)
{
  struct node *node = walker_place (&w->walker);

  /* A skeleton's directories are there, too, and have nothing in them.  */
  w->compares = (may_be_done (w, node)
                 && !w->walker.tree->bounds.all_there);
  w->lacks_guard = w->guards && !node->made;
  settle_special (w);
  placer_move (&w->worker.placer, node->made, &node->backups);
}

/* Make the guard of the directory where W's jobs are.  */
static void
make_guard (struct tree_worker *w)
{
  struct node *node = walker_place (&w->walker);

  w->lacks_guard = false;
  settle_special (w);
  node->made = made_new ();
  w->worker.placer.made = node->made;
}

/* W's job has ended.  Is there nothing to tell of it, as its SOURCE is not what
   was listed, or is to be left out?  */
static bool
is_passed_over (struct tree_worker *w)
{
  struct job const *job = &w->job;
  struct result const *result = &job->result;
  struct look look;

  if (result->outcome != OUTCOME_FAILED)
    return false;
  if (result->step == STEP_SOURCE && result->err == ENOENT)
    walker_missed (&w->walker);
  else if (result->refusal == REFUSED_SOURCE_DIRECTORY)
    return walker_take_again (&w->walker);
  else
    return (result->step == STEP_LINK && result->err == EXDEV
            && w->run->opts->input.tree.one_file_system
            && look_at (job->src.dirfd, job->src.name, false, &look) == 0
            && look.mount_root);
  return true;
}

/* Has the directory been removed where W's job was to be?  */
static bool
is_lost (struct tree_worker const *w)
{
  struct result const *result = &w->job.result;
  struct look look;

  return (result->outcome == OUTCOME_FAILED && result->err == ENOENT
          && look_at_descriptor (w->job.dst.dirfd, &look) == 0
          && look.nlink == 0);
}

/* W's job was not simply linked: go on as PLACED, the answer, asks for, and
   tell how it ended, unless its SOURCE is not what was listed.  */
ATTRIBUTE_NOINLINE static void
end_entry (struct tree_worker *w, enum placed placed)
{
  struct run *run = w->run;
  struct job *job = &w->job;
  struct result const *result = &job->result;
  enum if_exists policy = run->opts->link.if_exists;

  while (placed == PLACE_IF_ALLOWED && result->outcome == OUTCOME_NONE)
    {
      ask_user (run, job, &policy);
      if (result->outcome == OUTCOME_NONE)
        placed = place_as_asked (&w->worker.placer, job, policy);
    }
  if (is_passed_over (w))
    {
      forget (job);
      return;
    }
  if (is_lost (w))
    walker_abandon (&w->walker);
  if (result->outcome == OUTCOME_ALREADY
      && may_be_done (w, walker_place (&w->walker)))
    {
      w->compares = true;
      settle_special (w);
    }
  tell_and_forget (w);
}

/* Link W's job where that takes more than a link.  */
ATTRIBUTE_NOINLINE static enum placed
place_specially (struct tree_worker *w, enum if_exists policy)
{
  struct job *job = &w->job;
  struct node const *node = walker_place (&w->walker);

  if (w->lacks_guard)
    make_guard (w);
  if (w->compares && node->agrees
      && place_listed (&w->worker.placer, job, node->directory.src.dev))
    return PLACED;
  return place_as_asked (&w->worker.placer, job, policy);
}

/* Link W's job.  */
static inline void
do_entry (struct tree_worker *w, enum if_exists policy)
{
  enum placed placed;

  if (w->special)
    placed = place_specially (w, policy);
  else
    placed = place (&w->worker.placer, &w->job, policy);
  if (w->job.result.outcome != OUTCOME_LINKED || w->run->report.tells_all)
    end_entry (w, placed);
  else
    w->job.result.outcome = OUTCOME_NONE;
}

/* As make_once, where no directory is made.  */
ATTRIBUTE_NOINLINE static int
open_once (struct tree_worker *w)
{
  struct walker const *walker = &w->walker;
  struct node *node = walker->node;
  struct bounds const *bounds = &walker->tree->bounds;
  int dst_fd = walker->level->dst_fd;

  if (!w->run->opts->link.dry_run)
    return directory_open (&w->job, dst_fd, node->name, &node->directory,
                           bounds);
  /* What is not walked has no descriptor to stand for it.  */
  return directory_foresee (&w->job, dst_fd, node->name, &node->directory,
                            &node->up->directory, bounds,
                            (walker->src_fd >= 0 ? walker->src_fd
                             : walker->level->src_fd));
}

/* Make, or open, the directory that W's walk has come to.  Return a descriptor,
   or -1 with the job failed.  */
static int
make_once (struct tree_worker *w)
{
  struct walker const *walker = &w->walker;
  struct node *node = walker->node;

  if (!w->makes)
    return open_once (w);
  return directory_make (&w->job, walker->level->dst_fd, node->name,
                         &node->directory, &node->up->directory,
                         &walker->tree->bounds);
}

/* Do what the directory needs that W's walk has come to: make it, with a try
   more for each descriptor that can be spared, and enter it.  */
static void
do_directory (struct tree_worker *w)
{
  struct job *job = &w->job;
  int fd = make_once (w);

  while (fd < 0 && walker_makes_room (&w->walker, job->result.err))
    {
      forget (job);
      fd = make_once (w);
    }
  if (fd >= 0)
    walker_enter (&w->walker, fd);
  else if (job->result.refusal == REFUSED_INNER_MOUNT
           && w->run->opts->input.tree.one_file_system)
    forget (job);
  else
    tell_directory (w);
}

/* Finish the directory that W's walk has done.  */
static void
do_finish (struct tree_worker *w)
{
  struct job *job = &w->job;
  struct node *node = w->walker.node;

  if (node->lost)
    job->result.outcome = OUTCOME_NONE;
  else if (w->walker.dst_fd < 0)
    job_refuse (job, REFUSED_MOVED, STEP_ATTRIBUTES, ESTALE);
  else if (!w->makes && w->run->opts->link.dry_run)
    directory_foretell (job, &node->directory);
  else if (!w->makes && node->directory.foreign)
    directory_leave (job, w->walker.dst_fd, &node->directory);
  else
    directory_finish (job, w->walker.dst_fd, &node->directory,
                      w->run->opts->input.tree.keeps_directories);
  if (node->made)
    made_free (node->made);
  node->made = NULL;
  backups_free (node->backups);
  node->backups = NULL;
  tell_directory (w);
}

void
tree_worker_work (void *arg)
{
  struct tree_worker *w = arg;
  enum if_exists policy = w->run->opts->link.if_exists;

  for (enum walked walked = WALKED_ELSEWHERE; walked != WALKED_ALL; )
    switch (walked = walker_next (&w->walker))
      {
      case WALKED_ENTRY:
        do_entry (w, policy);
        break;
      case WALKED_ELSEWHERE:
        move (w);
        break;
      case WALKED_DIRECTORY:
        do_directory (w);
        break;
      case WALKED_FINISH:
        do_finish (w);
        break;
      case WALKED_TOLD:
        tell_and_forget (w);
        break;
      case WALKED_ALL:
        break;
      }
}

/* Workers.  */

struct tree_worker *
tree_worker_new (struct run *run, struct tree *tree, struct shape const *shape)
{
  struct tree_worker *w = xzalloc (sizeof *w);
  struct placer *placer = &w->worker.placer;

  w->run = run;
  parents_start (&w->worker.parents, false, false);
  placer_start (placer, &run->opts->link, tree->root.kind,
                &w->worker.parents, NULL);
  w->guards = placer_guards (&run->opts->link, tree->root.kind);
  w->makes = !run->opts->link.dry_run && !run->opts->input.divided;
  placer->looks_back |= w->guards;
  placer->gate = shape->workers > 1 ? &run->gate : NULL;
  forget_result (&w->job);
  walker_start (&w->walker, tree, shape->levels, &w->job);
  return w;
}

void
tree_worker_free (struct tree_worker *w)
{
  walker_end (&w->walker);
  parents_drop (&w->worker.parents);
  free (w);
}
