/* What is the next job of a walk about?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "aim.h"

#include <fcntl.h>

/* Return what the SOURCEs of all jobs in TREE have in common.  */
static struct source
blank_source (struct tree const *tree)
{
  struct source src = tree->root.src;

  src.follow = src.followed = false;
  src.pinned = -1;
  src.shared = 0;
  return src;
}

/* Return the level of NODE, if that is open above the deepest, or is it; else
   NULL.  */
static struct level const *
level_of (struct walker *w, struct node const *node)
{
  for (size_t above = 0; above < 2 && above < w->ring.depth; above++)
    if (ring_level (&w->ring, above)->node == node)
      return ring_level (&w->ring, above);
  return NULL;
}

/* Let W's job be about what all entries of the deepest directory have in
   common.  */
static void
aim_at_entries (struct walker *w)
{
  struct tree const *tree = w->tree;
  struct node const *node = w->level->node;
  struct job *job = w->job;
  bool symbolic = tree->root.kind == LINK_SYMBOLIC;

  job->kind = tree->root.kind;
  job->src = blank_source (tree);
  job->src.dirfd = job->src.start = symbolic ? AT_FDCWD : w->level->src_fd;
  job->dst = (struct dest) { .dirfd = w->level->dst_fd };
  job->tree = &w->place;
  w->place.trail = trail_of (node);
  w->place.absent = node->directory.absent;
  w->place.src_root = symbolic ? NULL : tree->root.src.text;
  if (symbolic)
    path_enter (&w->contents, tree->opts->relative ? "../" : "",
                tree->contents, trail_of (node));
  w->aimed = true;
}

/* Can the entries of the deepest directory be taken from its list as they
   are?  */
static bool
is_plain (struct walker const *w)
{
  struct tree const *tree = w->tree;

  return (tree->root.kind != LINK_SYMBOLIC && !tree->opts->tree.excluded
          && !w->level->node->windows);
}

void
aim_elsewhere (struct walker *w)
{
  w->aimed = w->plain = false;
}

void
aim_at_directory (struct walker *w, struct node const *node)
{
  struct tree const *tree = w->tree;
  struct job *job = w->job;

  aim_elsewhere (w);
  job->kind = LINK_DIRECTORY;
  if (!node->up)
    {
      job->src = tree->root.src;
      job->dst = tree->root.dst;
      job->tree = tree->root.tree;
      return;
    }
  struct level const *up = level_of (w, node->up);
  w->place.src_root = tree->root.src.text;
  w->place.trail = trail_of (node->up);
  w->place.absent = node->up->directory.absent;
  job->src = blank_source (tree);
  job->src.text = job->src.name = node->name;
  job->src.dirfd = job->src.start = up ? up->src_fd : -1;
  job->dst = (struct dest) { .text = node->name, .name = node->name,
                             .dirfd = up ? up->dst_fd : -1 };
  job->tree = &w->place;
}

enum walked
aim_at_failure (struct walker *w, struct node const *node,
                enum refusal refusal, enum step step, int err)
{
  aim_at_directory (w, node);
  job_refuse (w->job, refusal, step, err);
  return WALKED_TOLD;
}

void
aim_at_name (struct walker *w, char const *name)
{
  struct job *job = w->job;

  if (!w->aimed)
    aim_at_entries (w);
  job->dst.name = job->dst.text = name;
  job->src.name = job->src.text
    = job->kind == LINK_SYMBOLIC ? path_of (&w->contents, name) : name;
}

enum walked
aim_at_entry (struct walker *w, struct list_record const *record)
{
  if (!w->aimed)
    {
      aim_at_entries (w);
      w->waiting = record;
      return WALKED_ELSEWHERE;
    }
  w->plain = is_plain (w);
  aim_at_name (w, record->name);
  w->record = record;
  w->place.listed = record->ino;
  return WALKED_ENTRY;
}
