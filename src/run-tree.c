/* How is a tree done, by several workers?
   SPDX-License-Identifier: GPL-3.0-or-later

   They share the tree's queue, and the report, which one at a time may use.  */

#include <config.h>

#include "run-tree.h"

#include <errno.h>

#include <stdlib.h>

#include "input/tree.h"
#include "input/way.h"
#include "link/directory.h"
#include "link/entry.h"
#include "link/shorten.h"
#include "platform/attributes.h"
#include "platform/sync.h"
#include "run-ancestors.h"
#include "run-shape.h"
#include "run-worker.h"
#include "xalloc.h"

/* Workers.  */

static void
stop (void *arg)
{
  tree_stop (arg);
}

/* A worker waits for whoever reads what is told.  */
static void
abandon (void *arg, int signal)
{
  struct run *run = arg;

  gate_shut (&run->gate);
  end_by_signal (signal);
}

static void
lack (void *arg, int count)
{
  struct tree *tree = arg;

  queue_lack (&tree->queue, count);
}

/* Let SHAPE's workers walk TREE.  Return the signal that has stopped them, or
   0.  */
static int
walk (struct run *run, struct tree *tree, struct shape const *shape)
{
  void **workers = xnmalloc (shape->workers, sizeof *workers);
  struct crew crew = { .count = shape->workers, .work = tree_worker_work,
                       .args = workers, .lack = lack, .lack_arg = tree,
                       .stop = stop, .stop_arg = tree,
                       .abandon = abandon, .abandon_arg = run };

  for (int i = 0; i < shape->workers; i++)
    workers[i] = tree_worker_new (run, tree, shape);
  gate_start (&run->gate);
  run->report.output.gate = shape->workers > 1 ? &run->gate : NULL;
  int signal = crew_work (&crew);
  run->report.output.gate = NULL;
  gate_end (&run->gate);
  for (int i = 0; i < shape->workers; i++)
    tree_worker_free (workers[i]);
  free (workers);
  queue_end (&tree->queue);
  return signal;
}

/* The tree.  */

/* Make the root of TREE, which JOB is about, in the directory of ENTRY.  Return
   a descriptor, or -1 with JOB failed.  */
static int
make_root (struct run *run, struct tree *tree, struct job *job,
           struct entry const *entry)
{
  int src_fd = tree->fds[SIDE_SOURCE];

  if (run->opts->link.dry_run)
    return directory_foresee (job, entry->dirfd, entry->base,
                              &tree->node->directory, NULL, &tree->bounds,
                              src_fd);

  int err = run->opts->sync ? sync_file_system (src_fd) : 0;

  if (err != 0)
    {
      job_fail (job, STEP_SYNC_BEFORE, err);
      return -1;
    }
  make_modes_exact ();
  if (run->opts->input.divided)
    return directory_open (job, entry->dirfd, entry->base,
                           &tree->node->directory, &tree->bounds);
  return directory_make (job, entry->dirfd, entry->base,
                         &tree->node->directory, NULL, &tree->bounds);
}

/* TREE, which JOB is about, was begun: make it.  */
static void
make_tree (struct run *run, struct tree *tree, struct job *job)
{
  struct shape shape = choose_shape (run->opts, tree->fds[SIDE_SOURCE]);
  struct entry entry;
  int err = pin (&run->worker.placer, job, &entry);
  int fd = -1;

  job->kind = LINK_DIRECTORY;
  if (err == ENOENT && run->opts->input.divided)
    job_refuse (job, REFUSED_NO_SKELETON, STEP_DEST, err);
  else if (err != 0)
    job_fail (job, STEP_MAKE_DIRECTORY, err);
  else if (tree_fits (tree, job, entry.dirfd, entry.base))
    fd = make_root (run, tree, job, &entry);
  if (fd < 0)
    return;
  err = tree_go (tree, fd, shape.workers);
  if (err != 0)
    {
      job_fail (job, STEP_LIST, err);
      return;
    }
  int signal = walk (run, tree, &shape);
  err = (run->opts->sync && !run->opts->link.dry_run
         ? sync_file_system (fd) : 0);
  if (err != 0)
    job_fail (job, STEP_SYNC, err);
  if (signal != 0)
    {
      report_flush (&run->report);
      end_by_signal (signal);
    }
}

bool
run_tree (struct run *run, struct job *job)
{
  struct link_settings const *link = &run->opts->link;
  bool compares = (link->backup == no_backups
                   && (link->if_exists == IF_EXISTS_SAME
                       || link->if_exists == IF_EXISTS_REPLACE));
  int confinement = run->opts->input.confinement;
  enum link_kind kind = job->kind;
  int tries = 0;
  struct tree tree;
  enum tree_begun begun;

  do
    {
      job->kind = kind;
      begun = tree_begin (&tree, &run->opts->input, job, compares);
      if (begun == TREE_NONE)
        return tree_leaves_files (&run->opts->input);
      if (begun == TREE_BEGUN)
        {
          make_tree (run, &tree, job);
          tree_end (&tree);
        }
    }
  while (job->result.outcome == OUTCOME_FAILED
         && (shorten_names (job, confinement)
             || make_ancestors (run, job, &tries)));
  return true;
}
