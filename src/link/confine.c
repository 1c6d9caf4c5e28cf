/* Do the names of a job stay where they must?  (--beneath, --no-symlinks)
   SPDX-License-Identifier: GPL-3.0-or-later

   Every name is looked up once, as a directory that is then held; what is left
   is a base name, which linkat never follows.  Where a symbolic link is to be
   followed, or refused, SOURCE itself is held and linked by its descriptor:
   with AT_SYMLINK_FOLLOW a directory and a base name would escape.  Systems
   that cannot do that hold the directory where SOURCE was found to lie.  */

#include <config.h>

#include "confine.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "deep.h"
#include "name.h"
#include "platform/open.h"
#include "shorten.h"
#include "xalloc.h"

/* Return the component of NAME, relative to DIRFD, at which a look-up with
   FLAGS fails, allocated; NULL if it does not fail with ERR any more, or
   before with another errno.  */
static char *
find_component (int dirfd, char const *name, int flags, int err)
{
  size_t start, end;

  for (start = 0; name[start] != '\0'; start = end + strspn (name + end, "/"))
    {
      end = start + strcspn (name + start, "/");
      char *prefix = ximemdup0 (name, end);
      char *base;
      int fd = open_source (dirfd, prefix, flags, &base);
      int prefix_err = fd == -1 ? errno : 0;
      free (prefix);
      free (base);
      if (prefix_err != 0)
        return (prefix_err == err ? ximemdup0 (name + start, end - start)
                : NULL);
      if (fd != dirfd)
        close (fd);
    }
  return NULL;
}

/* As find_component, of a NAME that may be longer than the system takes; NULL
   also if ".." or a symbolic link may lead no further out than to where a part
   of it begins.  */
static char *
find_culprit (int dirfd, char const *name, int flags, int err)
{
  struct rest rest = { name, strlen (name) };
  char *culprit = NULL;
  int fd = dirfd;

  if (*name == '/')
    return xstrdup ("/");
  while (rest.length >= PATH_MAX
         && enter_part (dirfd, &fd, &rest, flags) == 0)
    continue;
  if (fd == dirfd || err != EXDEV)
    culprit = find_component (fd, rest.name, flags, err);
  if (fd != dirfd)
    close (fd);
  return culprit;
}

void
fail_confined (struct job *job, enum step step, int dirfd, char const *name,
               int flags, int err)
{
  if (err == ENOSYS)
    job_refuse (job, REFUSED_NO_CONFINEMENT, step, err);
  else if (err == EXDEV && (flags & LOOK_UP_BENEATH) != 0)
    job_refuse (job, REFUSED_ESCAPE, step, err);
  else if (err == ELOOP && (flags & LOOK_UP_NO_SYMLINKS) != 0)
    job_refuse (job, REFUSED_SYMLINK, step, err);
  else
    {
      job_fail (job, step, err);
      return;
    }
  job->result.culprit = find_culprit (dirfd, name, flags, err);
}

/* Let *NAME, relative to *DIRFD, start at its directory, which JOB owns from
   then on.  Return 0 or an errno.  */
static int
hold_directory (struct job *job, int *dirfd, char const **name, int flags)
{
  size_t length = parent_length (*name);

  if (length == 0)
    return 0;
  if (strlen (*name) > LONGEST_NAME)
    return ENAMETOOLONG;

  char *text = ximemdup0 (*name, length);
  int fd = open_deep (*dirfd, text, flags);
  int err = fd < 0 ? errno : 0;
  free (text);
  if (err == 0)
    {
      job_own (job, fd);
      *dirfd = fd;
      *name += length;
      if (**name == '\0')      /* it was the root */
        *name = ".";
    }
  return err;
}

/* Can NAME, by its last component, only be a directory?  ".." may be one that
   is outside.  */
static bool
names_directory (char const *name)
{
  return (ends_in_slash (name)
          || strcmp (name + parent_length (name), "..") == 0);
}

/* Let SRC, which is held by FD, be linked by that: as its entry BASE, which is
   not to be followed any more, or as the file itself if BASE is NULL.  */
static void
take_held (struct source *src, int fd, char const *base)
{
  if (!base)
    {
      src->pinned = fd;
      return;
    }
  src->dirfd = fd;
  src->name = base;
  src->followed = src->follow;
  src->follow = false;
}

/* As open_source, of JOB's SOURCE, whose name may be longer than the system
   takes.  */
static int
open_whole (struct job *job, int flags, char **base)
{
  int err = ENAMETOOLONG;

  if (strlen (job->src.name) <= LONGEST_NAME)
    {
      int fd = open_source (job->src.dirfd, job->src.name, flags, base);
      if (fd != -1 || errno != ENAMETOOLONG)
        return fd;
      err = shorten_source (job, flags & LOOK_UP_CONFINED);
    }
  if (err == 0)
    return open_source (job->src.dirfd, job->src.name, flags, base);
  errno = err;
  return -1;
}

/* Hold JOB's SOURCE itself.  Return 0 or an errno.  */
static int
hold_source (struct job *job, int flags)
{
  struct look look;
  bool follow = (job->src.follow && (flags & LOOK_UP_NO_SYMLINKS) == 0);
  char *base = NULL;
  int fd = open_whole (job, flags | (follow ? 0 : LOOK_UP_NOFOLLOW), &base);

  if (fd == -1)
    return errno;
  if (fd != job->src.dirfd)
    job_own (job, fd);
  if (base)
    {
      free (job->owned.src_text);
      job->owned.src_text = base;
    }
  else if ((flags & LOOK_UP_NO_SYMLINKS) != 0)
    {
      /* openat2 lets the last component through, with O_NOFOLLOW.  */
      int err = look_at_descriptor (fd, &look);
      if (err != 0)
        return err;
      if (S_ISLNK (look.mode))
        return ELOOP;
    }
  take_held (&job->src, fd, base);
  return 0;
}

/* A DEST with a slash behind it is a directory to be entered, or else can only
   fail; but there are systems that follow a symbolic link there first.  Return
   0, or an errno if JOB's leads where FLAGS forbid.  */
static int
check_slash (struct job const *job, int flags)
{
  if (!ends_in_slash (job->dst.name))
    return 0;

  int fd = open_directory (job->dst.dirfd, job->dst.name, flags);
  int err = fd < 0 ? errno : 0;
  if (fd >= 0)
    close (fd);
  return err == EXDEV || err == ELOOP || err == ENOSYS ? err : 0;
}

void
confine_source (struct job *job, int flags)
{
  int dirfd = job->src.dirfd;
  char const *name = job->src.name;

  job->src.confined = true;
  if (!job_has_path (job))
    return;

  bool whole = (job->src.follow || job->src.kind == SOURCE_VIA_HANDLE
                || (flags & LOOK_UP_NO_SYMLINKS) != 0
                || names_directory (name));
  int err = (whole ? hold_source (job, flags)
             : hold_directory (job, &job->src.dirfd, &job->src.name, flags));

  if (err != 0)
    fail_confined (job, STEP_SOURCE, dirfd, name, flags, err);
}

void
confine_dest (struct job *job, int flags)
{
  int dirfd = job->dst.dirfd;
  char const *name = job->dst.name;
  int err = hold_directory (job, &job->dst.dirfd, &job->dst.name, flags);

  if (err == 0)
    err = check_slash (job, flags);
  if (err != 0)
    fail_confined (job, STEP_LINK, dirfd, name, flags, err);
}
