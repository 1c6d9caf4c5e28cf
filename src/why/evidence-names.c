/* What do the facts say of names: of what does not lead there, and of what is
   there already?
   SPDX-License-Identifier: GPL-3.0-or-later

   Pure, as all of evidence-*.c.  The table of causes asks in the order in which
   the kernel checks, so that a question need not repeat those before it.  */

#include <config.h>

#include "evidence-names.h"

#include <errno.h>
#include <string.h>

#include "name.h"
#include "platform/fstype.h"
#include "unistr.h"

bool
is_always (struct scene const *s)
{
  (void) s;
  return true;
}

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

  return is_stored_name (s) && text && *text == '\0';
}

bool
is_dest_name_empty (struct scene const *s)
{
  return s->facts->dir_walk.end == WALK_EMPTY_NAME;
}

/* Is LIMIT, as statfs tells it, one of bytes that a name of LENGTH bytes on
   MOUNT has passed?  */
static bool
is_limit_passed (struct mount_facts const *mount, uint64_t limit,
                 size_t length)
{
  return (limit != 0 && length > limit && mount->known
          && !type_of (mount)->counts_characters);
}

bool
has_walk_limit (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk && is_limit_passed (&walk->mount, walk->limit, walk->length);
}

bool
has_dest_limit (struct scene const *s)
{
  struct file_facts const *dir = &s->facts->dir;
  size_t length;

  if (!is_dest_name_too_long (s) || !dir->has_room)
    return false;
  base_name_of (s->job->dst.name, &length);
  return is_limit_passed (mount_of (dir), dir->name_limit, length);
}

bool
is_path_too_long (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk && walk->end == WALK_PATH_TOO_LONG;
}

/* Where DEST was not to be looked at, a name that no file system has tells.  */
bool
is_dest_name_too_long (struct scene const *s)
{
  enum { LONGEST = 255 };
  size_t length;

  if (!is_dest_found (s) || !s->job->dst.name)
    return false;
  base_name_of (s->job->dst.name, &length);
  return (is_unseen (&s->facts->dst, ENAMETOOLONG)
          || (!s->facts->dst.seen && length > LONGEST
              && is_client_view (dir_mount (s))));
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
is_dest_no_directory (struct scene const *s)
{
  return (is_reached (s) && s->facts->dst.seen
          && !S_ISDIR (s->facts->dst.look.mode)
          && ends_in_slash (s->job->dst.name));
}

bool
is_link_dangling (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk && walk->link;
}

/* As is_link_dangling, by way of other links.  */
bool
is_chain_dangling (struct scene const *s)
{
  return is_link_dangling (s) && failed_walk (s)->nested;
}

/* What is missing is the whole name that the first line of the message has.  */
bool
is_told_already (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);
  struct job const *job = s->job;
  char const *told = (job->result.step == STEP_SOURCE ? job->src.text
                      : job_is_about_directory (job) ? job->dst.name : NULL);

  return (walk && walk->culprit && told && !walk->at_start
          && strcmp (walk->culprit, told) == 0);
}

/* SOURCE itself was looked up and not found; all before its last component is
   there.  */
bool
is_last_of_source (struct scene const *s)
{
  return (s->job->result.step == STEP_SOURCE && !s->job->src.follow
          && !is_simulated (s)
          && failed_walk (s) == &s->facts->src_walk);
}

bool
has_trailing_slash (struct scene const *s)
{
  return (is_reached (s) && is_unseen (&s->facts->dst, ENOENT)
          && ends_in_slash (s->job->dst.name));
}

/* Does the link count of files on MOUNT say how many names there are?  A FUSE
   server may make it up.  */
static bool
counts_links (struct mount_facts const *mount)
{
  return !is_client_view (mount) || is_type (mount, FS_NFS);
}

bool
is_directory_removed (struct scene const *s)
{
  struct file_facts const *dir = &s->facts->dir;

  return (is_reached (s)
          && (dir->nameless
              || (dir->look.nlink == 0 && counts_links (mount_of (dir)))));
}

bool
is_in_procfs (struct scene const *s)
{
  return is_reached (s) && is_type (mount_of (&s->facts->dir), FS_PROC);
}

/* A file that an overlay has of a lower layer keeps its link there.  Without
   procfs a file in memory looks like a deleted one.  */
static bool
is_deleted (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;

  if (!is_hard (s) || !src->seen
      || (s->job->src.kind == SOURCE_FD && src->origin == ORIGIN_UNKNOWN))
    return false;
  return ((src->look.nlink == 0 && counts_links (mount_of (src)))
          || (src->nameless && is_type (mount_of (src), FS_OVERLAY)));
}

bool
is_source_deleted (struct scene const *s)
{
  return is_deleted (s) && s->facts->src.origin != ORIGIN_TMPFILE;
}

/* Does the kernel let this process link an open file without procfs?  Only a
   capability of the first user namespace does.  */
static enum answer
links_without_procfs (struct process_facts const *process)
{
  if (!process->known)
    return ANSWER_UNKNOWN;
  return process->reads_all ? process->initial : ANSWER_NO;
}

/* Else it may be procfs that is missing.  */
bool
is_lost_tmpfile (struct scene const *s)
{
  struct process_facts const *process = &s->facts->process;

  return (is_deleted (s) && s->facts->src.origin == ORIGIN_TMPFILE
          && (!process->known || process->has_procfs != ANSWER_NO
              || links_without_procfs (process) == ANSWER_YES));
}

bool
is_in_memory (struct scene const *s)
{
  return (is_hard (s) && s->facts->src.seen
          && s->facts->src.origin == ORIGIN_MEMORY);
}

/* An open file that has a name, or may get one, is linked through procfs by who
   lacks the capability; and it is not there.  */
bool
needs_procfs (struct scene const *s)
{
  struct process_facts const *process = &s->facts->process;
  enum answer can = links_without_procfs (process);

  if (s->job->src.kind != SOURCE_FD || !s->facts->src.seen || !process->known
      || process->has_procfs != ANSWER_NO)
    return false;
  return (s->facts->src.look.nlink != 0 ? can != ANSWER_YES
          : s->facts->src.origin == ORIGIN_TMPFILE && can == ANSWER_NO);
}

/* All that was missing is there now.  */
bool
is_changed_present (struct scene const *s)
{
  return (are_seen (s) && s->job->result.step == STEP_LINK
          && s->facts->sandbox.filtered == ANSWER_NO);
}

/* What was in the way has gone.  */
bool
is_changed_absent (struct scene const *s)
{
  return is_reached (s) && is_unseen (&s->facts->dst, ENOENT);
}

/* Something is there already.  */

bool
is_symlink_refused (struct scene const *s)
{
  return s->job->result.refusal == REFUSED_SYMLINK;
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
is_same_file_refused (struct scene const *s)
{
  return s->job->result.refusal == REFUSED_SAME_FILE;
}

bool
is_source_upwards (struct scene const *s)
{
  return s->job->result.refusal == REFUSED_UPWARDS;
}

bool
is_other_refusal (struct scene const *s)
{
  return (s->job->result.refusal == REFUSED_JUST_CREATED
          || s->job->result.refusal == REFUSED_BACKUP_IS_SOURCE);
}

/* It is there, as the error says, but was not to be looked at.  */
bool
is_dest_hidden (struct scene const *s)
{
  return (is_dest_found (s) && !s->facts->dst.seen
          && is_client_view (dir_mount (s))
          && s->facts->dst.err != ENOENT);
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
          && is_same_file (&src->look, &dst->look));
}

/* SOURCE and DEST are one name in one directory.  */
bool
is_same_entry (struct scene const *s)
{
  struct walk const *walk = &s->facts->src_walk;
  size_t length;

  if (!is_linked_already (s) || walk->end != WALK_ARRIVED || !walk->base
      || !is_same_file (&walk->parent, &s->facts->dir.look))
    return false;

  char const *base = base_name_of (s->job->dst.name, &length);
  return (strlen (walk->base) == length
          && memcmp (walk->base, base, length) == 0);
}

/* DEST is the only name of SOURCE.  */
bool
is_own_name (struct scene const *s)
{
  return (is_linked_already (s) && s->facts->src.look.nlink == 1
          && !is_client_view (mount_of (&s->facts->src)));
}

/* Names that are odd are refused by some file systems, as the errno says; these
   take any.  */
bool
is_name_refused (struct scene const *s)
{
  char const *name = name_asked (s);

  switch (type_of (failed_mount (s))->family)
    {
    case FS_BTRFS:
    case FS_TMPFS:
    case FS_XFS:
      return false;
    default:
      return name && oddity_of (name) != NULL;
    }
}

/* ext4 can be made to take nothing but UTF-8.  */
bool
is_name_refused_here (struct scene const *s)
{
  char const *name = name_asked (s);

  if (is_type (failed_mount (s), FS_EXT))
    return name && u8_check ((uint8_t const *) name, strlen (name));
  return is_name_refused (s) && !is_client_view (failed_mount (s));
}

/* An SMB server says of a name that it does not take that it is missing.  */
bool
is_smb_name (struct scene const *s)
{
  return (is_dest_found (s) && is_type (dir_mount (s), FS_SMB)
          && is_name_refused (s));
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
