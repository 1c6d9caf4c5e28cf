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

#include "backup-name.h"
#include "backup.h"
#include "foresee.h"
#include "platform/process.h"
#include "platform/threads.h"
#include "same.h"
#include "temporary.h"
#include "verify.h"

/* What may be replaced.  */

/* Does the backup's name, or what it leads to, belong to SOURCE?  A symbolic
   link starts where it lies, but its SOURCE may have been meant from here.  */
static bool
is_source (struct replacement const *r)
{
  struct source const *src = &r->job->src;
  struct entry backup = { r->entry.dirfd, r->backup };
  bool symbolic = r->job->kind == LINK_SYMBOLIC;

  if (!is_path (src->kind))
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

/* With --verify: is R's temporary name a link to SOURCE?  If not, R has failed,
   and DEST has not been touched.  */
static bool
is_verified (struct replacement *r)
{
  struct job *job = r->job;

  if (!r->placer->opts->verify)
    return true;
  switch (verify_name (job, r->entry.dirfd, r->temporary, r->src))
    {
    case VERIFIED:
      break;
    case VERIFIED_MAYBE:
      job->result.unverified = true;
      break;
    case VERIFIED_NOT:
      job->result.temporary = true;
      remove_temporary (r);
      return false;
    }
  return true;
}

/* Link SOURCE to a temporary name and move that to DEST.  No signal gets in
   between, nor does another worker that ends the run, and nothing is allocated
   that could end it.  */
static void
replace_undisturbed (struct replacement *r)
{
  struct gate *gate = r->placer->gate;
  struct held_signals held;

  hold_signals (&held);
  if (gate)
    gate_enter (gate);
  if (make_temporary (r) && is_verified (r))
    {
      if (!r->backup)
        swap_in (r);
      else if (look_at_temporary (r))
        replace_and_keep (r);
    }
  if (gate)
    gate_leave (gate);
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

/* --dry-run: tell what would become of R.  */
static void
foretell (struct replacement *r)
{
  struct result *result = &r->job->result;
  int err = foresee_free (r->job, &r->entry);

  if (err != 0)
    {
      job_fail (r->job, STEP_LINK, err);
      result->temporary = true;
      return;
    }
  result->outcome = r->dst ? OUTCOME_WOULD_REPLACE : OUTCOME_WOULD_LINK;
  if (!r->dst)
    return;
  result->backup = r->backup;
  r->backup = NULL;
}

void
replace (struct placer *placer, struct job *job, struct look const *src,
         struct look const *dst)
{
  struct replacement r = { .placer = placer, .job = job, .src = src,
                           .dst = dst };

  bool ready = get_ready (&r);

  if (ready && placer->opts->dry_run)
    foretell (&r);
  else if (ready)
    {
      replace_undisturbed (&r);
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
