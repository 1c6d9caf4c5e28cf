/* What do the facts say of who may do what?
   SPDX-License-Identifier: GPL-3.0-or-later

   Pure, as all of evidence-*.c.  The table of causes asks in the order in which
   the kernel checks, so that a question need not repeat those before it.  */

#include <config.h>

#include "evidence-permission.h"

#include <errno.h>
#include <stdlib.h>

#include "platform/fstype.h"

/* Permission bits, and what overrides them.  */

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

/* What not even the owner may do.  */

bool
is_simulated_of_other (struct scene const *s)
{
  struct look const *src = &s->facts->src.look;

  return (is_simulated (s) && s->facts->src.seen && !S_ISREG (src->mode)
          && !S_ISFIFO (src->mode));
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

bool
lacks_handle_privilege (struct scene const *s)
{
  if (s->job->src.kind == SOURCE_HANDLE)
    return s->facts->handle_err == EPERM;
  return (s->job->src.kind == SOURCE_VIA_HANDLE && s->facts->process.known
          && !s->facts->process.opens_handles);
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
