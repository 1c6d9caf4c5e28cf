/* What do the facts say of a server that decides?  Pure.  The rows that ask
   here stand behind those of what this machine can see.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "evidence-server.h"

#include <errno.h>

#include "platform/fstype.h"

/* Does a server decide on MOUNT?  */
static bool
has_server (struct mount_facts const *mount)
{
  return mount->known && *type_of (mount)->server != '\0';
}

/* A server was asked, and nothing on this side is known to have refused: the
   walk ended there, or the call was about it.  Of two file systems the kernel
   says by itself that they are two.  */
bool
is_server_refusal (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);
  enum step step = s->job->result.step;

  if (s->job->result.refusal != REFUSED_NOTHING
      || !has_server (failed_mount (s)))
    return false;
  if (walk)
    return walk->end == WALK_UNKNOWN || walk->end == WALK_UNCACHED;
  return (is_dest_found (s)
          && (step == STEP_LINK || step == STEP_DIRECTORY
              || step == STEP_DEST || is_replacing (s)));
}

/* But what this machine itself may have refused could not be looked at.  */
bool
is_server_or_here (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return (is_server_refusal (s)
          && (walk ? walk_is_blind (walk) : is_blind (s)));
}

/* As is_server_refusal, and both names are found.  */
bool
is_server_denial (struct scene const *s)
{
  return are_seen (s) && is_reached (s) && is_server_refusal (s);
}

bool
is_server_without_links (struct scene const *s)
{
  return is_hard (s) && is_dest_found (s) && is_server_refusal (s);
}

bool
is_server_without_symlinks (struct scene const *s)
{
  return !is_hard (s) && is_dest_found (s) && is_server_refusal (s);
}

/* Where a server's names are files that last, one that is cached may be
   gone.  */
bool
is_server_removal (struct scene const *s)
{
  return (is_server_denial (s)
          && !is_type (mount_of (&s->facts->dir), FS_FUSE));
}

/* Linux makes symbolic links on SMB only in two ways.  */
bool
is_smb_symlink (struct scene const *s)
{
  return is_server_without_symlinks (s) && is_type (dir_mount (s), FS_SMB);
}

bool
is_server_stale (struct scene const *s)
{
  return !is_by_handle (s) && has_server (failed_mount (s));
}

/* What --verify has found.  */
bool
is_made_otherwise (struct scene const *s)
{
  return s->job->result.refusal == REFUSED_NOT_LINKED;
}

bool
is_made_nothing (struct scene const *s)
{
  return is_made_otherwise (s) && s->job->result.instead == 0;
}
