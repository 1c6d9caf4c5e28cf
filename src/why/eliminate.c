/* Is all known that may have refused?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "eliminate.h"

#include <errno.h>

#include "platform/fstype.h"

/* Is FILE seen, with all that may forbid something, on a file system of this
   machine alone?  After ERR, all of its mount must be known, too.  */
static bool
is_file_known (struct file_facts const *file, int err)
{
  return (file->seen && file->look.attributes_known && file->mount.known
          && is_local (type_of (&file->mount))
          && (err == EACCES || is_whole (&file->mount)));
}

/* Is it known whether this process may make names in DEST's directory?  What
   only a label forbids is not in its permissions.  */
static bool
is_use_known (struct scene const *s)
{
  struct file_facts const *dir = &s->facts->dir;

  if (dir->may_use == ANSWER_NO)
    {
      struct access access = access_of (s, &dir->look, &dir->acl);
      return (dir->acl.there != ANSWER_UNKNOWN
              && access_allows (&access, MAY_WRITE | MAY_EXECUTE)
                 == ANSWER_YES);
    }
  return dir->may_use == ANSWER_YES;
}

/* Is it known whether fs.protected_hardlinks forbids to link SOURCE?  */
static bool
is_protection_known (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;
  enum answer setting = s->facts->process.protects_hardlinks;

  if (is_mine (s, src) || setting == ANSWER_NO)
    return true;
  return (src->may_use != ANSWER_UNKNOWN
          && !(s->facts->process.owns_all
               && capabilities_count (&s->facts->process, &src->look)
                  == ANSWER_UNKNOWN));
}

/* Is it known whether the file system keeps the two apart?  An overlay does so
   by what its layers have.  */
static bool
are_projects_known (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;
  struct file_facts const *dir = &s->facts->dir;
  enum fs_family family = type_of (&dir->mount)->family;

  if (family == FS_BTRFS || family == FS_TMPFS)
    return true;
  return (family != FS_OVERLAY && dir->has_project
          && (!dir->passes_project || src->has_project));
}

bool
is_all_known (struct scene const *s)
{
  struct facts const *facts = s->facts;
  int err = s->job->result.err;
  bool hard = is_hard (s);

  if (failed_walk (s) || is_by_handle (s)
      || (s->job->result.step != STEP_LINK && !is_replacing (s))
      || !is_file_known (&facts->dir, err) || !S_ISDIR (facts->dir.look.mode)
      || (hard && !is_file_known (&facts->src, err))
      || (is_replacing (s) && !is_file_known (&facts->dst, err)))
    return false;
  switch (err)
    {
    case EACCES:
      return facts->process.known && is_use_known (s);
    case EPERM:
      return (facts->process.known && facts->dir.may_use == ANSWER_YES
              && type_of (&facts->dir.mount)->family != FS_OVERLAY
              && (!hard || is_protection_known (s)));
    case EXDEV:
      return facts->process.known && are_projects_known (s);
    default:
      return true;
    }
}
