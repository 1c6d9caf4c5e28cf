/* Is what was made a link to SOURCE?  (--verify)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "verify.h"

#include <errno.h>

#include "entry.h"
#include "platform/mount.h"

/* JOB's link is none: what was made is a file of MODE, or nothing if that is 0.
   Return VERIFIED_NOT.  */
static enum verified
not_linked (struct job *job, mode_t mode)
{
  job_refuse (job, REFUSED_NOT_LINKED, STEP_LINK, EIO);
  job->result.instead = mode;
  return VERIFIED_NOT;
}

/* As verify_name, where the link is a symbolic one: it counts what is stored in
   it.  */
static enum verified
verify_contents (struct job *job, int dirfd, char const *name)
{
  struct dest dst = { .dirfd = dirfd, .name = name };
  struct look look;

  if (linker_of (job->kind)->is_made (&job->src, &dst))
    return VERIFIED;
  return not_linked (job, entry_look (dirfd, name, &look) == 0
                     ? look.mode : 0);
}

/* NAME, in DIRFD, has another number than SOURCE, which BEFORE looked at: MADE
   shows it.  As verify_name.  */
static enum verified
verify_other (struct job *job, int dirfd, struct look const *made,
              struct look const *before)
{
  struct dest dst = { .dirfd = dirfd, .name = "." };
  struct look after;

  if (linker_of (job->kind)->look (&job->src, &dst, &after) != 0)
    return VERIFIED_MAYBE;
  if (is_same_file (&after, made))
    return VERIFIED;
  if (!is_same_file (&after, before))
    return VERIFIED_MAYBE;
  return (is_alike (made, &after) && !decides_here (dirfd)
          ? VERIFIED_MAYBE : not_linked (job, made->mode));
}

enum verified
verify_name (struct job *job, int dirfd, char const *name,
             struct look const *before)
{
  struct look made;

  if (job->kind != LINK_HARD)
    return verify_contents (job, dirfd, name);
  int err = entry_look (dirfd, name, &made);
  if (err == ENOENT)
    return not_linked (job, 0);
  if (err != 0)
    return VERIFIED_MAYBE;
  return (is_same_file (&made, before) ? VERIFIED
          : verify_other (job, dirfd, &made, before));
}
