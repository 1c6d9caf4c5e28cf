/* What do the facts say?  Pure: one question a function, no system call.
   SPDX-License-Identifier: GPL-3.0-or-later

   explain.c asks in the order in which the kernel checks, so that a question
   need not repeat those before it.  What is unknown never fits.  */

#include <config.h>

#include "evidence.h"

#include <stdlib.h>
#include <string.h>

#include "name.h"
#include "platform/errnos.h"
#include "platform/fstype.h"
#include "platform/mount.h"

/* Parts of questions.  */

static bool
has_failed (struct walk const *walk)
{
  return walk->end != WALK_NOT_TRIED && walk->end != WALK_ARRIVED;
}

/* Return the walk of S that did not arrive, or NULL.  */
struct walk const *
failed_walk (struct scene const *s)
{
  if (has_failed (&s->facts->src_walk))
    return &s->facts->src_walk;
  return has_failed (&s->facts->dir_walk) ? &s->facts->dir_walk : NULL;
}

static struct mount_facts const unknown_mount;  /* shows nothing */

/* Return MOUNT, or one that shows nothing if it is not known.  */
static struct mount_facts const *
if_known (struct mount_facts const *mount)
{
  return mount->known ? mount : &unknown_mount;
}

/* Is all known of MOUNT?  Else what it does not show may hold.  */
static bool
is_whole (struct mount_facts const *mount)
{
  return mount->known && !mount->only_type;
}

/* Return the mount of FILE; it shows nothing if it is not known.  */
struct mount_facts const *
mount_of (struct file_facts const *file)
{
  return file->seen ? if_known (&file->mount) : &unknown_mount;
}

/* Return the mount where S failed: where a walk ended, or DEST's.  It shows
   nothing if it is not known.  */
struct mount_facts const *
failed_mount (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return (walk ? if_known (&walk->mount)
          : mount_of (s->facts->dir.seen ? &s->facts->dir : &s->facts->src));
}

/* Is ERR why FILE could not be seen?  */
static bool
is_unseen (struct file_facts const *file, int err)
{
  return !file->seen && file->err == err;
}

/* Return what is known of the type of MOUNT's file system.  */
static struct fstype const *
type_of (struct mount_facts const *mount)
{
  return fstype_named (mount->type);
}

static bool
is_type (struct mount_facts const *mount, enum fs_family family)
{
  return type_of (mount)->family == family;
}

/* Return what follows NAME= in OPTIONS, a list with commas, or NULL.  */
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

/* Was S about a hard link?  So is a simulated one, but where the system refuses
   symbolic links as such.  */
static bool
is_hard (struct scene const *s)
{
  int err = s->job->result.err;

  return (s->job->kind == LINK_HARD
          || (s->job->kind == LINK_SIMULATED && err != EPERM
              && err != EOPNOTSUPP && err != ENOSYS));
}

static bool
is_simulated (struct scene const *s)
{
  return s->job->kind == LINK_SIMULATED;
}

static bool
is_by_handle (struct scene const *s)
{
  return (s->job->src.kind == SOURCE_HANDLE
          || s->job->src.kind == SOURCE_VIA_HANDLE);
}

/* Did S fail when a name was to be replaced or removed?  */
static bool
is_replacing (struct scene const *s)
{
  enum step step = s->job->result.step;

  return step == STEP_RENAME || step == STEP_BACKUP || step == STEP_UNLINK;
}

/* Are both names looked up?  */
static bool
are_seen (struct scene const *s)
{
  return s->facts->dir.seen && (!is_hard (s) || s->facts->src.seen);
}

/* Is DEST's directory all that there is to see?  */
static bool
is_reached (struct scene const *s)
{
  return s->facts->dir.seen && !failed_walk (s);
}

static bool
is_mine (struct scene const *s, struct file_facts const *file)
{
  return file->look.uid == s->facts->process.euid;
}

/* Is LOOK's owner one that this process cannot name?  */
static bool
is_nobodys (struct scene const *s, struct look const *look)
{
  return (s->facts->process.known
          && look->uid == s->facts->process.overflow_uid);
}

bool
is_always (struct scene const *s)
{
  (void) s;
  return true;
}

/* Names.  */

bool
is_source_name_empty (struct scene const *s)
{
  return s->facts->src_walk.end == WALK_EMPTY_NAME;
}

/* A symbolic link would contain nothing.  */
bool
is_contents_empty (struct scene const *s)
{
  char const *text = s->job->src.text;

  return !is_hard (s) && text && *text == '\0';
}

bool
is_dest_name_empty (struct scene const *s)
{
  return s->facts->dir_walk.end == WALK_EMPTY_NAME;
}

bool
is_path_too_long (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk && walk->end == WALK_PATH_TOO_LONG;
}

bool
is_dest_name_too_long (struct scene const *s)
{
  return is_reached (s) && is_unseen (&s->facts->dst, ENAMETOOLONG);
}

bool
is_descriptor_closed (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk && walk->end == WALK_BAD_DESCRIPTOR;
}

bool
is_source_descriptor_closed (struct scene const *s)
{
  return (s->job->src.kind == SOURCE_FD
          && is_unseen (&s->facts->src, EBADF));
}

/* The walk began at a descriptor that is no directory.  */
bool
has_file_as_start (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk && walk->at_start && walk->end == WALK_NOT_DIRECTORY;
}

/* DIRECTORY is none.  */
bool
has_bad_parent (struct scene const *s)
{
  return (job_is_about_directory (s->job) && s->facts->dir.seen
          && !S_ISDIR (s->facts->dir.look.mode));
}

bool
is_link_dangling (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk && walk->link;
}

/* SOURCE itself was looked up and not found; all before its last component is
   there.  */
bool
is_last_of_source (struct scene const *s)
{
  return (s->job->result.step == STEP_SOURCE && !s->job->src.follow
          && !is_simulated (s)
          && has_failed (&s->facts->src_walk));
}

bool
has_trailing_slash (struct scene const *s)
{
  return (is_reached (s) && is_unseen (&s->facts->dst, ENOENT)
          && ends_in_slash (s->job->dst.name));
}

bool
is_directory_removed (struct scene const *s)
{
  return is_reached (s) && s->facts->dir.look.nlink == 0;
}

bool
is_in_procfs (struct scene const *s)
{
  return is_reached (s) && is_type (mount_of (&s->facts->dir), FS_PROC);
}

bool
is_source_deleted (struct scene const *s)
{
  return (is_hard (s) && s->facts->src.seen
          && s->facts->src.look.nlink == 0);
}

/* A pipe or a socket that is in no mount that has a name.  */
bool
is_nameless (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;

  return (s->job->src.kind == SOURCE_FD && src->seen && !src->mount.known
          && mount_of (&s->facts->dir)->known
          && (S_ISFIFO (src->look.mode) || S_ISSOCK (src->look.mode)));
}

bool
is_lost_tmpfile (struct scene const *s)
{
  return is_source_deleted (s) && s->facts->src.tmpfile;
}

/* All that was missing is there now.  */
bool
is_changed_present (struct scene const *s)
{
  return (!failed_walk (s) && are_seen (s) && S_ISDIR (s->facts->dir.look.mode)
          && is_whole (&s->facts->dir.mount)
          && !waits_for_others (mount_of (&s->facts->dir)));
}

/* What was in the way has gone.  */
bool
is_changed_absent (struct scene const *s)
{
  return is_reached (s) && is_unseen (&s->facts->dst, ENOENT);
}

/* An existing DEST.  */

bool
is_same_file_refused (struct scene const *s)
{
  return s->job->result.refusal == REFUSED_SAME_FILE;
}

bool
is_escape (struct scene const *s)
{
  return s->job->result.refusal == REFUSED_ESCAPE;
}

bool
is_symlink_refused (struct scene const *s)
{
  return s->job->result.refusal == REFUSED_SYMLINK;
}

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

bool
is_simulated_on_link (struct scene const *s)
{
  return (is_simulated (s) && s->facts->dst.seen
          && S_ISLNK (s->facts->dst.look.mode));
}

bool
is_simulated_of_link (struct scene const *s)
{
  return is_simulated (s) && !failed_walk (s);
}

bool
is_simulated_of_other (struct scene const *s)
{
  struct look const *src = &s->facts->src.look;

  return (is_simulated (s) && s->facts->src.seen && !S_ISREG (src->mode)
          && !S_ISFIFO (src->mode));
}

bool
is_other_refusal (struct scene const *s)
{
  return (s->job->result.refusal == REFUSED_JUST_CREATED
          || s->job->result.refusal == REFUSED_BACKUP_IS_SOURCE);
}

bool
is_dest_there (struct scene const *s)
{
  return s->facts->dst.seen;
}

bool
is_linked_already (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;
  struct file_facts const *dst = &s->facts->dst;

  return (is_hard (s) && src->seen && dst->seen
          && src->look.dev == dst->look.dev && src->look.ino == dst->look.ino);
}

/* DEST is the only name of SOURCE.  */
bool
is_own_name (struct scene const *s)
{
  return is_linked_already (s) && s->facts->src.look.nlink == 1;
}

bool
is_mount_point (struct scene const *s)
{
  return is_replacing (s) && s->facts->dst.seen
         && s->facts->dst.look.mount_root;
}

bool
is_dest_directory (struct scene const *s)
{
  return s->job->result.refusal == REFUSED_DEST_DIRECTORY
         || (s->facts->dst.seen && S_ISDIR (s->facts->dst.look.mode));
}

/* Permission.  */

bool
walks_unmapped (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return (walk && if_known (&walk->mount)->idmapped
          && is_nobodys (s, &walk->look));
}

bool
walks_outside (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return (walk && s->facts->process.writes_all
          && s->facts->process.in_user_namespace
          && is_nobodys (s, &walk->look));
}

bool
dir_unmapped (struct scene const *s)
{
  return (is_reached (s) && s->facts->dir.may_use == ANSWER_NO
          && mount_of (&s->facts->dir)->idmapped
          && is_nobodys (s, &s->facts->dir.look));
}

bool
dir_outside (struct scene const *s)
{
  return (is_reached (s) && s->facts->dir.may_use == ANSWER_NO
          && s->facts->process.writes_all
          && s->facts->process.in_user_namespace
          && is_nobodys (s, &s->facts->dir.look));
}

/* Mode bits do not stop a process that has CAP_DAC_OVERRIDE.  */
bool
cannot_search (struct scene const *s)
{
  struct process_facts const *process = &s->facts->process;

  return (!process->known || !process->writes_all
          || process->in_user_namespace);
}

bool
cannot_write (struct scene const *s)
{
  return (is_reached (s) && s->facts->dir.may_use == ANSWER_NO
          && cannot_search (s));
}

bool
is_other_users_fuse (struct scene const *s)
{
  struct mount_facts const *mount = failed_mount (s);
  char const *user = option_value (mount->options, "user_id");

  return (is_type (mount, FS_FUSE) && user
          && strtoul (user, NULL, 10) != s->facts->process.euid
          && !has_option (mount->options, "allow_other"));
}

bool
is_filtered (struct scene const *s)
{
  return s->facts->process.known && s->facts->process.filtered;
}

/* Both names are found and the directory may be written, but was refused.  */
bool
is_refused_write (struct scene const *s)
{
  return (is_reached (s) && are_seen (s)
          && s->facts->dir.may_use == ANSWER_YES
          && !is_by_handle (s)
          && (is_replacing (s) || s->job->result.step == STEP_LINK));
}

bool
is_filtered_write (struct scene const *s)
{
  return is_refused_write (s) && is_filtered (s);
}

bool
is_directory_source (struct scene const *s)
{
  return (s->job->result.refusal == REFUSED_SOURCE_DIRECTORY
          || (is_hard (s) && s->facts->src.seen
              && S_ISDIR (s->facts->src.look.mode)));
}

/* A sticky directory keeps names of files that are not this user's.  */
static bool
is_sticky (struct scene const *s)
{
  struct file_facts const *dir = &s->facts->dir;

  return (is_replacing (s) && is_reached (s) && s->facts->process.known
          && (dir->look.mode & S_ISVTX) != 0 && !is_mine (s, dir)
          && !s->facts->process.owns_all);
}

bool
is_sticky_dest (struct scene const *s)
{
  return is_sticky (s) && s->facts->dst.seen && !is_mine (s, &s->facts->dst);
}

bool
is_sticky_source (struct scene const *s)
{
  return (is_sticky (s) && is_hard (s) && s->facts->src.seen
          && !is_mine (s, &s->facts->src));
}

bool
is_append_only_dir (struct scene const *s)
{
  return (is_replacing (s) && is_reached (s)
          && s->facts->dir.look.append_only);
}

bool
is_immutable_dest (struct scene const *s)
{
  return (is_replacing (s) && s->facts->dst.seen
          && s->facts->dst.look.immutable);
}

bool
is_append_only_dest (struct scene const *s)
{
  return (is_replacing (s) && s->facts->dst.seen
          && s->facts->dst.look.append_only);
}

/* Does fs.protected_hardlinks concern SOURCE, if it is on?  */
static bool
may_be_protected (struct scene const *s)
{
  struct process_facts const *process = &s->facts->process;

  return (is_hard (s) && s->facts->src.seen && process->known
          && s->job->result.step == STEP_LINK
          && !is_mine (s, &s->facts->src)
          && (!process->owns_all
              || (process->in_user_namespace
                  && is_nobodys (s, &s->facts->src.look))));
}

static bool
is_protected (struct scene const *s)
{
  return (may_be_protected (s)
          && s->facts->process.protects_hardlinks == ANSWER_YES);
}

bool
is_protected_special (struct scene const *s)
{
  return is_protected (s) && !S_ISREG (s->facts->src.look.mode);
}

bool
is_protected_setuid (struct scene const *s)
{
  return is_protected (s) && (s->facts->src.look.mode & S_ISUID) != 0;
}

bool
is_protected_setgid (struct scene const *s)
{
  mode_t both = S_ISGID | S_IXGRP;

  return is_protected (s) && (s->facts->src.look.mode & both) == both;
}

bool
is_protected_unreadable (struct scene const *s)
{
  return is_protected (s) && s->facts->src.may_use == ANSWER_NO;
}

/* The setting cannot be read, but it would explain the refusal.  */
bool
is_protected_maybe (struct scene const *s)
{
  mode_t both = S_ISGID | S_IXGRP;
  mode_t mode = s->facts->src.look.mode;

  return (may_be_protected (s)
          && s->facts->process.protects_hardlinks == ANSWER_UNKNOWN
          && (!S_ISREG (mode) || (mode & S_ISUID) != 0
              || (mode & both) == both
              || s->facts->src.may_use == ANSWER_NO));
}

bool
is_immutable_dir (struct scene const *s)
{
  return is_reached (s) && s->facts->dir.look.immutable;
}

bool
is_immutable_source (struct scene const *s)
{
  return is_hard (s) && s->facts->src.seen && s->facts->src.look.immutable;
}

bool
is_append_only_source (struct scene const *s)
{
  return is_hard (s) && s->facts->src.seen && s->facts->src.look.append_only;
}

bool
is_without_links (struct scene const *s)
{
  return (is_hard (s) && is_reached (s)
          && type_of (mount_of (&s->facts->dir))->no_hard_links);
}

bool
is_without_symlinks (struct scene const *s)
{
  return (!is_hard (s) && is_reached (s)
          && type_of (mount_of (&s->facts->dir))->no_symlinks);
}

bool
lacks_handle_privilege (struct scene const *s)
{
  if (s->job->src.kind == SOURCE_HANDLE)
    return s->facts->handle_err == EPERM;
  return (s->job->src.kind == SOURCE_VIA_HANDLE && s->facts->process.known
          && !s->facts->process.opens_handles);
}

bool
is_on_fuse (struct scene const *s)
{
  return (is_hard (s) && is_reached (s)
          && is_type (mount_of (&s->facts->dir), FS_FUSE));
}

/* Another file system, or mount.  */

static bool
are_mounts_known (struct scene const *s)
{
  return (s->facts->src.seen && s->facts->dir.seen
          && s->facts->src.mount.id != 0 && s->facts->dir.mount.id != 0);
}

static bool
are_mounts_different (struct scene const *s)
{
  return (are_mounts_known (s)
          && s->facts->src.mount.id != s->facts->dir.mount.id);
}

static bool
are_mounts_same (struct scene const *s)
{
  return (are_mounts_known (s)
          && s->facts->src.mount.id == s->facts->dir.mount.id);
}

/* Are SOURCE and DEST's directory on one file system?  Files of one may show
   different numbers, of two never the same.  */
static enum answer
on_one_file_system (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;
  struct file_facts const *dir = &s->facts->dir;
  struct mount_facts const *src_mount = mount_of (src);
  struct mount_facts const *dir_mount = mount_of (dir);

  if (src_mount->device != 0 && dir_mount->device != 0)
    return (src_mount->device == dir_mount->device ? ANSWER_YES : ANSWER_NO);
  if (src->look.dev == dir->look.dev)
    return ANSWER_YES;
  return (src_mount->type && dir_mount->type
          && strcmp (src_mount->type, dir_mount->type) != 0
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
  return (s->facts->src.look.subvolume != 0
          && s->facts->dir.look.subvolume != 0
          && s->facts->src.look.subvolume != s->facts->dir.look.subvolume);
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
  return (s->facts->src.seen && s->facts->dir.seen && !are_mounts_known (s)
          && s->job->src.kind != SOURCE_HANDLE
          && s->facts->src.look.dev != s->facts->dir.look.dev
          && (on_one_file_system (s) == ANSWER_NO
              || !mount_of (&s->facts->src)->type
              || !mount_of (&s->facts->dir)->type));
}

bool
is_other_subvolume (struct scene const *s)
{
  return are_mounts_same (s) && are_subvolumes_different (s);
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

bool
is_maybe_other_project (struct scene const *s)
{
  return passes_project (s) && !s->facts->src.has_project;
}

bool
is_encrypted_dir (struct scene const *s)
{
  return is_reached (s) && s->facts->dir.look.encrypted;
}

bool
is_foreign_handle (struct scene const *s)
{
  return (s->job->src.kind == SOURCE_HANDLE
          && s->facts->handle_err == EXDEV);
}

/* Nothing that this program knows of keeps the two apart.  */
bool
is_without_difference (struct scene const *s)
{
  return (are_mounts_same (s) && !is_by_handle (s)
          && s->facts->src.look.dev == s->facts->dir.look.dev
          && !waits_for_others (mount_of (&s->facts->dir))
          && !is_type (mount_of (&s->facts->dir), FS_OVERLAY));
}

/* Id-mapped mounts.  */

bool
is_owner_unmapped (struct scene const *s)
{
  return (is_hard (s) && s->facts->src.seen
          && mount_of (&s->facts->src)->idmapped
          && is_nobodys (s, &s->facts->src.look));
}

bool
is_user_unmapped (struct scene const *s)
{
  return is_reached (s) && mount_of (&s->facts->dir)->idmapped;
}

/* Limits.  */

bool
has_all_links (struct scene const *s)
{
  uint64_t limit = type_of (mount_of (&s->facts->src))->link_limit;

  return (s->facts->src.seen && limit != 0
          && s->facts->src.look.nlink >= limit);
}

bool
is_btrfs_directory_full (struct scene const *s)
{
  return s->facts->src.seen && is_type (mount_of (&s->facts->src), FS_BTRFS);
}

bool
has_many_links (struct scene const *s)
{
  return (s->facts->src.seen
          && type_of (mount_of (&s->facts->src))->link_limit == 0);
}

static bool
has_room_facts (struct scene const *s)
{
  return is_reached (s) && s->facts->dir.has_room;
}

bool
is_size_limited (struct scene const *s)
{
  return (has_room_facts (s) && s->facts->dir.free_bytes != 0
          && option_value (mount_of (&s->facts->dir)->options,
                           "max_dir_size_kb"));
}

bool
is_without_inodes (struct scene const *s)
{
  return (has_room_facts (s) && is_type (mount_of (&s->facts->dir), FS_TMPFS)
          && s->facts->dir.inodes != 0 && s->facts->dir.free_inodes == 0);
}

bool
is_reserved (struct scene const *s)
{
  return (has_room_facts (s) && s->facts->dir.free_bytes == 0
          && s->facts->dir.reserved_bytes != 0);
}

bool
is_full (struct scene const *s)
{
  return has_room_facts (s) && s->facts->dir.free_bytes == 0;
}

/* A directory may grow by more than one block.  */
bool
is_almost_full (struct scene const *s)
{
  return (has_room_facts (s) && s->facts->dir.free_bytes < 1024UL * 1024);
}

bool
is_subvolume_quota (struct scene const *s)
{
  return is_reached (s) && s->facts->dir.look.subvolume != 0;
}

bool
is_quota (struct scene const *s)
{
  return is_reached (s);
}

/* Read-only.  */

bool
is_emergency (struct scene const *s)
{
  return (is_reached (s)
          && has_option (mount_of (&s->facts->dir)->options, "emergency_ro"));
}

bool
is_overlay_without_upper (struct scene const *s)
{
  struct mount_facts const *mount = mount_of (&s->facts->dir);

  return (is_reached (s) && is_type (mount, FS_OVERLAY) && mount->options
          && !option_value (mount->options, "upperdir"));
}

bool
is_read_only_fs (struct scene const *s)
{
  return is_reached (s) && mount_of (&s->facts->dir)->super_read_only;
}

bool
is_read_only_mount (struct scene const *s)
{
  return is_reached (s) && mount_of (&s->facts->dir)->read_only;
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
