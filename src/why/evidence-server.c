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
  return (s->facts->dir.seen
          && (step == STEP_LINK || step == STEP_DIRECTORY
              || step == STEP_DEST || is_replacing (s)));
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
  return is_hard (s) && is_reached (s) && is_server_refusal (s);
}

bool
is_server_without_symlinks (struct scene const *s)
{
  return !is_hard (s) && is_reached (s) && is_server_refusal (s);
}

bool
is_server_stale (struct scene const *s)
{
  return !is_by_handle (s) && has_server (failed_mount (s));
}
