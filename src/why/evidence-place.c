/* What do the facts say of the place: of mounts, and of what a file system can
   do, allows, or does not survive?
   SPDX-License-Identifier: GPL-3.0-or-later

   Pure, as all of evidence-*.c.  The table of causes asks in the order in which
   the kernel checks, so that a question need not repeat those before it.  */

#include <config.h>

#include "evidence-place.h"

#include <errno.h>
#include <string.h>

#include "evidence-sandbox.h"
#include "evidence-server.h"
#include "platform/fstype.h"

/* What it does not have.  */

bool
is_without_links (struct scene const *s)
{
  return (is_hard (s) && is_reached (s)
          && !are_mounts_different (s)
          && type_of (mount_of (&s->facts->dir))->no_hard_links);
}

bool
is_without_symlinks (struct scene const *s)
{
  return (is_stored_name (s) && is_reached (s)
          && type_of (mount_of (&s->facts->dir))->no_symlinks);
}

/* The server has no links, or refused this one; it was asked for it, as SOURCE
   and DEST are on its mount.  */
bool
is_on_fuse (struct scene const *s)
{
  return (is_hard (s) && is_reached (s) && s->job->result.step == STEP_LINK
          && is_type (mount_of (&s->facts->dir), FS_FUSE));
}

bool
is_symlink_on_fuse (struct scene const *s)
{
  return (is_stored_name (s) && is_reached (s)
          && s->job->result.step == STEP_LINK
          && is_type (mount_of (&s->facts->dir), FS_FUSE));
}

/* Two places that cannot share a file.  */

bool
is_escape (struct scene const *s)
{
  return s->job->result.refusal == REFUSED_ESCAPE;
}

static bool
are_mounts_known (struct scene const *s)
{
  return (s->facts->dir.seen && src_mount (s)->id != 0
          && dir_mount (s)->id != 0);
}

/* Where the table has no mount, its id may still be known.  */
static bool
are_ids_known (struct scene const *s)
{
  return (s->facts->src.seen && s->facts->dir.seen
          && s->facts->src.mount.id != 0 && s->facts->dir.mount.id != 0);
}

/* A symbolic link may lead to any mount, and a handle passes them by.  That
   DEST's is read-only, or procfs, would have been said first.  */
bool
are_mounts_different (struct scene const *s)
{
  if (!is_hard (s) || s->job->src.kind == SOURCE_HANDLE
      || dir_mount (s)->read_only || is_type (dir_mount (s), FS_PROC))
    return false;
  if (are_ids_known (s))
    return s->facts->src.mount.id != s->facts->dir.mount.id;
  return are_mounts_known (s) && src_mount (s)->id != dir_mount (s)->id;
}

static bool
are_mounts_same (struct scene const *s)
{
  return (are_ids_known (s)
          && s->facts->src.mount.id == s->facts->dir.mount.id);
}

/* Are SOURCE and DEST's directory on one file system?  Files of one may show
   different numbers, of two never the same.  */
static enum answer
on_one_file_system (struct scene const *s)
{
  struct mount_facts const *src = src_mount (s);
  struct mount_facts const *dir = dir_mount (s);

  if (src->device != 0 && dir->device != 0)
    return src->device == dir->device ? ANSWER_YES : ANSWER_NO;
  if (s->facts->src.seen && s->facts->src.look.dev == s->facts->dir.look.dev)
    return ANSWER_YES;
  return (src->type && dir->type && strcmp (src->type, dir->type) != 0
          ? ANSWER_NO : ANSWER_UNKNOWN);
}

static bool
is_one_file_system (struct scene const *s)
{
  return on_one_file_system (s) == ANSWER_YES;
}

static bool
are_subvolumes_different (struct scene const *s)
{
  return (s->facts->src.seen && s->facts->dir.seen
          && (s->job->src.kind == SOURCE_HANDLE
              || is_type (mount_of (&s->facts->src), FS_BTRFS))
          && s->facts->src.look.subvolume != 0
          && s->facts->dir.look.subvolume != 0
          && s->facts->src.look.subvolume != s->facts->dir.look.subvolume);
}

bool
is_foreign_handle (struct scene const *s)
{
  return (s->job->src.kind == SOURCE_HANDLE
          && s->facts->handle_err == EXDEV);
}

/* A handle passes mounts by: only the file system counts then.  */
bool
is_source_mount_point (struct scene const *s)
{
  return (are_mounts_different (s) && !is_by_handle (s)
          && s->facts->src.look.mount_root);
}

bool
is_other_subvolume_mount (struct scene const *s)
{
  return (are_mounts_different (s) && is_one_file_system (s)
          && are_subvolumes_different (s));
}

bool
is_two_mounts (struct scene const *s)
{
  return (are_mounts_different (s) && is_one_file_system (s)
          && !is_by_handle (s));
}

/* A pipe, a socket or the like, that is in no mount that has a name.  */
bool
is_nameless (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;

  if (is_hard (s) && src->seen && src->origin == ORIGIN_KERNEL)
    return true;
  return (s->job->src.kind == SOURCE_FD && src->seen && !src->mount.known
          && mount_of (&s->facts->dir)->known
          && (S_ISFIFO (src->look.mode) || S_ISSOCK (src->look.mode)));
}

bool
is_procfs_link (struct scene const *s)
{
  return (s->facts->src.seen && s->facts->advice.follow
          && S_ISLNK (s->facts->src.look.mode)
          && is_type (mount_of (&s->facts->src), FS_PROC));
}

bool
is_other_file_system (struct scene const *s)
{
  return are_mounts_different (s) && on_one_file_system (s) == ANSWER_NO;
}

/* As is_other_file_system, where the mounts are unknown.  Two numbers are two
   file systems, but not where one type of file system shows several.  */
bool
is_other_device (struct scene const *s)
{
  return (s->facts->src.seen && s->facts->dir.seen && !are_ids_known (s)
          && s->job->src.kind != SOURCE_HANDLE
          && s->facts->src.look.dev != s->facts->dir.look.dev
          && (on_one_file_system (s) == ANSWER_NO
              || !mount_of (&s->facts->src)->type
              || !mount_of (&s->facts->dir)->type));
}

bool
is_other_subvolume (struct scene const *s)
{
  return ((are_mounts_same (s) || s->job->src.kind == SOURCE_HANDLE)
          && are_subvolumes_different (s));
}

static bool
passes_project (struct scene const *s)
{
  return (is_hard (s) && are_seen (s) && s->facts->dir.has_project
          && s->facts->dir.passes_project);
}

bool
is_other_project (struct scene const *s)
{
  return (passes_project (s) && s->facts->src.has_project
          && s->facts->src.project != s->facts->dir.project);
}

/* What SOURCE has cannot be seen.  */
bool
is_maybe_other_project (struct scene const *s)
{
  return (passes_project (s) && are_mounts_same (s)
          && !s->facts->src.has_project);
}

/* And a sandbox, too, may have refused.  */
bool
is_project_or_sandbox (struct scene const *s)
{
  return (is_maybe_other_project (s)
          && (may_be_landlock (s) || may_be_seccomp (s)));
}

bool
is_encrypted_dir (struct scene const *s)
{
  return is_reached (s) && s->facts->dir.look.encrypted;
}

/* Nothing keeps the two apart but, maybe, a sandbox.  */
static bool
is_without_difference (struct scene const *s)
{
  return (are_mounts_same (s)
          && s->facts->src.look.dev == s->facts->dir.look.dev);
}

bool
is_landlock_without_difference (struct scene const *s)
{
  return is_without_difference (s) && may_be_landlock (s);
}

bool
is_filter_without_difference (struct scene const *s)
{
  return is_without_difference (s) && may_be_seccomp (s);
}

bool
are_several_without_difference (struct scene const *s)
{
  return is_without_difference (s) && may_be_several (s);
}

/* A server has both.  */
bool
is_one_server (struct scene const *s)
{
  return is_server_refusal (s) && !are_mounts_different (s);
}

/* Read-only.  */

bool
is_emergency (struct scene const *s)
{
  return (is_dest_found (s)
          && has_option (dir_mount (s)->options, "emergency_ro"));
}

bool
is_overlay_without_upper (struct scene const *s)
{
  struct mount_facts const *mount = dir_mount (s);

  return (is_dest_found (s) && is_type (mount, FS_OVERLAY) && mount->options
          && !option_value (mount->options, "upperdir"));
}

/* All that this machine shows may be written.  */
bool
is_upper_read_only (struct scene const *s)
{
  struct mount_facts const *mount = dir_mount (s);

  return (is_dest_found (s) && is_type (mount, FS_OVERLAY)
          && option_value (mount->options, "upperdir")
          && !mount->read_only && !mount->super_read_only);
}

bool
is_read_only_fs (struct scene const *s)
{
  return is_dest_found (s) && dir_mount (s)->super_read_only;
}

/* Whether a server lets its own files be written is not known.  */
bool
is_read_only_view (struct scene const *s)
{
  return (is_dest_found (s) && dir_mount (s)->read_only
          && is_client_view (dir_mount (s)));
}

bool
is_read_only_mount (struct scene const *s)
{
  return is_dest_found (s) && dir_mount (s)->read_only;
}

bool
is_read_only_subvolume (struct scene const *s)
{
  return is_reached (s) && s->facts->dir.subvolume_read_only;
}

/* Failures.  */

bool
is_shut_down (struct scene const *s)
{
  return has_option (failed_mount (s)->options, "shutdown");
}

bool
is_fuse_failure (struct scene const *s)
{
  return is_type (failed_mount (s), FS_FUSE);
}

bool
is_device_failure (struct scene const *s)
{
  char const *source = failed_mount (s)->source;

  return source && *source == '/';
}

/* Handles.  */

bool
is_handle_stale (struct scene const *s)
{
  return is_by_handle (s) && is_reached (s);
}

bool
is_source_without_handles (struct scene const *s)
{
  return ((s->job->result.step == STEP_HANDLE
           || s->job->src.kind == SOURCE_VIA_HANDLE) && s->facts->src.seen);
}

bool
is_dir_without_handles (struct scene const *s)
{
  return s->job->src.kind == SOURCE_HANDLE && is_reached (s);
}

/* What the system lacks.  */

bool
is_confinement_missing (struct scene const *s)
{
  return s->job->result.refusal == REFUSED_NO_CONFINEMENT;
}

bool
is_procfs_missing (struct scene const *s)
{
  return s->job->result.refusal == REFUSED_NO_PROC;
}
