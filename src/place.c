/* How does a job become a directory entry: create, replace, back up?
   SPDX-License-Identifier: GPL-3.0-or-later

   DEST is at every instant the old file or the new.  A new link is made
   straight away; an old DEST is replaced by a rename over it, from a
   temporary name in the same directory, which is pinned by a descriptor.  */

#include <config.h>

#include "fhln.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attribute.h"
#include "platform/link.h"
#include "platform/privilege.h"
#include "platform/process.h"
#include "platform/rename.h"
#include "tempname.h"
#include "xalloc.h"
#include "xvasprintf.h"

#define TEMPORARY_TEMPLATE ".fhln-XXXXXXXX"

enum { RANDOM_LETTERS = 8, REPLACE_TRIES = 64 };

/* DEST held fast: its directory and its last component.  The descriptor
   belongs to the placer's parents or to the job.  */
struct entry
{
  int dirfd;
  char const *base;
};

/* One replacement under way.  */
struct replacement
{
  struct placer *placer;
  struct job *job;
  struct entry entry;
  char temporary[sizeof TEMPORARY_TEMPLATE];
};

/* Get PLACER ready for the jobs that OPTS ask for; it pins directories in
   PARENTS.  SEVERAL_JOBS if there may be more than one, so that one might
   destroy what another has made.  */
void
placer_start (struct placer *placer, struct options const *opts,
              struct parents *parents, bool several_jobs)
{
  bool replaces = (opts->if_exists == IF_EXISTS_REPLACE
                   || opts->if_exists == IF_EXISTS_ASK);
  bool guarded = (several_jobs && replaces
                  && opts->backup != numbered_backups
                  && (opts->kind == LINK_HARD || opts->backup != no_backups));

  *placer = (struct placer) {
    .opts = opts,
    .linker = choose_linker (opts),
    .made = guarded ? made_new () : NULL,
    .parents = parents,
  };
}

/* Return what makes JOB's link.  */
static struct linker const *
linker_of (struct placer const *placer, struct job const *job)
{
  return job->simulate ? simulated_linker () : placer->linker;
}

/* Is what JOB makes a symbolic link, whose owner is the caller?  */
static bool
makes_symlink (struct placer const *placer, struct job const *job)
{
  return placer->opts->kind == LINK_SYMBOLIC || job->simulate;
}

/* Hold the directory of JOB's new name in ENTRY.  Return 0 or an errno.  */
static int
pin (struct placer *placer, struct job *job, struct entry *entry)
{
  char const *name = job->dst.name;

  entry->base = name + parent_length (name);
  return parents_pin (placer->parents, job, &entry->dirfd);
}

/* The just-created guard.  */

/* Did this run make the entry BASE in the directory of ENTRY?  */
static bool
just_created (struct placer *placer, struct entry const *entry,
              char const *base)
{
  struct look const *parent;

  return (placer->made
          && parents_look (placer->parents, entry->dirfd, &parent) == 0
          && made_has (placer->made, made_key (parent, base)));
}

/* Remember that this run made the entry BASE in the directory of ENTRY, or
   found it as it should be.  */
static void
remember (struct placer *placer, struct entry const *entry, char const *base)
{
  struct look const *parent;

  if (placer->made
      && parents_look (placer->parents, entry->dirfd, &parent) == 0)
    made_add (placer->made, made_key (parent, base));
}

/* JOB's link was made, or was there already: the guard is to know of it.  */
ATTRIBUTE_NOINLINE static void
remember_link (struct placer *placer, struct job *job)
{
  struct entry entry;

  if (pin (placer, job, &entry) == 0)
    remember (placer, &entry, entry.base);
}

/* Looking.  */

static bool
same_inode (struct look const *a, struct look const *b)
{
  return a->dev == b->dev && a->ino == b->ino;
}

/* Does SRC name its file by a directory entry?  */
static bool
has_entry (struct source const *src)
{
  return src->kind == SOURCE_PATH || src->kind == SOURCE_VIA_HANDLE;
}

/* Is the entry BASE in DIRFD the one that the name of SRC ends with?  */
static bool
is_source_entry (struct source const *src, int dirfd, char const *base)
{
  size_t length;
  char const *src_base = base_name_of (src->name, &length);
  struct look src_parent, dst_parent;

  if (!has_entry (src) || strlen (base) != length
      || memcmp (base, src_base, length) != 0)
    return false;

  size_t parent = parent_length (src->name);
  char *text = parent != 0 ? ximemdup0 (src->name, parent) : NULL;
  int err = (text ? look_at (src->dirfd, text, true, &src_parent)
             : look_at_directory (src->dirfd, &src_parent));
  free (text);
  return (err == 0 && look_at_directory (dirfd, &dst_parent) == 0
          && same_inode (&src_parent, &dst_parent));
}

/* Does JOB's SOURCE, SRC, stand in the very entry of DEST, DST?  */
static bool
same_entry (struct placer *placer, struct job *job,
            struct look const *src, struct look const *dst)
{
  struct entry entry;

  if (!has_entry (&job->src) || !same_inode (src, dst))
    return false;
  if (src->nlink == 1)
    return true;
  /* Where the link leads to the canonical name of SOURCE, that may be DEST.  */
  if (job->simulate && job->src.follow)
    return true;

  /* Other last components are other entries: no need to pin DEST.  */
  size_t src_length, dst_length;
  char const *src_base = base_name_of (job->src.name, &src_length);
  char const *dst_base = base_name_of (job->dst.name, &dst_length);
  return (src_length == dst_length
          && memcmp (src_base, dst_base, src_length) == 0
          && pin (placer, job, &entry) == 0
          && is_source_entry (&job->src, entry.dirfd, entry.base));
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

/* Look at SOURCE after a failure.  Return true and fill SRC if a link to it
   can be thought of; else JOB has failed.  A symbolic link may lead to
   anything, or nowhere; a handle cannot be looked at without DEST's
   directory.  */
static bool
source_qualifies (struct placer const *placer, struct job *job,
                  struct look *src)
{
  int err = linker_of (placer, job)->look (&job->src, &job->dst, src);

  if (placer->opts->kind == LINK_SYMBOLIC || err < 0)
    {
      if (err != 0)
        *src = (struct look) { .nlink = 0 };
      return true;
    }
  if (err != 0)
    job_fail (job, err == EXDEV ? STEP_LINK : STEP_SOURCE, err);
  else if (S_ISDIR (src->mode) && !placer->opts->leave_directories)
    job_refuse (job, REFUSED_SOURCE_DIRECTORY, STEP_LINK, EPERM);
  else
    return true;
  return false;
}

/* Would the system refuse to take the name of DST, or a temporary name of
   SRC, out of the directory PARENT?  Then a temporary name would stay there.
   SRC_OURS if that name is the caller's whatever SRC is; DST is NULL if it is
   gone.  */
static bool
keeps_names (bool src_ours, struct look const *parent,
             struct look const *src, struct look const *dst)
{
  if (parent->append_only)
    return true;
  if ((parent->mode & S_ISVTX) == 0)
    return false;

  uid_t self = geteuid ();
  bool dst_ours = !dst || dst->uid == self;

  return (parent->uid != self
          && ! ((src_ours || src->uid == self) && dst_ours)
          && !overrides_sticky ());
}

/* Replacing.  */

/* try_tempname's callback: link SOURCE to NAME.  */
static int
try_link (char *name, void *arg)
{
  struct replacement const *r = arg;
  struct dest dst = { .dirfd = r->entry.dirfd, .name = name };
  int err = linker_of (r->placer, r->job)->make (&r->job->src, &dst);

  if (err == 0)
    return 0;
  errno = err;
  return -1;
}

/* Remove NAME from DIRFD, where it may not be any more.  Return 0 or an
   errno.  */
static int
remove_name (int dirfd, char const *name)
{
  int tries = 0;

  while (unlinkat (dirfd, name, 0) != 0 && errno != ENOENT)
    if (errno != EINTR || ++tries == REPLACE_TRIES)
      return errno;
  return 0;
}

/* Remove the temporary name; if it stays, JOB has failed.  */
static void
drop_temporary (struct replacement *r)
{
  int err = remove_name (r->entry.dirfd, r->temporary);

  if (err == 0)
    return;
  if (!r->job->result.left_behind)
    r->job->result.left_behind = xstrdup (r->temporary);
  if (r->job->result.outcome != OUTCOME_FAILED)
    job_fail (r->job, STEP_UNLINK, err);
}

/* The old file, or nothing, is at DEST again; R has failed.  */
static void
give_up (struct replacement *r, enum step step, int err)
{
  job_fail (r->job, step, err);
  drop_temporary (r);
}

/* Move the temporary name over DEST.  Renaming one link of a file over
   another does nothing, so the temporary name is removed always.  */
static void
swap_in (struct replacement *r)
{
  int dirfd = r->entry.dirfd;

  if (renameat (dirfd, r->temporary, dirfd, r->entry.base) != 0)
    {
      give_up (r, STEP_RENAME, errno);
      return;
    }
  r->job->result.outcome = OUTCOME_REPLACED;
  drop_temporary (r);
}

/* Backing up.  */

/* Return how many bytes a name in DIRFD may have, or -1 if unknown.  */
static long
name_limit (int dirfd)
{
  return (dirfd == AT_FDCWD ? pathconf (".", _PC_NAME_MAX)
          : fpathconf (dirfd, _PC_NAME_MAX));
}

/* Does the backup NAME of ENTRY never take the place of another?  */
static bool
is_exclusive (struct placer const *placer, struct entry const *entry,
              char const *name)
{
  enum backup_type type = placer->opts->backup;

  return (type == numbered_backups
          || (type == numbered_existing_backups
              && is_numbered_backup (name, entry->base)));
}

/* Return the name for a backup of ENTRY, allocated: gnulib's choice, or where
   the directory has no room for that a shorter one.  TRY counts from 1, and
   each name for another TRY is another one: it numbers backups whose short
   names are taken, and those in a directory that gnulib cannot read, where it
   begins with 1 each time.  */
static char *
choose_backup (struct placer const *placer, struct entry const *entry,
               int try)
{
  enum backup_type type = placer->opts->backup;
  char *name = find_backup_file_name (entry->dirfd, entry->base, type);

  if (try > 1 && is_numbered_backup (name, entry->base)
      && strtoull (name + strlen (entry->base) + strlen (".~"), NULL, 10)
         < (unsigned long long) try)
    {
      free (name);
      name = xasprintf ("%s.~%d~", entry->base, try);
    }

  long limit = name_limit (entry->dirfd);
  bool too_long = limit > 0 && (size_t) limit < strlen (name);
  bool taken = (try > 1 && limit > 0 && type == numbered_backups
                && !is_numbered_backup (name, entry->base));

  if (too_long || taken)
    {
      free (name);
      name = shortened_backup (entry->base, limit, taken ? try : 0);
    }
  return name;
}

/* The old file has the name *BACKUP, which R's result owns from now on: no
   copy, whose allocation might fail while the temporary name is there.  */
static void
hand_over (struct replacement *r, char **backup)
{
  r->job->result.backup = *backup;
  *backup = NULL;
}

/* Give the old file, at the temporary name after an exchange, its backup
   name.  Return 0 and set *BACKUP (allocated), or return an errno.  */
static int
name_backup (struct replacement *r, char **backup)
{
  int dirfd = r->entry.dirfd;

  for (int try = 2; ; try++)
    {
      bool exclusive = is_exclusive (r->placer, &r->entry, *backup);
      int err = (exclusive ? rename_exclusive (dirfd, r->temporary, *backup)
                 : renameat (dirfd, r->temporary, dirfd, *backup) == 0 ? 0
                 : errno);
      if (! (err == EEXIST && exclusive))
        return err;
      free (*backup);
      *backup = choose_backup (r->placer, &r->entry, try);
    }
}

/* The backup failed at STEP with ERR: put the old file back.  If not even
   that works, the temporary name is the old file's only one: keep it.  */
static void
exchange_back (struct replacement *r, enum step step, int err)
{
  if (exchange_names (r->entry.dirfd, r->temporary, r->entry.base) == 0)
    give_up (r, step, err);
  else
    {
      job_fail (r->job, step, err);
      r->job->result.displaced = true;
      r->job->result.left_behind = xstrdup (r->temporary);
    }
}

/* The old file stands at the temporary name, the new link at DEST: give the
   old file the name *BACKUP.  */
static void
keep_exchanged (struct replacement *r, char **backup)
{
  struct look old;
  int err = look_at (r->entry.dirfd, r->temporary, false, &old);

  if (err == 0 && S_ISDIR (old.mode))
    {
      exchange_back (r, STEP_RENAME, EISDIR);
      r->job->result.refusal = REFUSED_DEST_DIRECTORY;
      return;
    }
  if (err == 0)
    err = name_backup (r, backup);
  if (err != 0)
    {
      exchange_back (r, STEP_BACKUP, err);
      return;
    }
  r->job->result.outcome = OUTCOME_REPLACED;
  hand_over (r, backup);

  /* Where the backup's name already was a link of the old file, the rename
     has left the temporary name, too.  */
  drop_temporary (r);
}

/* try_tempname's callback: give the old DEST the name NAME too.  */
static int
try_link_old (char *name, void *arg)
{
  struct replacement const *r = arg;

  return link_path (r->entry.dirfd, r->entry.base, r->entry.dirfd, name,
                    false);
}

/* Give the old DEST the simple backup name BACKUP, which may exist, too.
   Return 0 or an errno.  */
static int
link_simple_backup (struct replacement *r, char const *backup)
{
  char temporary[] = TEMPORARY_TEMPLATE;
  int dirfd = r->entry.dirfd;

  if (try_tempname_len (temporary, 0, r, try_link_old, RANDOM_LETTERS) < 0)
    return errno;
  int err = renameat (dirfd, temporary, dirfd, backup) == 0 ? 0 : errno;
  int left_err = remove_name (dirfd, temporary);
  if (left_err == 0)
    return err;
  r->job->result.left_behind = xstrdup (temporary);
  return left_err;
}

/* Give the old DEST the name *BACKUP too, by a link.  Return 0 or an errno.
   A numbered backup never takes an existing name: the next number does.  */
static int
link_backup (struct replacement *r, char **backup)
{
  int dirfd = r->entry.dirfd;

  if (!is_exclusive (r->placer, &r->entry, *backup))
    return link_simple_backup (r, *backup);
  for (int try = 2;
       link_path (dirfd, r->entry.base, dirfd, *backup, false) != 0;
       try++)
    {
      if (errno != EEXIST)
        return errno;
      free (*backup);
      *backup = choose_backup (r->placer, &r->entry, try);
    }
  return 0;
}

/* Back up where names cannot be exchanged: the old file gets its second name
   first, then the new link goes over the first one.  Where the old file
   cannot be linked it is renamed away, and DEST is missing for a moment.  */
static void
keep_by_link (struct replacement *r, char **backup)
{
  int dirfd = r->entry.dirfd;
  int link_err = link_backup (r, backup);
  bool linked = link_err == 0;

  if (r->job->result.left_behind)
    {
      give_up (r, STEP_BACKUP, link_err);
      return;
    }
  if (!linked && renameat (dirfd, r->entry.base, dirfd, *backup) != 0)
    {
      give_up (r, STEP_BACKUP, errno);
      return;
    }
  r->job->result.gap = !linked;
  if (renameat (dirfd, r->temporary, dirfd, r->entry.base) == 0)
    {
      r->job->result.outcome = OUTCOME_REPLACED;
      hand_over (r, backup);
      drop_temporary (r);
      return;
    }

  int err = errno;
  if (linked)
    unlinkat (dirfd, *backup, 0);
  else if (renameat (dirfd, *backup, dirfd, r->entry.base) != 0)
    hand_over (r, backup);
  give_up (r, STEP_RENAME, err);
}

/* Put the new link at DEST, and the old file at *BACKUP.  */
static void
swap_and_keep (struct replacement *r, char **backup)
{
  int dirfd = r->entry.dirfd;
  int err = 0;

  for (int tries = 0; tries < REPLACE_TRIES; tries++)
    {
      err = exchange_names (dirfd, r->temporary, r->entry.base);
      if (err == 0)
        {
          keep_exchanged (r, backup);
          return;
        }
      if (err == ENOTSUP)
        {
          keep_by_link (r, backup);
          return;
        }
      if (err != ENOENT)
        break;

      /* DEST is gone: there is nothing to back up.  */
      err = rename_exclusive (dirfd, r->temporary, r->entry.base);
      if (err == 0)
        {
          r->job->result.outcome = OUTCOME_LINKED;
          return;
        }
      if (err != EEXIST)
        break;
    }
  give_up (r, STEP_RENAME, err);
}

/* May the old DEST take the name BACKUP?  If not, JOB has failed.  */
static bool
backup_qualifies (struct replacement *r, char const *backup)
{
  if (is_source_entry (&r->job->src, r->entry.dirfd, backup))
    job_refuse (r->job, REFUSED_BACKUP_IS_SOURCE, STEP_BACKUP, EEXIST);
  else if (just_created (r->placer, &r->entry, backup))
    job_refuse (r->job, REFUSED_JUST_CREATED, STEP_BACKUP, EEXIST);
  else
    return true;
  r->job->result.backup = xstrdup (backup);
  return false;
}

/* Link SOURCE to a temporary name and move that to DEST; *BACKUP is the old
   file's new name, or NULL for none.  No signal gets in between.  */
static void
replace_held (struct replacement *r, char **backup)
{
  struct held_signals held;

  hold_signals (&held);
  if (try_tempname_len (r->temporary, 0, r, try_link, RANDOM_LETTERS) < 0)
    job_fail (r->job, STEP_LINK, errno);
  else if (*backup)
    swap_and_keep (r, backup);
  else
    swap_in (r);
  release_signals (&held);
}

/* Replace DEST, which was DST or is gone (NULL), by a link to SRC.  */
static void
replace (struct placer *placer, struct job *job, struct look const *src,
         struct look const *dst)
{
  struct replacement r = { .placer = placer, .job = job,
                           .temporary = TEMPORARY_TEMPLATE };
  struct look const *parent;
  char *backup = NULL;
  int err = pin (placer, job, &r.entry);

  if (err == 0)
    err = parents_look (placer->parents, r.entry.dirfd, &parent);
  if (err != 0)
    {
      job_fail (job, STEP_DEST, err);
      return;
    }
  if (keeps_names (makes_symlink (placer, job), parent, src, dst))
    {
      job_fail (job, STEP_RENAME, EPERM);
      return;
    }
  if (placer->opts->backup != no_backups)
    {
      backup = choose_backup (placer, &r.entry, 1);
      if (!backup_qualifies (&r, backup))
        {
          free (backup);
          return;
        }
    }
  replace_held (&r, &backup);
  if (job->result.outcome != OUTCOME_FAILED)
    {
      remember (placer, &r.entry, r.entry.base);
      if (job->result.backup)
        remember (placer, &r.entry, job->result.backup);
    }
  free (backup);
}

/* JOB was not done because DEST exists.  If that is a symbolic link, find out
   under a temporary name whether the link could be made at all.  Return 0 if
   it could, or if that was not tried, or the errno of trying.  A temporary
   name that stays is JOB's failure.  */
int
place_probe (struct placer *placer, struct job *job)
{
  struct replacement r = { .placer = placer, .job = job,
                           .temporary = TEMPORARY_TEMPLATE };
  struct look const *parent;
  struct look src, dst;
  struct held_signals held;

  if (look_at (job->dst.dirfd, job->dst.name, false, &dst) != 0
      || !S_ISLNK (dst.mode)
      || pin (placer, job, &r.entry) != 0
      || linker_of (placer, job)->look (&job->src, &job->dst, &src) != 0
      || parents_look (placer->parents, r.entry.dirfd, &parent) != 0
      || keeps_names (makes_symlink (placer, job), parent, &src, NULL))
    return 0;

  hold_signals (&held);
  int err = 0;
  if (try_tempname_len (r.temporary, 0, &r, try_link, RANDOM_LETTERS) < 0)
    err = errno;
  else
    {
      int left_err = remove_name (r.entry.dirfd, r.temporary);
      if (left_err != 0)
        {
          job_fail (job, STEP_LINK, left_err);
          job->result.left_behind = xstrdup (r.temporary);
        }
    }
  release_signals (&held);
  return err;
}

/* What to do with an existing DEST.  */

/* May JOB's DEST, DST, be replaced by SRC at all?  If not, its end is
   written.  */
static bool
dest_qualifies (struct placer *placer, struct job *job,
                struct look const *src, struct look const *dst)
{
  bool symbolic = placer->opts->kind == LINK_SYMBOLIC;
  bool backs_up = placer->opts->backup != no_backups;
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
  else if (!backs_up
           && ((!symbolic && same_inode (src, dst))
               || (job->simulate && linker_of (placer, job)->is_made
                                      (&job->src, &job->dst))))
    {
      job->result.outcome = OUTCOME_ALREADY;
      if (placer->made)
        remember_link (placer, job);
    }
  else
    return true;
  return false;
}

/* --if-exists=same: DEST, DST, is SRC or JOB fails.  */
static void
want_same (struct placer *placer, struct job *job, struct look const *src,
           struct look const *dst)
{
  if (makes_symlink (placer, job)
      ? linker_of (placer, job)->is_made (&job->src, &job->dst)
      : same_inode (src, dst) && dest_qualifies (placer, job, src, dst))
    job->result.outcome = OUTCOME_ALREADY;
  else if (job->result.outcome == OUTCOME_NONE)
    job_fail (job, STEP_LINK, EEXIST);
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
ATTRIBUTE_NOINLINE static void
occupied (struct placer *placer, struct job *job, enum if_exists policy)
{
  struct look src;
  struct look dst;
  int dst_err = look_at (job->dst.dirfd, job->dst.name, false, &dst);

  if (dst_err == 0 && may_enter (placer, job, &dst))
    {
      job->result.outcome = OUTCOME_DIRECTORY;
      return;
    }
  if (!source_qualifies (placer, job, &src))
    return;

  /* It may be gone by now: then replacing it does no harm.  */
  bool gone = dst_err == ENOENT && !ends_in_slash (job->dst.name);
  if (dst_err == ENOENT && !gone)
    policy = IF_EXISTS_FAIL;
  else if (policy != IF_EXISTS_FAIL && dst_err != 0 && !gone)
    {
      job_fail (job, STEP_DEST, dst_err);
      return;
    }
  if (job->simulate && dst_err == 0 && S_ISLNK (dst.mode))
    policy = simulated_policy (job, policy);
  switch (policy)
    {
    case IF_EXISTS_FAIL:
      job_fail (job, STEP_LINK, (job->simulate && dst_err == 0
                                 && S_ISLNK (dst.mode) ? ELOOP : EEXIST));
      break;
    case IF_EXISTS_SAME:
      want_same (placer, job, &src, &dst);
      break;
    case IF_EXISTS_SKIP:
      job->result.outcome = OUTCOME_SKIPPED;
      break;
    case IF_EXISTS_ASK:
      if (gone || dest_qualifies (placer, job, &src, &dst)
          || job->result.outcome == OUTCOME_ALREADY)
        job->result.outcome = OUTCOME_ASK;
      break;
    case IF_EXISTS_REPLACE:
      if (gone || dest_qualifies (placer, job, &src, &dst))
        replace (placer, job, &src, gone ? NULL : &dst);
      break;
    }
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
  if (err == ENOENT && job->src.pinned > 0 && look.nlink != 0
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
ATTRIBUTE_NOINLINE static void
look_where_it_leads (struct job *job)
{
  struct look look;

  if (job->result.outcome == OUTCOME_LINKED
      || job->result.outcome == OUTCOME_REPLACED)
    job->result.missing = look_at (job->dst.dirfd, job->dst.name, true,
                                   &look);
}

/* Do JOB; POLICY tells what to do when DEST exists.  The outcome may be
   OUTCOME_DIRECTORY or OUTCOME_ASK: then call again after enter_directory, or
   with IF_EXISTS_REPLACE.  */
void
place (struct placer *placer, struct job *job, enum if_exists policy)
{
  int err = linker_of (placer, job)->make (&job->src, &job->dst);

  if (err == 0)
    {
      job->result.outcome = OUTCOME_LINKED;
      if (placer->made)
        remember_link (placer, job);
    }
  else if (err == EEXIST)
    occupied (placer, job, policy);
  else
    not_created (placer, job, policy, err);

  if (placer->opts->warn_missing && placer->opts->kind == LINK_SYMBOLIC)
    look_where_it_leads (job);
}

/* Store the text of the handle of JOB's SOURCE in its result.  */
void
print_handle (struct job *job)
{
  fhandle_t handle;
  struct handle_parts parts;
  struct look look;
  int err = source_handle (&job->src, &handle);

  if (err != 0)
    {
      int look_err = (job->src.kind == SOURCE_FD
                      ? look_at_descriptor (job->src.fd, &look)
                      : look_at (job->src.dirfd, job->src.name,
                                 job->src.follow, &look));
      job_fail (job, look_err != 0 ? STEP_SOURCE : STEP_HANDLE, err);
      return;
    }
  fh_to_parts (&handle, &parts);
  job->result.handle = xmalloc (HANDLE_TEXT_SIZE);
  format_handle (&parts, job->result.handle);
  job->result.outcome = OUTCOME_PRINTED;
}
