/* How is a directory of a tree made, and finished?
   SPDX-License-Identifier: GPL-3.0-or-later

   It is made for its owner alone, and gets what SOURCE's has when all is in it:
   until then nobody else can enter it, and what has no permission to be filled
   can be filled.  All but its making goes by its descriptor.  */

#include <config.h>

#include "directory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "name.h"
#include "platform/attributes.h"
#include "platform/barred.h"
#include "platform/open.h"
#include "platform/process.h"
#include "platform/tries.h"

enum
{
  FILLING = S_IRWXU,            /* the mode while a directory is filled */
  SETTABLE = 07777
};

/* Making.  */

/* Make BASE in DIRFD.  Return 0 or an errno.  */
static int
make (int dirfd, char const *base)
{
  for (int tries = 1; mkdirat (dirfd, base, FILLING) != 0; tries++)
    if (errno != EINTR || tries == EINTR_TRIES)
      return errno;
  return 0;
}

/* Why must the directory that LOOK shows, at DEST, not be filled within
   BOUNDS?  */
static enum refusal
why_without (struct look const *look, struct bounds const *bounds)
{
  if (is_directory (&bounds->src_root, look))
    return REFUSED_SOURCE_IS_DEST;
  if ((bounds->dst_dev != 0 && look->dev != bounds->dst_dev)
      || (bounds->dst_mount != 0 && look->mount_id != 0
          && look->mount_id != bounds->dst_mount))
    return REFUSED_INNER_MOUNT;
  return REFUSED_NOTHING;
}

/* Open BASE in DIRFD for reading, which is DIRECTORY and cannot be read: let it
   be, if it is ours, and lies within BOUNDS.  Return a descriptor, or -1 and
   errno.  */
static int
open_unreadable (int dirfd, char const *base, struct directory *directory,
                 struct bounds const *bounds)
{
  struct look look;
  int held = open_directory (dirfd, base, LOOK_UP_NOFOLLOW);
  int fd = -1;
  int err = EACCES;

  if (held >= 0 && look_at_descriptor (held, &look) == 0
      && why_without (&look, bounds) == REFUSED_NOTHING
      && set_held_mode (held, (look.mode & SETTABLE) | FILLING) == 0)
    {
      directory->dst_mode = look.mode & SETTABLE;
      directory->widened = true;
      fd = reopen_to_read (held);
      err = errno;
    }
  if (held >= 0)
    close (held);
  errno = err;
  return fd;
}

/* BASE in DIRFD could not be opened as a directory, by ERR: so JOB fails.  */
static void
fail_to_open (struct job *job, int dirfd, char const *base, int err)
{
  struct look look;

  if ((err == ENOTDIR || err == ELOOP || err == EMLINK)
      && look_at (dirfd, base, false, &look) == 0 && !S_ISDIR (look.mode))
    job_refuse (job, REFUSED_DEST_NO_DIRECTORY, STEP_MAKE_DIRECTORY, EEXIST);
  else
    job_fail (job, err == EACCES ? STEP_DEST : STEP_MAKE_DIRECTORY, err);
}

/* A directory at DEST looks like LOOK.  Does it lie within BOUNDS?  If not, JOB
   has failed.  */
static bool
is_within (struct job *job, struct look const *look,
           struct bounds const *bounds)
{
  enum refusal refusal = why_without (look, bounds);

  if (refusal == REFUSED_NOTHING)
    return true;
  job_refuse (job, refusal, STEP_MAKE_DIRECTORY,
              refusal == REFUSED_INNER_MOUNT ? EXDEV : EINVAL);
  return false;
}

/* Let DIRECTORY, open on FD, be one that can be filled, or passed through.  */
static void
widen (int fd, struct directory *directory)
{
  mode_t wanted = (directory->dst_mode | S_IXUSR
                   | (directory->foreign ? 0 : S_IWUSR));

  if (!directory->widened && directory->dst_mode != wanted
      && is_own (directory->dst_uid))
    directory->widened = set_mode (fd, wanted) == 0;
}

/* DIRECTORY was just made, and is open on FD, in one that this run did not
   make: take from it what it has inherited.  */
static void
strip (int fd, struct directory *directory)
{
  attributes_write (fd, NULL, true);
  if (directory->dst_mode != FILLING)
    set_mode (fd, FILLING);
}

/* Look at DIRECTORY, open on FD at DEST.  Return true, or false with JOB
   failed.  */
static bool
learn (struct job *job, int fd, struct directory *directory,
       struct bounds const *bounds)
{
  struct look look;
  int err = look_at_descriptor (fd, &look);

  if (err != 0)
    {
      job_fail (job, STEP_MAKE_DIRECTORY, err);
      return false;
    }
  if (!is_within (job, &look, bounds))
    return false;
  directory->dst = identity_of (&look);
  directory->dst_uid = look.uid;
  directory->dst_gid = look.gid;
  if (!directory->widened)
    directory->dst_mode = look.mode & SETTABLE;
  return true;
}

/* Look at DIRECTORY, open on FD at DEST, and get it ready.  Return true, or
   false with JOB failed.  */
static bool
get_ready (struct job *job, int fd, struct directory *directory,
           struct bounds const *bounds)
{
  if (!learn (job, fd, directory, bounds))
    return false;
  if (directory->existed)
    widen (fd, directory);
  else
    strip (fd, directory);
  return true;
}

/* UP was made by this run, and DIRECTORY in it: so it is like that.  */
static void
inherit (struct directory *directory, struct directory const *up)
{
  directory->dst_uid = up->dst_uid;
  directory->dst_gid = up->dst_gid;
  directory->dst_mode = FILLING;
}

int
directory_make (struct job *job, int dirfd, char const *base,
                struct directory *directory, struct directory const *up,
                struct bounds const *bounds)
{
  /* Where all was there, this likely was, too, and to open it is quicker.  */
  int fd = up && up->existed ? open_to_read (dirfd, base, false) : -1;
  int err = fd >= 0 ? EEXIST : make (dirfd, base);

  directory->made |= err == 0;
  directory->existed = err == EEXIST && !directory->made;
  /* A server may have made it all the same.  */
  if (err != 0 && err != EEXIST && err != EIO && err != EINTR
      && err != ETIMEDOUT)
    {
      job_fail (job, STEP_MAKE_DIRECTORY, err);
      return -1;
    }
  if (fd < 0)
    fd = open_to_read (dirfd, base, false);
  if (fd < 0 && errno == EACCES && directory->existed)
    fd = open_unreadable (dirfd, base, directory, bounds);
  if (fd < 0)
    {
      if (err == 0 || err == EEXIST)
        fail_to_open (job, dirfd, base, errno);
      else
        job_fail (job, STEP_MAKE_DIRECTORY, err);
      return -1;
    }
  directory->existed = err != 0 && !directory->made;
  if (!directory->existed && up && !up->existed)
    inherit (directory, up);
  else if (!get_ready (job, fd, directory, bounds))
    {
      close (fd);
      return -1;
    }
  return fd;
}

/* Parts of a tree that is divided.  */

/* The directory that JOB is about is not there, where all were to be made
   before: so JOB fails.  */
static void
fail_skeleton (struct job *job)
{
  job_refuse (job, REFUSED_NO_SKELETON, STEP_DEST, ENOENT);
}

int
directory_open (struct job *job, int dirfd, char const *base,
                struct directory *directory, struct bounds const *bounds)
{
  int fd = open_to_read (dirfd, base, false);

  directory->existed = true;
  if (fd < 0 && errno == EACCES)
    fd = open_unreadable (dirfd, base, directory, bounds);
  if (fd < 0 && errno == ENOENT)
    fail_skeleton (job);
  else if (fd < 0)
    fail_to_open (job, dirfd, base, errno);
  else if (!get_ready (job, fd, directory, bounds))
    {
      close (fd);
      fd = -1;
    }
  return fd;
}

/* Foreseeing.  */

/* DIRECTORY cannot be looked into: let SOURCE's, SRC_FD, stand in.  Return a
   descriptor, or -1 with JOB failed.  */
static int
stand_in (struct job *job, struct directory *directory, int src_fd)
{
  int fd = duplicate_directory (src_fd);

  directory->absent = true;
  if (fd < 0)
    job_fail (job, STEP_MAKE_DIRECTORY, errno);
  return fd;
}

/* BASE in DIRFD could not be opened, by ERR.  Could it be made?  If not, JOB
   has failed.  */
static bool
could_be_made (struct job *job, int dirfd, char const *base, int err)
{
  char *name = base_of (base);
  struct look look;
  int look_err = look_at (dirfd, name, false, &look);

  free (name);
  if (*base == '\0')
    job_fail (job, STEP_MAKE_DIRECTORY, ENOENT);
  else if (look_err == 0)
    fail_to_open (job, dirfd, base, err);
  else if (look_err != ENOENT)
    job_fail (job, STEP_MAKE_DIRECTORY, look_err);
  else
    {
      int names_err = see_barred (dirfd).names;
      if (names_err == 0)
        return true;
      job_fail (job, STEP_MAKE_DIRECTORY, names_err);
    }
  return false;
}

/* BASE in DIRFD could not be opened, by ERR.  Is it a directory of ours within
   BOUNDS, which would be let be?  */
static bool
would_be_let_be (int dirfd, char const *base, struct bounds const *bounds,
                 int err)
{
  struct look look;

  return (err == EACCES && look_at (dirfd, base, false, &look) == 0
          && S_ISDIR (look.mode) && is_own (look.uid)
          && why_without (&look, bounds) == REFUSED_NOTHING);
}

int
directory_foresee (struct job *job, int dirfd, char const *base,
                   struct directory *directory, struct directory const *up,
                   struct bounds const *bounds, int src_fd)
{
  if (up && up->absent)
    return stand_in (job, directory, src_fd);

  int fd = open_to_read (dirfd, base, false);
  int err = errno;
  if (fd < 0 && would_be_let_be (dirfd, base, bounds, err))
    {
      directory->existed = true;
      fd = open_directory (dirfd, base, LOOK_UP_NOFOLLOW);
      if (fd < 0)
        return stand_in (job, directory, src_fd);
    }
  if (fd < 0 && bounds->all_there && err == ENOENT)
    fail_skeleton (job);
  else if (fd < 0 && could_be_made (job, dirfd, base, err))
    return stand_in (job, directory, src_fd);
  if (fd < 0)
    return -1;
  directory->existed = true;
  if (!learn (job, fd, directory, bounds))
    {
      close (fd);
      return -1;
    }
  /* Its mode would be widened.  */
  if (faccessat (fd, ".", X_OK, AT_EACCESS) != 0 && errno == EACCES
      && is_own (directory->dst_uid))
    {
      close (fd);
      return stand_in (job, directory, src_fd);
    }
  return fd;
}

void
directory_foretell (struct job *job, struct directory const *directory)
{
  if (!directory->foreign)
    job->result.outcome = (directory->existed ? OUTCOME_ALREADY
                           : OUTCOME_WOULD_MAKE);
}

/* Finishing.  */

/* Let the directory open on FD have the owner of DIRECTORY, as far as that is
   allowed, and *MODE not more than goes with the owner.  Return 0 or an
   errno.  */
static int
give_owner (int fd, struct directory const *directory, mode_t *mode)
{
  bool has_uid = directory->uid == directory->dst_uid;
  bool has_gid = directory->gid == directory->dst_gid;
  int err = 0;

  if (!has_uid || !has_gid)
    err = set_owner (fd, directory->uid, directory->gid, &has_uid, &has_gid);
  if (!has_uid)
    *mode &= ~(mode_t) S_ISUID;
  if (!has_gid)
    *mode &= ~(mode_t) S_ISGID;
  return err;
}

/* Return ERR, or NEXT if ERR is 0.  */
static int
first_of (int err, int next)
{
  return err != 0 ? err : next;
}

/* Has the directory open on FD the times WANTED?  To find that out costs less
   than to set them.  */
static bool
has_times (int fd, struct timespec const wanted[2])
{
  struct look look;

  return (look_at_descriptor (fd, &look) == 0
          && (wanted[0].tv_nsec == UTIME_OMIT
              || (look.accessed[0] == wanted[0].tv_sec
                  && look.accessed[1] == wanted[0].tv_nsec))
          && look.modified[0] == wanted[1].tv_sec
          && look.modified[1] == wanted[1].tv_nsec);
}

/* Give the directory open on FD all that DIRECTORY tells.  The lists come
   before the mode, or the mask would be the group's rights for a moment.
   Return 0 or the first errno.  */
static int
give_attributes (int fd, struct directory const *directory)
{
  mode_t mode = directory->mode;
  int err = give_owner (fd, directory, &mode);

  if (directory->existed || directory->attributes)
    err = first_of (err, attributes_write (fd, directory->attributes,
                                           directory->existed));
  if (mode != directory->dst_mode || directory->widened
      || directory->attributes || directory->uid != directory->dst_uid
      || directory->gid != directory->dst_gid)
    err = first_of (err, set_mode (fd, mode));
  if (directory->existed && has_times (fd, directory->times))
    return err;
  return first_of (err, futimens (fd, directory->times) == 0 ? 0 : errno);
}

void
directory_finish (struct job *job, int fd, struct directory const *directory,
                  bool keeps)
{
  bool stays = directory->existed && keeps;
  int err = (!stays ? give_attributes (fd, directory)
             : directory->widened ? set_mode (fd, directory->dst_mode) : 0);

  if (err != 0)
    job_fail (job, STEP_ATTRIBUTES, err);
  else
    job->result.outcome = (directory->existed ? OUTCOME_ALREADY
                           : OUTCOME_MADE);
}

/* Where SOURCE's mode would not have let us through, DIRECTORY's becomes what
   whoever fills it gives it in the end: a run before this one may have been
   killed here.  */
void
directory_leave (struct job *job, int fd, struct directory const *directory)
{
  mode_t special = S_ISUID | S_ISGID | S_ISVTX;
  mode_t mode = directory->dst_mode;

  if ((~directory->mode & (S_IRUSR | S_IXUSR)) != 0
      && is_own (directory->dst_uid))
    mode = (mode & special) | (directory->mode & ~special);
  int err = (directory->widened || mode != directory->dst_mode
             ? set_mode (fd, mode) : 0);
  if (err != 0)
    job_fail (job, STEP_ATTRIBUTES, err);
}
