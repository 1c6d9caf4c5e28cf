/* How does a link take the place of an old DEST?
   SPDX-License-Identifier: GPL-3.0-or-later

   DEST is at every instant the old file or the new.  The link is made under a
   temporary name in the same directory, which is pinned by a descriptor, and
   renamed over DEST; backup.c has the way that keeps the old file.  */

#include <config.h>

#include "replace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/privilege.h"
#include "platform/process.h"
#include "same.h"

/* What may be replaced.  */

/* May the caller take a name of LOOK's file out of a sticky directory of
   somebody else's?  */
static bool
may_take (struct look const *look)
{
  return look->uid == geteuid () || overrides_sticky (look->uid, look->gid);
}

/* Would the system refuse to take a temporary name of R out of its directory,
   which PARENT looked at, or to move it over what DST and BACKUP (or null)
   looked at?  Then a name would stay that nobody can remove.  */
static bool
keeps_names (struct replacement const *r, struct look const *parent,
             struct look const *dst, struct look const *backup)
{
  bool symbolic = r->job->kind != LINK_HARD;

  if (parent->append_only || (!symbolic && r->src->undeletable))
    return true;
  for (int i = 0; i < 2; i++)
    {
      struct look const *look = i == 0 ? dst : backup;
      if (look && (look->append_only || look->immutable || look->undeletable))
        return true;
    }
  if ((parent->mode & S_ISVTX) == 0 || parent->uid == geteuid ())
    return false;
  return ! ((symbolic || may_take (r->src)) && (!dst || may_take (dst))
            && (!backup || may_take (backup)));
}

/* Does the backup's name, or what it leads to, belong to SOURCE?  A symbolic
   link starts where it lies, but its SOURCE may have been meant from here.  */
static bool
is_source (struct replacement const *r)
{
  struct source const *src = &r->job->src;
  struct entry backup = { r->entry.dirfd, r->backup };
  bool symbolic = r->job->kind == LINK_SYMBOLIC;

  if (src->kind != SOURCE_PATH && src->kind != SOURCE_VIA_HANDLE)
    return false;
  return ((symbolic && leads_by (backup.dirfd, src->text, false, &backup))
          || (symbolic || src->follow
              ? leads_by (src->dirfd, src->name, true, &backup)
              : is_name_of (src->dirfd, src->name, &backup)));
}

/* R's backup cannot have its name, by REFUSAL and ERR.  */
static void
refuse_backup (struct replacement *r, enum refusal refusal, int err)
{
  job_refuse (r->job, refusal, STEP_BACKUP, err);
  r->job->result.backup = r->backup;
  r->backup = NULL;
}

/* May the old file take R's backup name, in the directory that PARENT looked
   at?  If not, R has failed.  */
static bool
backup_qualifies (struct replacement *r, struct look const *parent)
{
  struct look look;
  int err = (r->exclusive ? ENOENT
             : look_at (r->entry.dirfd, r->backup, false, &look));

  if (err == ENOENT)
    return true;
  if (err != 0)
    refuse_backup (r, REFUSED_NOTHING, err);
  else if (is_source (r))
    refuse_backup (r, REFUSED_BACKUP_IS_SOURCE, EEXIST);
  else if (just_created (r->placer, &r->entry, r->backup))
    refuse_backup (r, REFUSED_JUST_CREATED, EEXIST);
  else if (S_ISDIR (look.mode))
    refuse_backup (r, REFUSED_NOTHING, EISDIR);
  else if (look.mount_root)
    refuse_backup (r, REFUSED_NOTHING, EBUSY);
  else if (keeps_names (r, parent, NULL, &look))
    refuse_backup (r, REFUSED_NOTHING, EPERM);
  else
    return true;
  return false;
}

/* Replacing.  */

/* Move the temporary name over DEST.  Renaming one link of a file over
   another does nothing, so the temporary name is removed always.  */
static void
swap_in (struct replacement *r)
{
  int err = entry_move (r->entry.dirfd, r->temporary, r->entry.base, r->dst);

  if (err != 0)
    give_up (r, STEP_RENAME, err);
  else
    {
      r->job->result.outcome = OUTCOME_REPLACED;
      clear_temporary (r);
    }
}

/* Link SOURCE to a temporary name and move that to DEST.  No signal gets in
   between, and nothing is allocated that could end the run.  */
static void
replace_held (struct replacement *r)
{
  struct held_signals held;

  hold_signals (&held);
  if (make_temporary (r))
    {
      if (!r->backup)
        swap_in (r);
      else if (look_at_temporary (r))
        replace_and_keep (r);
    }
  release_signals (&held);
}

/* Get R ready to replace DEST: hold its directory, choose the backup.  Return
   whether nothing speaks against it; else R has failed.  */
static bool
get_ready (struct replacement *r)
{
  struct look const *parent;
  int err = pin (r->placer, r->job, &r->entry);

  if (err == 0)
    err = parents_look (r->placer->parents, r->entry.dirfd, &parent);
  if (err != 0)
    job_fail (r->job, STEP_DEST, err);
  else if (keeps_names (r, parent, r->dst, NULL))
    job_fail (r->job, STEP_RENAME, EPERM);
  else
    {
      choose_backup (r);
      if (!r->backup || backup_qualifies (r, parent))
        {
          name_temporary (r);
          return true;
        }
    }
  return false;
}

void
replace (struct placer *placer, struct job *job, struct look const *src,
         struct look const *dst)
{
  struct replacement r = { .placer = placer, .job = job, .src = src,
                           .dst = dst };

  if (get_ready (&r))
    {
      replace_held (&r);
      if (job->result.outcome != OUTCOME_FAILED
          || job->result.step == STEP_UNLINK)
        {
          remember (placer, &r.entry, job->result.backup);
          if (job->result.backup)
            remember_backup (&r);
        }
    }
  free (r.backup);
}

/* JOB was not done because DEST exists.  If that is a symbolic link, find out
   under a temporary name whether the link could be made at all.  Return 0 if
   it could, or if that was not tried, or the errno of trying.  A temporary
   name that stays is JOB's failure.  */
int
place_probe (struct placer *placer, struct job *job)
{
  struct look const *parent;
  struct look src, dst;
  struct held_signals held;
  struct replacement r = { .placer = placer, .job = job, .src = &src };

  if (look_at (job->dst.dirfd, job->dst.name, false, &dst) != 0
      || !S_ISLNK (dst.mode)
      || pin (placer, job, &r.entry) != 0
      || linker_of (job->kind)->look (&job->src, &job->dst, &src) != 0
      || parents_look (placer->parents, r.entry.dirfd, &parent) != 0
      || keeps_names (&r, parent, NULL, NULL))
    return 0;

  name_temporary (&r);
  hold_signals (&held);
  int err = 0;
  if (make_temporary (&r))
    {
      int left_err = entry_remove (r.entry.dirfd, r.temporary, NULL,
                                   NUMBER_SUFFICES);
      if (left_err != 0)
        {
          job_fail (job, STEP_LINK, left_err);
          leave_behind (&r, r.temporary, false);
        }
    }
  else if (!job->result.left[0].name)
    {
      err = job->result.err;
      job->result = (struct result) { .outcome = OUTCOME_NONE };
    }
  release_signals (&held);
  return err;
}
