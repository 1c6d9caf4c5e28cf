/* Do the names of a job stay where they must?  (--beneath, --no-symlinks)
   SPDX-License-Identifier: GPL-3.0-or-later

   Every name is looked up by the system itself, once, as a directory that is
   then held; what is left is a base name, which linkat never follows.  Where
   a symbolic link is to be followed, or refused, SOURCE itself is held and
   linked by its descriptor: with AT_SYMLINK_FOLLOW a directory and a base
   name would escape.  */

#include <config.h>

#include "fhln.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
      int fd = open_pinned (dirfd, prefix, flags);
      int prefix_err = fd < 0 ? errno : 0;
      free (prefix);
      if (fd >= 0)
        close (fd);
      else
        return (prefix_err == err ? ximemdup0 (name + start, end - start)
                : NULL);
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

/* JOB's NAME, relative to DIRFD, could not be looked up with FLAGS at STEP, by
   ERR.  */
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

/* Hold the directory of *NAME, relative to *DIRFD, and let both start there;
   *HELD is its descriptor, to be closed, or -1.  Return 0 or an errno.  */
static int
hold_directory (int *dirfd, char const **name, int flags, int *held)
{
  size_t length = parent_length (*name);

  if (length == 0)
    return 0;

  char *text = ximemdup0 (*name, length);
  *held = open_deep (*dirfd, text, flags);
  int err = *held < 0 ? errno : 0;
  free (text);
  if (err == 0)
    {
      *dirfd = *held;
      *name += length;
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

/* Open JOB's SOURCE itself.  Return a descriptor, or -1 and errno.  */
static int
open_source (struct job *job, int flags)
{
  int fd = open_pinned (job->src.dirfd, job->src.name, flags);

  if (fd >= 0 || errno != ENAMETOOLONG)
    return fd;
  int err = shorten_source (job, flags & LOOK_UP_CONFINED);
  if (err == 0)
    return open_pinned (job->src.dirfd, job->src.name, flags);
  errno = err;
  return -1;
}

/* Hold JOB's SOURCE itself.  Return 0 or an errno.  */
static int
hold_source (struct job *job, int flags)
{
  struct look look;
  bool follow = (job->src.follow && (flags & LOOK_UP_NO_SYMLINKS) == 0);
  int fd = open_source (job, flags | (follow ? 0 : LOOK_UP_NOFOLLOW));

  if (fd < 0)
    return errno;
  job->src.pinned = fd;
  if (job->held[0] == 0)
    job->held[0] = fd;
  if ((flags & LOOK_UP_NO_SYMLINKS) != 0)
    {
      /* openat2 lets the last component through, with O_NOFOLLOW.  */
      int err = look_at_descriptor (fd, &look);
      if (err != 0)
        return err;
      if (S_ISLNK (look.mode))
        return ELOOP;
    }
  return 0;
}

/* Let the names of JOB start at directories that are held, looked up as FLAGS
   tell; OPTS tell what is made of them.  Where that fails, so has JOB.  */
void
confine (struct job *job, struct options const *opts)
{
  int flags = opts->confinement;
  bool has_path = (opts->kind == LINK_HARD
                   && (job->src.kind == SOURCE_PATH
                       || job->src.kind == SOURCE_VIA_HANDLE));
  int dirfd = job->src.dirfd;
  char const *name = job->src.name;

  if (has_path)
    {
      bool whole = (job->src.follow || job->src.kind == SOURCE_VIA_HANDLE
                    || (flags & LOOK_UP_NO_SYMLINKS) != 0
                    || names_directory (name));
      int err = (whole ? hold_source (job, flags)
                 : hold_directory (&job->src.dirfd, &job->src.name, flags,
                                   &job->held[0]));
      if (err != 0)
        {
          fail_confined (job, STEP_SOURCE, dirfd, name, flags, err);
          return;
        }
    }

  dirfd = job->dst.dirfd;
  name = job->dst.name;
  int err = hold_directory (&job->dst.dirfd, &job->dst.name, flags,
                            &job->held[1]);
  if (err != 0)
    fail_confined (job, STEP_LINK, dirfd, name, flags, err);
}
