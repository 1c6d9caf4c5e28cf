/* How does the old file keep a name while the new link takes DEST's?
   SPDX-License-Identifier: GPL-3.0-or-later

   The new link has a temporary name.  That and DEST are exchanged, so that the
   temporary name holds exactly the file that was replaced, and then it becomes
   the backup.  Where names cannot be exchanged, the old file gets a second
   name first, which becomes the backup once the new link stands at DEST.

   From then on this may be the old file's only name.  What fails is undone
   backwards, but only where a look shows what this run has put there; else the
   old file stays where it is, and the message says where.  */

#include <config.h>

#include "backup.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "backup-name.h"
#include "platform/link.h"
#include "temporary.h"

enum
{
  REPLACE_TRIES = 64,           /* of what others may undo at any time */
  PUT_BACK_TRIES = 8
};

/* The old file has R's backup name, which R's result owns from now on: no copy,
   whose allocation might fail while a temporary name is there.  */
static void
hand_over (struct replacement *r)
{
  r->job->result.outcome = OUTCOME_REPLACED;
  r->job->result.backup = r->backup;
  r->backup = NULL;
  if (r->stuck != 0)
    job_fail (r->job, STEP_UNLINK, r->stuck);
}

/* R has failed at STEP with ERR, and NAME is a name of the old file, maybe its
   only one.  */
static void
leave_old (struct replacement *r, char const *name, enum step step, int err)
{
  job_fail (r->job, step, err);
  leave_behind (r, name, true);
}

/* FILE has been moved from NAME to TO, in the directory of R.  If NAME is still
   there, too, remove it; where each name has a number of its own, that of NAME
   has gone to TO, even if the server has done nothing.  Return 0, or EIO if
   nothing was moved.  */
static int
finish_move (struct replacement *r, char const *name, char const *to,
             struct look const *file)
{
  int dirfd = r->entry.dirfd;
  struct look there;
  enum found found = entry_find (dirfd, name, file, r->strict, &there);

  if (! (found == FOUND_IT
         || (found == FOUND_OTHER && r->strict == NUMBER_IS_A_NAMES
             && is_alike (&there, file))))
    return 0;
  if (!entry_holds (dirfd, to, file, r->strict == NUMBER_IS_A_NAMES))
    return EIO;
  r->stuck = entry_remove (dirfd, name, &there, r->strict);
  if (r->stuck != 0)
    leave_behind (r, name, false);
  return 0;
}

/* Move FILE from NAME to TO, which is free, in the directory of R.  Return 0 or
   an errno.  */
static int
move_to_free (struct replacement *r, char const *name, char const *to,
              struct look const *file)
{
  int err = entry_move_to_free (r->entry.dirfd, name, to, file, r->strict);

  return err != 0 ? err : finish_move (r, name, to, file);
}

/* The old file is at NAME, in the directory of R.  Give it R's backup name
   instead, or another number if that is taken.  Where the backup already was a
   link to the old file, a rename does nothing.  Return 0 or an errno.  */
static int
name_backup (struct replacement *r, char const *name)
{
  int dirfd = r->entry.dirfd;
  int tries = 0;

  if (!r->exclusive)
    {
      int err = entry_move (dirfd, name, r->backup, NULL);
      return err != 0 ? err : finish_move (r, name, r->backup, &r->old);
    }
  for (;;)
    {
      int err = move_to_free (r, name, r->backup, &r->old);
      if (err != EEXIST || ++tries == REPLACE_TRIES)
        return err;
      choose_next_backup (r);
    }
}

/* Where names are exchanged.  */

/* The temporary name and DEST should change places.  Return 0 if they have, and
   fill R's OLD; or an errno.  R has failed then if nobody knows.  */
static int
exchange_in (struct replacement *r)
{
  int dirfd = r->entry.dirfd;
  struct look now;

  for (int tries = 1; ; tries++)
    {
      int err = entry_exchange (dirfd, r->temporary, r->entry.base);
      switch (entry_find (dirfd, r->temporary, &r->made, r->strict, &r->old))
        {
        case FOUND_OTHER:
          /* A file may change as it is looked at.  */
          return (err != 0
                  && (r->dst ? entry_find (dirfd, r->entry.base, r->dst,
                                           r->strict, &now) == FOUND_IT
                      : r->strict != NUMBER_SUFFICES) ? err : 0);
        case FOUND_IT:
          /* DEST may be the same file: then it makes no difference.  */
          if ((err == 0 || r->strict == NUMBER_SUFFICES)
              && entry_look (dirfd, r->entry.base, &now) == 0
              && (is_same_file (&now, &r->made)
                  || (err == 0 && is_alike (&now, &r->made))))
            return 0;
          if (err != EINTR || tries == REPLACE_TRIES)
            return err != 0 ? err : EIO;
          break;
        case FOUND_NOTHING:
          job_fail (r->job, STEP_RENAME, err != 0 ? err : EIO);
          return EIO;
        case FOUND_UNKNOWN:
          leave_old (r, r->temporary, STEP_RENAME, err != 0 ? err : EIO);
          return EIO;
        }
    }
}

/* Has an exchange put R's temporary name and DEST, which held the new link,
   back?  If something else was at DEST by then, let it have its place
   again.  Return whether the temporary name holds the new link.  */
static bool
is_put_back (struct replacement *r)
{
  int dirfd = r->entry.dirfd;
  struct look now;

  for (int tries = 0; tries < PUT_BACK_TRIES; tries++)
    {
      struct look dest;
      enum found found = entry_find (dirfd, r->temporary, &r->made, r->strict,
                                     &now);
      if (found != FOUND_OTHER)
        return found == FOUND_IT;
      if (entry_find (dirfd, r->temporary, &r->old, r->strict, &now)
          == FOUND_IT)
        return false;
      if (entry_find (dirfd, r->entry.base, &r->old, r->strict, &dest)
          != FOUND_IT)
        return false;
      entry_exchange (dirfd, r->temporary, r->entry.base);
    }
  return false;
}

/* After an exchange R has failed at STEP with ERR: put the old file back to
   DEST, if the new link, or nothing, stands there.  */
static void
put_back (struct replacement *r, enum step step, int err)
{
  int dirfd = r->entry.dirfd;
  struct look now;

  switch (entry_find (dirfd, r->entry.base, &r->made, r->strict, &now))
    {
    case FOUND_IT:
      entry_exchange (dirfd, r->temporary, r->entry.base);
      if (is_put_back (r))
        {
          give_up (r, step, err);
          return;
        }
      break;
    case FOUND_NOTHING:
      if (move_to_free (r, r->temporary, r->entry.base, &r->old) == 0)
        {
          job_fail (r->job, step, err);
          return;
        }
      break;
    case FOUND_OTHER:
    case FOUND_UNKNOWN:
      break;
    }
  leave_old (r, r->temporary, step, err);
}

/* The old file stands at the temporary name, the new link at DEST.  */
static void
keep_exchanged (struct replacement *r)
{
  if (S_ISDIR (r->old.mode))
    {
      put_back (r, STEP_RENAME, EISDIR);
      r->job->result.refusal = REFUSED_DEST_DIRECTORY;
      return;
    }

  int err = name_backup (r, r->temporary);
  if (err != 0)
    put_back (r, STEP_BACKUP, err);
  else
    hand_over (r);
}

/* Where they are not.  */

/* A maker's function: is NAME what is at DEST, or was?  */
static bool
is_old (void const *arg, int dirfd, char const *name)
{
  struct replacement const *r = arg;
  struct look there, dest;

  return (entry_look (dirfd, name, &there) == 0
          && ((entry_look (dirfd, r->entry.base, &dest) == 0
               && (is_same_file (&there, &dest) || is_alike (&there, &dest)))
              || (r->dst && is_same_file (&there, r->dst))));
}

/* A maker's function: link what is at DEST to NAME.  */
static int
link_old (void const *arg, int dirfd, char const *name)
{
  struct replacement const *r = arg;

  for (int tries = 1; ; tries++)
    {
      int err = link_path (dirfd, r->entry.base, dirfd, name, false);
      if (err != EINTR || tries == REPLACE_TRIES || is_old (arg, dirfd, name))
        return err;
    }
}

/* A maker's function: rename what is at DEST to NAME, which is free.  */
static int
rename_old (void const *arg, int dirfd, char const *name)
{
  struct replacement const *r = arg;
  struct look look;
  int err = entry_look (dirfd, name, &look);

  return (err == 0 ? EEXIST : err != ENOENT ? err
          : entry_move (dirfd, r->entry.base, name, NULL));
}

/* Give the old file the name R's SPARE, too; or, where it cannot be linked,
   instead, so that DEST is missing for a moment.  Return 0 and fill R's OLD, or
   an errno.  R has failed then if a name has stayed.  */
static int
give_spare (struct replacement *r)
{
  struct maker maker = { link_old, is_old, r };
  bool stays;
  int dirfd = r->entry.dirfd;
  int err = entry_make (dirfd, r->spare, &maker, &stays);

  if (!stays && forbids_links (err))
    {
      maker.make = rename_old;
      err = entry_make (dirfd, r->spare, &maker, &stays);
      r->job->result.gap = err == 0;
    }
  if (err == 0)
    {
      err = entry_look (dirfd, r->spare, &r->old);
      if (err == 0)
        return 0;
      stays = err != ENOENT;
      err = EIO;
    }
  if (!stays)
    return err;
  give_up (r, STEP_BACKUP, err);
  leave_behind (r, r->spare, true);
  return err;
}

/* R has failed at STEP with ERR before the new link stood at DEST: let the old
   file have that name alone again.  */
static void
drop_spare (struct replacement *r, enum step step, int err)
{
  int dirfd = r->entry.dirfd;
  struct look now;
  enum found found = entry_find (dirfd, r->entry.base, &r->old, r->strict,
                                 &now);
  int left_err = EIO;

  if (found == FOUND_NOTHING)
    left_err = move_to_free (r, r->spare, r->entry.base, &r->old);
  else if (found == FOUND_IT || (found == FOUND_OTHER && !r->job->result.gap))
    left_err = entry_remove (dirfd, r->spare, &r->old, r->strict);
  r->job->result.gap = false;
  give_up (r, step, err);
  if (left_err != 0)
    leave_behind (r, r->spare, found != FOUND_IT);
}

/* The new link stands at DEST and the old file at R's SPARE, but naming the
   backup has failed with ERR: put the old file back.  */
static void
restore_old (struct replacement *r, int err)
{
  int dirfd = r->entry.dirfd;
  struct look now;
  enum found found = entry_find (dirfd, r->entry.base, &r->made, r->strict,
                                 &now);
  int left_err = EIO;

  if (found == FOUND_NOTHING)
    left_err = move_to_free (r, r->spare, r->entry.base, &r->old);
  else if (found == FOUND_IT)
    {
      left_err = entry_move (dirfd, r->spare, r->entry.base, &r->made);
      /* A rename of one link of the file over another does nothing.  */
      if (left_err == 0)
        left_err = finish_move (r, r->spare, r->entry.base, &r->old);
    }
  r->job->result.gap = false;
  give_up (r, STEP_BACKUP, err);
  if (left_err != 0)
    leave_behind (r, r->spare, true);
}

/* Does DEST still hold the old file, to which R's SPARE is a link?  Where each
   name has a number of its own, DEST's must be what it was.  */
static bool
is_still_old (struct replacement const *r)
{
  struct look now;

  return (entry_look (r->entry.dirfd, r->entry.base, &now) == 0
          && (is_same_file (&now, &r->old)
              || (r->strict != NUMBER_SUFFICES && r->dst
                  && is_same_file (&now, r->dst)
                  && is_alike (&now, &r->old))));
}

/* The old file has the name R's SPARE: let the new link take DEST's place, and
   the old file its backup's.  Return whether R is done; else something else has
   come to DEST, and the old file has no name that this run gave it.  */
static bool
move_and_name (struct replacement *r)
{
  int dirfd = r->entry.dirfd;
  bool gap = r->job->result.gap;
  struct look now;

  if (S_ISDIR (r->old.mode))
    {
      drop_spare (r, STEP_RENAME, EISDIR);
      r->job->result.refusal = REFUSED_DEST_DIRECTORY;
      return true;
    }
  if (gap ? entry_look (dirfd, r->entry.base, &now) != ENOENT
      : !is_still_old (r))
    {
      if (!gap
          && entry_remove (dirfd, r->spare, &r->old, r->strict) == 0)
        return false;
      drop_spare (r, STEP_RENAME, EBUSY);
      return true;
    }
  int err = entry_move (dirfd, r->temporary, r->entry.base,
                        gap ? NULL : &r->old);
  if (err == 0 && !is_same_file (&r->made, &r->old)
      && entry_find (dirfd, r->entry.base, &r->old, r->strict, &now)
         == FOUND_IT)
    err = EIO;
  if (err != 0)
    {
      drop_spare (r, STEP_RENAME, err);
      return true;
    }
  err = name_backup (r, r->spare);
  if (err != 0)
    restore_old (r, err);
  else
    {
      hand_over (r);
      clear_temporary (r);
    }
  return true;
}

/* Both ways.  */

/* DEST is gone: there is nothing to back up.  Return whether R is done.  */
static bool
take_free_name (struct replacement *r)
{
  int err = move_to_free (r, r->temporary, r->entry.base, &r->made);

  if (err == EEXIST)
    return false;
  if (err != 0)
    give_up (r, STEP_RENAME, err);
  else if (r->stuck != 0)
    job_fail (r->job, STEP_UNLINK, r->stuck);
  else
    r->job->result.outcome = OUTCOME_LINKED;
  return true;
}

void
replace_and_keep (struct replacement *r)
{
  bool exchanges = true;
  int err = EBUSY;

  for (int tries = 0; tries < REPLACE_TRIES; tries++)
    {
      err = exchanges ? exchange_in (r) : give_spare (r);
      if (err == 0 && exchanges)
        {
          keep_exchanged (r);
          return;
        }
      if (r->job->result.outcome == OUTCOME_FAILED
          || (err == 0 && move_and_name (r))
          || (err == ENOENT && take_free_name (r)))
        return;
      if (exchanges && (err == ENOTSUP || err == EPERM || err == EACCES))
        exchanges = false;
      else if (err != 0 && err != ENOENT)
        break;
    }
  give_up (r, exchanges ? STEP_RENAME : STEP_BACKUP,
           err == ENOENT ? EEXIST : err != 0 ? err : EBUSY);
}
