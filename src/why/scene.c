/* What do the questions to the facts, and the notes, start from?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "scene.h"

#include <errno.h>
#include <string.h>

#include "name.h"

static struct mount_facts const unknown_mount;  /* shows nothing */

/* Was DEST's directory looked up, or SOURCE's as such?  Else the system has
   found it, though it was not to be asked again.  */
static bool
is_walk_in_question (struct scene const *s, struct walk const *walk)
{
  if (walk == &s->facts->src_walk)
    return s->job->result.step == STEP_SOURCE;
  return job_is_about_directory (s->job) || s->job->result.err == ENOENT;
}

static bool
has_failed (struct scene const *s, struct walk const *walk)
{
  return (walk->end != WALK_NOT_TRIED && walk->end != WALK_ARRIVED
          && (!walk_is_blind (walk) || is_walk_in_question (s, walk)));
}

struct walk const *
failed_walk (struct scene const *s)
{
  if (has_failed (s, &s->facts->src_walk))
    return &s->facts->src_walk;
  return has_failed (s, &s->facts->dir_walk) ? &s->facts->dir_walk : NULL;
}

bool
is_blind (struct scene const *s)
{
  return (!failed_walk (s) && (walk_is_blind (&s->facts->src_walk)
                               || walk_is_blind (&s->facts->dir_walk)));
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

/* Return the mount of FILE or, where it was not to be looked at, the one where
   WALK, to it, ended.  */
static struct mount_facts const *
mount_at_end (struct file_facts const *file, struct walk const *walk)
{
  if (!file->seen && walk_is_blind (walk))
    return if_known (&walk->mount);
  return mount_of (file);
}

struct mount_facts const *
src_mount (struct scene const *s)
{
  return mount_at_end (&s->facts->src, &s->facts->src_walk);
}

struct mount_facts const *
dir_mount (struct scene const *s)
{
  return mount_at_end (&s->facts->dir, &s->facts->dir_walk);
}

struct mount_facts const *
failed_mount (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  if (walk)
    return if_known (&walk->mount);
  return (s->facts->dir.seen || walk_is_blind (&s->facts->dir_walk)
          ? dir_mount (s) : src_mount (s));
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

bool
is_hard (struct scene const *s)
{
  int err = s->job->result.err;

  return (s->job->kind == LINK_HARD
          || (s->job->kind == LINK_DIRECTORY
              && s->job->result.step == STEP_LINK)
          || (s->job->kind == LINK_SIMULATED && err != EPERM
              && err != EOPNOTSUPP && err != ENOSYS));
}

bool
is_stored_name (struct scene const *s)
{
  return !is_hard (s) && s->job->kind != LINK_DIRECTORY;
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
is_dest_found (struct scene const *s)
{
  return (!failed_walk (s) && (s->facts->dir.seen
                               || walk_is_blind (&s->facts->dir_walk)));
}

bool
is_mine (struct scene const *s, struct file_facts const *file)
{
  return file->look.uid == s->facts->process.euid;
}

bool
is_computed_by_mode (struct mount_facts const *mount)
{
  return !waits_for_others (mount) || (mount->known && keeps_modes (mount));
}

bool
is_client_view (struct mount_facts const *mount)
{
  return mount->known && mount->type && waits_for_others (mount);
}

/* Where a list could not be looked at, the mode tells all that there is.  */
struct access
access_of (struct scene const *s, struct look const *look,
           struct acl const *acl)
{
  struct acl no_list = { .there = ANSWER_NO };

  return access_to (&s->facts->process, look,
                    acl->there == ANSWER_YES ? acl : &no_list);
}

enum answer
is_mapped (struct scene const *s, struct mount_facts const *mount,
           struct look const *look, enum id_kind kind)
{
  struct process_facts const *process = &s->facts->process;
  bool user = kind == ID_USER;
  struct id_space const *space = user ? &process->uids : &process->gids;
  struct mount_ids const *ids = user ? &mount->uids : &mount->gids;
  uint32_t id = user ? look->uid : look->gid;

  if (!process->known)
    return ANSWER_UNKNOWN;
  if (!mount->idmapped || id != space->overflow)
    return has_mapping (space, id);
  return ids->has_overflow == ANSWER_NO ? ANSWER_NO : ANSWER_UNKNOWN;
}

bool
has_unmapped_id (struct scene const *s, struct mount_facts const *mount,
                 struct look const *look)
{
  return (s->facts->process.known
          && (is_mapped (s, mount, look, ID_USER) != ANSWER_YES
              || is_mapped (s, mount, look, ID_GROUP) != ANSWER_YES));
}

char const *
name_asked (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  if (walk && walk->culprit && walk->err == s->job->result.err)
    return walk->culprit;
  if (s->job->result.step == STEP_SOURCE)
    return s->job->src.text;
  if (walk || !is_dest_found (s) || !s->job->dst.text)
    return NULL;
  /* Of a name whose directory is there only the end was asked for.  */
  return (s->facts->dir.seen
          ? s->job->dst.text + parent_length (s->job->dst.text)
          : s->job->dst.text);
}
