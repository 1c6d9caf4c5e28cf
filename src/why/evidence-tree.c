/* What do the facts say of a directory of a tree?
   SPDX-License-Identifier: GPL-3.0-or-later

   Pure, as all of evidence-*.c.  What fhln refuses by itself it has seen.  */

#include <config.h>

#include "evidence-tree.h"

#include "platform/fstype.h"

static bool
is_refused_for (struct scene const *s, enum refusal refusal)
{
  return s->job->result.refusal == refusal;
}

static bool
is_at (struct scene const *s, enum step step)
{
  return s->job->result.step == step;
}

bool
is_dest_in_source (struct scene const *s)
{
  return (is_refused_for (s, REFUSED_DEST_INSIDE)
          || is_refused_for (s, REFUSED_SOURCE_IS_DEST));
}

bool
lacks_skeleton (struct scene const *s)
{
  return is_refused_for (s, REFUSED_NO_SKELETON);
}

/* Is it something in SOURCE that a walk of a tree has to leave out?  */
static bool
is_inner (struct scene const *s)
{
  return (s->job->tree && s->facts->src.seen
          && ((is_refused_for (s, REFUSED_INNER_MOUNT)
               && is_at (s, STEP_LIST))
              || (is_at (s, STEP_LINK) && s->facts->src.look.mount_root)));
}

bool
is_inner_subvolume (struct scene const *s)
{
  return (is_inner (s) && !s->facts->src.look.mount_root
          && is_type (mount_of (&s->facts->src), FS_BTRFS));
}

bool
is_mounted_inside (struct scene const *s)
{
  return is_inner (s) && s->facts->src.look.mount_root;
}

bool
is_mounted_in_dest (struct scene const *s)
{
  return (is_refused_for (s, REFUSED_INNER_MOUNT)
          && is_at (s, STEP_MAKE_DIRECTORY));
}

bool
is_moved (struct scene const *s)
{
  return is_refused_for (s, REFUSED_MOVED);
}

bool
is_link_for_directory (struct scene const *s)
{
  return (is_refused_for (s, REFUSED_DEST_NO_DIRECTORY) && s->facts->dst.seen
          && S_ISLNK (s->facts->dst.look.mode));
}

bool
is_link_for_root (struct scene const *s)
{
  return !s->job->tree && is_link_for_directory (s);
}

/* What is not readable for this process, as its permissions show.  */
bool
cannot_list (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;
  struct access access;

  if (!is_at (s, STEP_LIST) || !src->seen || !S_ISDIR (src->look.mode)
      || !s->facts->process.known || !is_computed_by_mode (&src->mount))
    return false;
  access = access_of (s, &src->look, &src->acl);
  return access_allows (&access, MAY_READ) == ANSWER_NO;
}

bool
cannot_list_by_list (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;

  return (cannot_list (s)
          && access_of (s, &src->look, &src->acl).class == ACCESS_BY_LIST);
}

/* A directory that is to be filled is opened for reading, too.  */
bool
cannot_open_dest (struct scene const *s)
{
  struct file_facts const *dst = &s->facts->dst;
  struct access access;

  if (!is_at (s, STEP_DEST) || s->job->kind != LINK_DIRECTORY || !dst->seen
      || !S_ISDIR (dst->look.mode) || !s->facts->process.known
      || !is_computed_by_mode (&s->facts->dir.mount))
    return false;
  access = access_of (s, &dst->look, &dst->acl);
  return access_allows (&access, MAY_READ) == ANSWER_NO;
}

bool
is_directory_fixed (struct scene const *s)
{
  return (is_at (s, STEP_ATTRIBUTES) && s->facts->dir.seen
          && s->facts->dir.look.append_only);
}

/* The directory itself is what DEST's directory is then.  */
bool
is_others_directory (struct scene const *s)
{
  return (is_at (s, STEP_ATTRIBUTES) && s->facts->dir.seen
          && s->facts->process.known && !s->facts->process.owns_all
          && !is_mine (s, &s->facts->dir));
}
