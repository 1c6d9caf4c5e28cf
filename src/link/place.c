/* How does a job become a directory entry?
   SPDX-License-Identifier: GPL-3.0-or-later

   A new link is made straight away.  Only if DEST exists, or the system
   refuses, is anything looked at: what is to be done then is decided here, and
   how it is done is told in replace.c.  With --dry-run the system is not asked;
   foresee.c tells what it would answer, and the rest is the same.  */

#include <config.h>

#include "place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "attribute.h"
#include "entry.h"
#include "foresee.h"
#include "name.h"
#include "platform/link.h"
#include "replace.h"
#include "same.h"
#include "spelling.h"
#include "verify.h"

/* Looking.  */

/* Could the base names of A and B be one entry?  */
static bool
may_be_one_base (char const *a, char const *b)
{
  char *base[2] = { base_of (a), base_of (b) };
  bool result = may_be_one (base[0], base[1]);

  free (base[0]);
  free (base[1]);
  return result;
}

/* Does JOB's SOURCE, SRC, stand in the very entry of DEST, which is the same
   file?  Where there are more links, a symbolic link may lead to any of them;
   but attributes may be cached, so that one link is no proof of one entry.  */
static bool
is_same_entry (struct placer *placer, struct job *job, struct look const *src)
{
  struct source const *source = &job->src;
  bool follow = ((source->follow || job->kind == LINK_SYMBOLIC)
                 && (src->nlink == 1 || job->kind == LINK_SIMULATED));
  struct entry entry;

  if ((!follow && !may_be_one_base (source->name, job->dst.name))
      || pin (placer, job, &entry) != 0)
    return false;
  return (follow ? leads_by (source->dirfd, source->name, true, &entry)
          : is_name_of (source->dirfd, source->name, &entry));
}

/* Would JOB's symbolic link, to SRC if that is seen from here, lead to itself
   in the place of DST?  It starts where it lies.  */
static bool
leads_to_itself (struct placer *placer, struct job *job,
                 struct look const *src, struct look const *dst)
{
  struct look source = *src;
  struct look dest = *dst;
  struct entry entry;
  int err = 0;
  int dest_err = 0;

  if (pin (placer, job, &entry) != 0)
    return false;
  if (src->nlink == 0 || entry.dirfd != job->src.dirfd
      || job->src.text != job->src.name)
    err = look_at (entry.dirfd, job->src.text, true, &source);
  if (S_ISLNK (dst->mode))
    dest_err = look_at (entry.dirfd, entry.base, true, &dest);

  /* What leads there leads on to the same file, or through a directory; or, as
     "f/" and "f/x", through a file that is none.  */
  return ((err == ENOTDIR
           || (err == dest_err
               && (err != 0 || is_same_file (&source, &dest)
                   || S_ISDIR (dest.mode))))
          && leads_by (entry.dirfd, job->src.text, false, &entry));
}

/* Does JOB's SOURCE, SRC, stand in the very entry of DEST, DST?  The SOURCE of
   a symbolic link may have been meant from here, too.  */
static bool
same_entry (struct placer *placer, struct job *job,
            struct look const *src, struct look const *dst)
{
  return (is_path (job->src.kind)
          && ((is_same_file (src, dst) && is_same_entry (placer, job, src))
              || (job->kind == LINK_SYMBOLIC
                  && leads_to_itself (placer, job, src, dst))));
}

/* Can DEST, DST, be a directory that JOB's link should go into?  */
static bool
may_enter (struct placer const *placer, struct job const *job,
           struct look const *dst)
{
  return (job->dst.may_be_directory
          && (S_ISDIR (dst->mode)
              || (S_ISLNK (dst->mode) && !placer->opts->no_dereference)));
}

/* What to do with an existing DEST.  */

/* May JOB's DEST, DST, be replaced by SRC at all?  If not, JOB has failed.  */
static bool
dest_qualifies (struct placer *placer, struct job *job,
                struct look const *src, struct look const *dst)
{
  bool symbolic = job->kind == LINK_SYMBOLIC;
  struct entry entry;

  if (S_ISDIR (dst->mode))
    job_refuse (job, REFUSED_DEST_DIRECTORY, STEP_RENAME, EISDIR);
  else if (dst->mount_root)
    job_fail (job, STEP_RENAME, EBUSY);
  else if (placer->made && !placer->opts->backs_up_own && !symbolic
           && pin (placer, job, &entry) == 0
           && just_created (placer, &entry, entry.base))
    job_refuse (job, REFUSED_JUST_CREATED, STEP_RENAME, EEXIST);
  else if (same_entry (placer, job, src, dst))
    job_refuse (job, REFUSED_SAME_FILE, STEP_LINK, EEXIST);
  else
    return true;
  return false;
}

/* Is JOB's DEST, DST, the link to SRC already?  Then that is JOB's end.  With
   backups it is replaced all the same, but in a tree: the old file may have its
   backup already, which another would destroy.  */
static bool
is_already (struct placer *placer, struct job *job, struct look const *src,
            struct look const *dst)
{
  bool keeps = placer->opts->keeps_same && placer->opts->backup != no_backups;

  if (!keeps && (placer->opts->backup != no_backups
                 || job->kind == LINK_SYMBOLIC))
    return false;
  if (! ((job->kind != LINK_SYMBOLIC && is_same_file (src, dst))
         || (job->kind != LINK_HARD
             && linker_of (job->kind)->is_made (&job->src, &job->dst))))
    return false;
  job->result.outcome = OUTCOME_ALREADY;
  if (placer->made)
    remember_link (placer, job);
  return true;
}

/* --if-exists=same: DEST, DST, is SRC or JOB fails.  */
static void
want_same (struct placer *placer, struct job *job, struct look const *src,
           struct look const *dst)
{
  if (job->kind != LINK_HARD
      ? linker_of (job->kind)->is_made (&job->src, &job->dst)
      : is_same_file (src, dst) && dest_qualifies (placer, job, src, dst))
    job->result.outcome = OUTCOME_ALREADY;
  else if (job->result.outcome == OUTCOME_NONE)
    job_fail (job, STEP_LINK, EEXIST);
}

/* DEST is gone that was there just now: JOB's link is made once more.  */
static void
make_after_all (struct placer *placer, struct job *job)
{
  bool dry = placer->opts->dry_run;
  int err = (dry ? foresee_link (placer, job)
             : linker_of (job->kind)->make (&job->src, &job->dst));

  if (err != 0)
    job_fail (job, STEP_LINK, err);
  else
    job->result.outcome = dry ? OUTCOME_WOULD_LINK : OUTCOME_LINKED;
  if (err == 0 && placer->made)
    remember_link (placer, job);
}

/* Return what to do about JOB's DEST, which is a link, instead of POLICY: a
   simulated link whose file is gone counts as absent.  */
static enum if_exists
simulated_policy (struct job const *job, enum if_exists policy)
{
  struct look look;
  int err = look_at (job->dst.dirfd, job->dst.name, true, &look);

  return err == ENOENT ? IF_EXISTS_REPLACE : policy;
}

/* DEST exists: the one switch on what to do then.  */
ATTRIBUTE_NOINLINE static enum placed
occupied (struct placer *placer, struct job *job, enum if_exists policy)
{
  struct look src;
  struct look dst;
  int dst_err = look_at (job->dst.dirfd, job->dst.name, false, &dst);

  if (dst_err == 0 && may_enter (placer, job, &dst))
    return PLACE_INSIDE;
  if (!source_qualifies (placer, job, &src))
    return PLACED;

  /* It may be gone by now: then replacing it does no harm.  */
  bool gone = dst_err == ENOENT && !ends_in_slash (job->dst.name);
  if (dst_err == ENOENT && !gone)
    policy = IF_EXISTS_FAIL;
  else if (policy != IF_EXISTS_FAIL && dst_err != 0 && !gone)
    {
      job_fail (job, STEP_DEST, dst_err);
      return PLACED;
    }
  if (job->kind == LINK_SIMULATED && dst_err == 0 && S_ISLNK (dst.mode))
    policy = simulated_policy (job, policy);
  switch (policy)
    {
    case IF_EXISTS_FAIL:
      job_fail (job, STEP_LINK, (job->kind == LINK_SIMULATED && dst_err == 0
                                 && S_ISLNK (dst.mode) ? ELOOP : EEXIST));
      break;
    case IF_EXISTS_SAME:
      if (gone)
        make_after_all (placer, job);
      else
        want_same (placer, job, &src, &dst);
      break;
    case IF_EXISTS_SKIP:
      job->result.outcome = OUTCOME_SKIPPED;
      break;
    case IF_EXISTS_ASK:
      if (!gone && !dest_qualifies (placer, job, &src, &dst))
        break;
      if (!placer->opts->dry_run)
        return PLACE_IF_ALLOWED;
      job->result.outcome = OUTCOME_WOULD_ASK;
      break;
    case IF_EXISTS_REPLACE:
      if (gone || (dest_qualifies (placer, job, &src, &dst)
                   && !is_already (placer, job, &src, &dst)))
        replace (placer, job, &src, gone ? NULL : &dst);
      break;
    }
  return PLACED;
}

/* Is ERR one that a server may answer though it has done its work?  */
static bool
may_be_done (int err)
{
  return (err == EIO || err == ENOENT || err == EINTR || err == ESTALE
          || err == ETIMEDOUT || err == ENOTCONN || err == ECONNABORTED
          || err == ECONNRESET || err == EAGAIN || err == EBUSY);
}

/* The link could not be made, by ERR, though DEST does not exist.  If POLICY
   is to replace it, a DEST that cannot be looked up is the first thing that
   is wrong, as in GNU ln.  */
ATTRIBUTE_NOINLINE static void
not_created (struct placer *placer, struct job *job, enum if_exists policy,
             int err)
{
  struct look look;

  if (!source_qualifies (placer, job, &look))
    return;
  if (may_be_done (err) && !placer->opts->dry_run
      && linker_of (job->kind)->is_made (&job->src, &job->dst))
    {
      job->result.outcome = OUTCOME_LINKED;
      if (placer->made)
        remember_link (placer, job);
      return;
    }
  if (err == ENOENT && job->src.pinned >= 0 && look.nlink != 0
      && !links_descriptors ())
    {
      job_refuse (job, REFUSED_NO_PROC, STEP_LINK, ENOSYS);
      return;
    }

  bool replaces = policy == IF_EXISTS_REPLACE || policy == IF_EXISTS_ASK;
  int dst_err = (replaces ? look_at (job->dst.dirfd, job->dst.name, false,
                                     &look) : 0);
  if (dst_err != 0 && dst_err != ENOENT)
    job_fail (job, STEP_DEST, dst_err);
  else
    job_fail (job, STEP_LINK, err);
}

/* -w: JOB's symbolic link may lead nowhere.  */
static void
look_where_it_leads (struct placer *placer, struct job *job)
{
  enum outcome outcome = job->result.outcome;
  struct look look;

  if (!placer->opts->warn_missing || job->kind != LINK_SYMBOLIC)
    return;
  if (outcome == OUTCOME_LINKED || outcome == OUTCOME_REPLACED)
    job->result.missing = look_at (job->dst.dirfd, job->dst.name, true,
                                   &look);
  else if (outcome == OUTCOME_WOULD_LINK || outcome == OUTCOME_WOULD_REPLACE)
    job->result.missing = foresee_missing (placer, job);
}

/* JOB's link was made straight away.  */
ATTRIBUTE_NOINLINE static void
look_back (struct placer *placer, struct job *job)
{
  if (placer->made)
    remember_link (placer, job);
  look_where_it_leads (placer, job);
}

/* Is the DEST of JOB, which could not be linked, there, and perhaps a directory
   to go into?  A handle is opened on DEST's mount first of all, so that another
   error may come before EEXIST, which linkat answers before all else.  */
static bool
is_there (struct job const *job)
{
  struct look look;

  return (job->src.kind == SOURCE_VIA_HANDLE && job->dst.may_be_directory
          && look_at (job->dst.dirfd, job->dst.name, false, &look) == 0);
}

/* JOB's link could not be made straight away, by ERR: as place.  */
ATTRIBUTE_NOINLINE static enum placed
not_made (struct placer *placer, struct job *job, enum if_exists policy,
          int err)
{
  enum placed placed = PLACED;

  if (err == EEXIST || is_there (job))
    placed = occupied (placer, job, policy);
  else
    not_created (placer, job, policy, err);
  look_where_it_leads (placer, job);
  return placed;
}

enum placed
place (struct placer *placer, struct job *job, enum if_exists policy)
{
  int err = linker_of (job->kind)->make (&job->src, &job->dst);

  if (err != 0)
    return not_made (placer, job, policy, err);
  job->result.outcome = OUTCOME_LINKED;
  if (placer->looks_back)
    look_back (placer, job);
  return PLACED;
}

/* As place, but a link that is made is looked at: JOB fails if it is none, and
   its result tells if that cannot be seen.  */
static enum placed
place_verified (struct placer *placer, struct job *job, enum if_exists policy)
{
  struct look before;
  struct entry entry;

  if (linker_of (job->kind)->look (&job->src, &job->dst, &before) != 0)
    before = (struct look) { .nlink = 0 };

  enum placed placed = place (placer, job, policy);
  if (job->result.outcome == OUTCOME_LINKED)
    job->result.unverified
      = (pin (placer, job, &entry) != 0
         || (verify_name (job, entry.dirfd, entry.base, &before)
             == VERIFIED_MAYBE));
  return placed;
}

/* As place, but nothing is made, and JOB ends as what would become of it, as
   far as looking tells.  */
static enum placed
place_foreseen (struct placer *placer, struct job *job, enum if_exists policy)
{
  int err = foresee_link (placer, job);

  if (err != 0)
    return not_made (placer, job, policy, err);
  job->result.outcome = OUTCOME_WOULD_LINK;
  look_where_it_leads (placer, job);
  return PLACED;
}

enum placed
place_as_asked (struct placer *placer, struct job *job, enum if_exists policy)
{
  return (placer->opts->dry_run ? place_foreseen (placer, job, policy)
          : placer->opts->verify ? place_verified (placer, job, policy)
          : place (placer, job, policy));
}

/* A file with one link is none that has a name at SOURCE as well.  */
bool
place_listed (struct placer *placer, struct job *job, uint64_t dev)
{
  struct look look;

  if (look_at (job->dst.dirfd, job->dst.name, false, &look) != 0
      || look.dev != dev || look.ino != job->tree->listed || look.nlink < 2
      || look.mount_root)
    return false;
  job->result.outcome = OUTCOME_ALREADY;
  if (placer->made)
    remember_link (placer, job);
  return true;
}
