/* What do the facts say of names: of what does not lead there, and of what is
   there already?
   SPDX-License-Identifier: GPL-3.0-or-later

   Pure, as all of evidence-*.c.  The table of causes asks in the order in which
   the kernel checks, so that a question need not repeat those before it.  */

#include <config.h>

#include "evidence-names.h"

#include <errno.h>

#include "name.h"
#include "platform/fstype.h"

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
          && failed_walk (s) == &s->facts->src_walk);
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
          && is_same_file (&src->look, &dst->look));
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
