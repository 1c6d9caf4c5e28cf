/* How does a SOURCE that is a directory become a tree to be walked?
   SPDX-License-Identifier: GPL-3.0-or-later

   What speaks against the whole is told before anything is made.  */

#include <config.h>

#include "tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "deep.h"
#include "name.h"
#include "node.h"
#include "platform/answer.h"
#include "platform/attributes.h"
#include "platform/automount.h"
#include "platform/open.h"
#include "relative.h"
#include "way.h"
#include "xalloc.h"

/* Open SRC, a deep name, to be read; as open_to_read.  */
static int
open_deep_to_read (struct source const *src, bool follows)
{
  int fd = open_deep (src->dirfd, src->name, follows ? 0 : LOOK_UP_NOFOLLOW);
  int root = fd < 0 ? -1 : reopen_to_read (fd);
  int err = errno;

  if (fd >= 0)
    close (fd);
  errno = err;
  return root;
}

/* Open SOURCE of JOB, if it is a directory; a symbolic link is followed if that
   is asked for, or if a slash says so.  Return a descriptor, or -1 and
   errno.  A hard link's SOURCE with a deep name is shortened for that, a
   symbolic link's keeps its name, which makes the contents.  */
static int
open_source_root (struct job const *job)
{
  struct source const *src = &job->src;
  bool follows = src->follow || ends_in_slash (src->name);

  if (src->pinned >= 0)
    return reopen_to_read (src->pinned);
  if (job->kind == LINK_SYMBOLIC && is_deep (src->name))
    return open_deep_to_read (src, follows);
  return open_to_read (src->dirfd, src->name, follows);
}

/* Look at SOURCE of JOB, which could not be opened.  */
static int
look_at_source (struct job const *job, struct look *look)
{
  struct source const *src = &job->src;

  if (src->pinned >= 0)
    return look_at_descriptor (src->pinned, look);
  int err = look_at (src->dirfd, src->name, src->follow, look);
  return (err == ENAMETOOLONG && job->kind == LINK_SYMBOLIC
          ? look_at_deep (src->dirfd, src->name, look) : err);
}

/* SOURCE of JOB could not be opened as a directory, by ERR.  Is it none?  Else
   JOB has failed.  */
static enum tree_begun
not_opened (struct job *job, int err)
{
  struct look look;

  if (err == ENOTDIR || err == ELOOP || err == EMLINK)
    return TREE_NONE;
  int look_err = look_at_source (job, &look);
  if (look_err != 0)
    job_fail (job, STEP_SOURCE, look_err);
  else if (!S_ISDIR (look.mode))
    return TREE_NONE;
  else
    job_fail (job, STEP_LIST, err);
  return TREE_FAILED;
}

/* Is SRC the directory NAME in DIRFD, or one above it?  Unknown if the way up
   does not lead to the root.  */
static enum answer
lies_above (struct identity const *src, int dirfd, char const *name)
{
  int fd = open_directory (dirfd, name, 0);
  struct look look = { .ino = 0 };
  enum answer answer = ANSWER_UNKNOWN;

  while (fd >= 0)
    {
      struct look before = look;
      int err = look_at_descriptor (fd, &look);
      if (err == 0 && is_directory (src, &look))
        answer = ANSWER_YES;
      else if (err == 0 && is_same_file (&look, &before))
        answer = ANSWER_NO;
      int up = (err != 0 || answer != ANSWER_UNKNOWN ? -1
                : open_directory (fd, "..", 0));
      close (fd);
      fd = up;
    }
  return answer;
}

/* Does DST's name come by the directory SRC?  */
static bool
comes_by (struct identity const *src, struct dest const *dst)
{
  struct look look;
  bool found = (look_at_directory (dst->dirfd, &look) == 0
                && is_directory (src, &look));

  for (char const *p = dst->name; !found && *p != '\0'; p += strspn (p, "/"))
    {
      p += strcspn (p, "/");
      char *above = ximemdup0 (dst->name, p - dst->name);
      found = (look_at (dst->dirfd, above, true, &look) == 0
               && is_directory (src, &look));
      free (above);
    }
  return found;
}

/* Would DST, BASE in the directory open on DIRFD, lie in the tree whose root is
   SRC?  */
static bool
lies_inside (struct identity const *src, struct dest const *dst, int dirfd,
             char const *base)
{
  enum answer answer = lies_above (src, dirfd, base);

  /* A system may not let anybody go up.  */
  return answer == ANSWER_UNKNOWN ? comes_by (src, dst) : answer == ANSWER_YES;
}

/* Is TREE's SOURCE where links to the directory that DST shows can be made, as
   far as mounts and file systems tell?  */
static bool
is_in_reach (struct tree const *tree, struct look const *dst)
{
  struct job const *root = &tree->root;
  struct bounds const *bounds = &tree->bounds;

  return (root->kind != LINK_HARD
          || (bounds->src_root.dev == dst->dev
              && (root->src.kind == SOURCE_VIA_HANDLE || bounds->src_mount == 0
                  || bounds->src_mount == dst->mount_id)));
}

/* Let all symbolic links of TREE begin with what leads to SOURCE: its absolute
   name, or if they are relative what leads there from DEST's root.  Return 0 or
   an errno.  */
static int
choose_contents (struct tree *tree)
{
  struct job job = { .kind = LINK_SYMBOLIC };
  char *dest;

  if (!tree->opts->relative)
    {
      tree->contents = xstrdup (tree->root.src.text);
      return 0;
    }
  dest = job_dest_text (&tree->root);
  job.dst.dir = dest;
  job.dst.text = "";
  job.src.text = tree->root.src.text;
  make_relative (&job, tree->root.src.text);
  free (dest);
  if (job.result.outcome == OUTCOME_FAILED)
    return job.result.err;
  tree->contents = (job.owned.src_text ? job.owned.src_text
                    : xstrdup (job.src.text));
  return 0;
}

enum tree_begun
tree_begin (struct tree *tree, struct input_settings const *opts,
            struct job *job, bool compares)
{
  struct look src;
  int fd = open_source_root (job);
  bool hard = job->kind == LINK_HARD;

  if (fd < 0)
    return not_opened (job, errno);
  int err = look_at_descriptor (fd, &src);
  if (err != 0)
    {
      close (fd);
      job_fail (job, STEP_SOURCE, err);
      return TREE_FAILED;
    }
  *tree = (struct tree) {
    .opts = opts, .root = *job,
    .node = node_new (&(struct spare_nodes) { .count = 0 }, NULL, "", &src),
    .fds = { [SIDE_SOURCE] = fd, [SIDE_DEST] = -1 },
    .bounds = { .src_root = identity_of (&src), .src_mount = src.mount_id,
                .all_there = opts->divided },
    .compares = compares && hard, .automounts = hard && has_automounts (fd),
    .divides = opts->divided || opts->tree.skeleton,
  };
  /* As -r has it, its text leads there from DEST.  */
  if (!hard)
    tree->root.src.text = job->src.name;
  tree->node->directory.attributes = attributes_read (fd);
  if (tree->divides)
    node_divide (tree->node, opts);
  return TREE_BEGUN;
}

/* As a root, it has no name in a tree.  */
bool
tree_leaves_files (struct input_settings const *opts)
{
  return (opts->tree.skeleton
          || (opts->divided && !shard_has_nothing (&opts->shard)));
}

bool
tree_fits (struct tree *tree, struct job *job, int dirfd, char const *base)
{
  struct identity const *src = &tree->bounds.src_root;
  struct look dst;
  bool is_there = (look_at (dirfd, base, ends_in_slash (base), &dst) == 0
                   && S_ISDIR (dst.mode));
  int err = is_there ? 0 : look_at_directory (dirfd, &dst);

  if (err != 0)
    job_fail (job, STEP_DEST, err);
  else if (is_there && is_directory (src, &dst))
    job_refuse (job, REFUSED_SOURCE_IS_DEST, STEP_MAKE_DIRECTORY, EINVAL);
  else if (lies_inside (src, &job->dst, dirfd, is_there ? base : "."))
    job_refuse (job, REFUSED_DEST_INSIDE, STEP_MAKE_DIRECTORY, EINVAL);
  else if (!is_in_reach (tree, &dst))
    job_fail (job, STEP_LINK, EXDEV);
  else
    return true;
  return false;
}

int
tree_go (struct tree *tree, int fd, int workers)
{
  struct errand errand = { .node = tree->node };
  struct look look;
  int err = look_at_descriptor (fd, &look);

  tree->fds[SIDE_DEST] = fd;
  if (err == 0 && tree->root.kind == LINK_SYMBOLIC)
    err = choose_contents (tree);
  if (err != 0)
    return err;
  if (!tree->node->directory.absent)
    {
      tree->bounds.dst_root = identity_of (&look);
      tree->bounds.dst_dev = look.dev;
      tree->bounds.dst_mount = look.mount_id;
    }
  tree->node->directory.dst = identity_of (&look);
  errand.src_fd = reopen_to_read (tree->fds[SIDE_SOURCE]);
  errand.dst_fd = errand.src_fd < 0 ? -1 : reopen_to_read (fd);
  if (errand.dst_fd < 0)
    {
      err = errno;
      if (errand.src_fd >= 0)
        close (errand.src_fd);
      return err;
    }
  tree->node = NULL;
  atomic_init (&tree->stopped, false);
  atomic_flag_clear (&tree->has_large_window);
  queue_start (&tree->queue, workers);
  queue_add (&tree->queue, &errand);
  return 0;
}

void
tree_stop (struct tree *tree)
{
  atomic_store (&tree->stopped, true);
  queue_stop (&tree->queue);
}

void
tree_end (struct tree *tree)
{
  for (int i = 0; i < 2; i++)
    if (tree->fds[i] >= 0)
      close (tree->fds[i]);
  if (tree->node)
    {
      struct spare_nodes none = { .count = 0 };
      node_free (&none, tree->node);
      spare_nodes_free (&none);
    }
  free (tree->contents);
}
