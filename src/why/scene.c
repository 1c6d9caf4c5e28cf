/* What do the questions to the facts, and the notes, start from?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "scene.h"

#include <errno.h>
#include <string.h>

static struct mount_facts const unknown_mount;  /* shows nothing */

static bool
has_failed (struct walk const *walk)
{
  return walk->end != WALK_NOT_TRIED && walk->end != WALK_ARRIVED;
}

struct walk const *
failed_walk (struct scene const *s)
{
  if (has_failed (&s->facts->src_walk))
    return &s->facts->src_walk;
  return has_failed (&s->facts->dir_walk) ? &s->facts->dir_walk : NULL;
}

struct mount_facts const *
if_known (struct mount_facts const *mount)
{
  return mount->known ? mount : &unknown_mount;
}

bool
is_whole (struct mount_facts const *mount)
{
  return mount->known && !mount->only_type;
}

struct mount_facts const *
mount_of (struct file_facts const *file)
{
  return file->seen ? if_known (&file->mount) : &unknown_mount;
}

struct mount_facts const *
failed_mount (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return (walk ? if_known (&walk->mount)
          : mount_of (s->facts->dir.seen ? &s->facts->dir : &s->facts->src));
}

bool
is_unseen (struct file_facts const *file, int err)
{
  return !file->seen && file->err == err;
}

struct fstype const *
type_of (struct mount_facts const *mount)
{
  return fstype_named (mount->type);
}

bool
is_type (struct mount_facts const *mount, enum fs_family family)
{
  return type_of (mount)->family == family;
}

char const *
option_value (char const *options, char const *name)
{
  size_t length = strlen (name);

  for (char const *p = options; p; p = strchr (p, ','))
    {
      p += *p == ',';
      if (strncmp (p, name, length) == 0 && p[length] == '=')
        return p + length + 1;
    }
  return NULL;
}

bool
is_hard (struct scene const *s)
{
  int err = s->job->result.err;

  return (s->job->kind == LINK_HARD
          || (s->job->kind == LINK_SIMULATED && err != EPERM
              && err != EOPNOTSUPP && err != ENOSYS));
}

bool
is_simulated (struct scene const *s)
{
  return s->job->kind == LINK_SIMULATED;
}

bool
is_by_handle (struct scene const *s)
{
  return (s->job->src.kind == SOURCE_HANDLE
          || s->job->src.kind == SOURCE_VIA_HANDLE);
}

bool
is_replacing (struct scene const *s)
{
  enum step step = s->job->result.step;

  return step == STEP_RENAME || step == STEP_BACKUP || step == STEP_UNLINK;
}

bool
are_seen (struct scene const *s)
{
  return s->facts->dir.seen && (!is_hard (s) || s->facts->src.seen);
}

bool
is_reached (struct scene const *s)
{
  return s->facts->dir.seen && !failed_walk (s);
}

bool
is_mine (struct scene const *s, struct file_facts const *file)
{
  return file->look.uid == s->facts->process.euid;
}

bool
is_nobodys (struct scene const *s, struct look const *look)
{
  return (s->facts->process.known
          && look->uid == s->facts->process.overflow_uid);
}
