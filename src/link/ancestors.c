/* Which directories on the way to DEST are missing, and how are they made?
   (--parents)
   SPDX-License-Identifier: GPL-3.0-or-later

   The way is gone one component at a time, each from the descriptor of the one
   before; what is missing is made there, under a name that nothing can lead
   elsewhere.  Only --beneath has the system look up all that is there from the
   start, as a symbolic link or ".." may lead up, but not out.  */

#include <config.h>

#include "ancestors.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "deep.h"
#include "platform/barred.h"
#include "platform/look.h"
#include "platform/open.h"
#include "platform/tries.h"
#include "xalloc.h"

/* The name.  */

void
restart_dest (struct job *job, int dirfd, char const *name)
{
  struct owned *owned = &job->owned;
  int kept = 0;

  for (int i = 0; i < owned->count; i++)
    if (owned->fds[i] != job->dst.dirfd)
      owned->fds[kept++] = owned->fds[i];
    else
      close (owned->fds[i]);
  owned->count = kept;
  job->dst.dirfd = dirfd;
  job->dst.name = name;
  job->dst.shared = 0;
}

/* Where the component of NAME begins and ends that WAY is before.  */
struct span
{
  size_t begin;
  size_t end;
};

static struct span
next_span (struct ancestors const *way)
{
  struct span span = { .begin = way->done };

  while (span.begin < way->length && way->name[span.begin] == '/')
    span.begin++;
  span.end = span.begin;
  while (span.end < way->length && way->name[span.end] != '/')
    span.end++;
  return span;
}

bool
ancestors_are_there (struct ancestors const *way)
{
  struct span span = next_span (way);

  return span.begin == span.end;
}

char *
ancestors_next (struct ancestors const *way)
{
  struct span span = next_span (way);

  return (span.begin == span.end ? xstrdup (".")
          : ximemdup0 (way->name + span.begin, span.end - span.begin));
}

char *
ancestors_text (struct ancestors const *way)
{
  return ximemdup0 (way->name, next_span (way).end);
}

/* Let WAY be at FD, reached by the first DONE bytes of its name.  */
static void
move_to (struct ancestors *way, int fd, size_t done)
{
  if (way->fd != way->start)
    close (way->fd);
  way->fd = fd;
  way->done = done;
}

void
ancestors_end (struct ancestors *way)
{
  move_to (way, way->start, 0);
}

/* Let WAY, which begins with an absolute name, be at the root.  Return 0 or an
   errno.  */
static int
begin_at_root (struct ancestors *way)
{
  if ((way->flags & LOOK_UP_BENEATH) != 0)
    return EXDEV;

  int fd = open_directory (way->start, "/", 0);
  if (fd < 0)
    return errno;
  move_to (way, fd, 1);
  return 0;
}

/* Let WAY go on to the next directory, if that is there.  Return 0 or an
   errno.  */
static int
step_into (struct ancestors *way)
{
  bool whole = (way->flags & LOOK_UP_BENEATH) != 0;
  char *name = whole ? ancestors_text (way) : ancestors_next (way);
  int fd = (whole ? open_deep (way->start, name, way->flags)
            : open_directory (way->fd, name,
                              way->flags & LOOK_UP_NO_SYMLINKS));
  int err = fd < 0 ? errno : 0;

  free (name);
  if (err == 0)
    move_to (way, fd, next_span (way).end);
  return err;
}

int
ancestors_find (struct ancestors *way)
{
  int err = (*way->name == '/' && way->length != 0 ? begin_at_root (way) : 0);

  way->step = ANCESTORS_LOOK;
  while (err == 0 && !ancestors_are_there (way))
    err = step_into (way);
  return err == ENOENT ? 0 : err;
}

/* Making.  */

/* Could NAME in DIRFD not be made, by ERR?  Somebody else may have made it, or
   a server all the same: return 0 if there is a directory, or an errno.  */
static int
check_unmade (int dirfd, char const *name, int err)
{
  struct look look;

  if (look_at (dirfd, name, false, &look) != 0)
    return err;
  if (S_ISDIR (look.mode))
    return 0;
  return err != EEXIST ? err : S_ISLNK (look.mode) ? ENOENT : ENOTDIR;
}

/* Make NAME where WAY is.  Return 0 if there is a directory then, or an
   errno.  */
static int
make (struct ancestors const *way, char const *name)
{
  for (int tries = 1; mkdirat (way->fd, name, way->mode) != 0; tries++)
    if (errno != EINTR || tries == EINTR_TRIES)
      return check_unmade (way->fd, name, errno);
  return 0;
}

/* As make, and let that survive a power cut, if WAY is to.  What that takes is
   opened before.  */
static int
make_to_last (struct ancestors *way, char const *name)
{
  int fd = way->sync ? reopen_to_read (way->fd) : -1;
  int err = way->sync && fd < 0 ? errno : 0;

  way->step = err != 0 ? ANCESTORS_SYNC : ANCESTORS_MAKE;
  if (err == 0)
    err = make (way, name);
  if (err == 0 && fd >= 0)
    {
      way->step = ANCESTORS_SYNC;
      err = fsync (fd) == 0 ? 0 : errno;
    }
  if (fd >= 0)
    close (fd);
  return err;
}

/* Make the next directory of WAY, and go on to it.  Return 0 or an errno.  */
static int
make_next (struct ancestors *way)
{
  char *name = ancestors_next (way);
  int err = make_to_last (way, name);

  free (name);
  if (err != 0)
    return err;
  way->step = ANCESTORS_LOOK;
  return step_into (way);
}

/* Return what a look at the next name of WAY, where WAY is, answers: 0 or an
   errno.  LOOK is filled.  */
static int
look_at_next (struct ancestors const *way, struct look *look)
{
  char *name = ancestors_next (way);
  int err = look_at (way->fd, name, false, look);

  free (name);
  return err;
}

/* Has the way been taken from under WAY, and might it be there again?  Not if
   it ends in a symbolic link that leads nowhere, or where nothing can be
   made.  */
static bool
is_removed (struct ancestors const *way)
{
  struct look look;

  if (way->step == ANCESTORS_MAKE && see_barred (way->fd).names == ENOENT)
    return false;
  return look_at_next (way, &look) == ENOENT;
}

int
ancestors_make (struct ancestors *way)
{
  while (!ancestors_are_there (way))
    {
      int err = make_next (way);
      if (err == ENOENT && is_removed (way))
        return 0;
      if (err != 0)
        {
          if (err == ENOENT && see_barred (way->fd).names != ENOENT)
            way->step = ANCESTORS_LOOK;
          return err;
        }
    }
  return 0;
}

/* Foreseeing.  */

/* Why could the first missing directory of WAY not be made?  Return an errno,
   or 0.  */
static int
foresee_first (struct ancestors *way)
{
  struct look look;
  int err = look_at_next (way, &look);

  /* A symbolic link that leads nowhere.  */
  if (err == 0 && !S_ISDIR (look.mode))
    return ENOENT;
  way->step = ANCESTORS_MAKE;
  return err == ENOENT ? see_barred (way->fd).names : err;
}

int
ancestors_foresee (struct ancestors *way)
{
  size_t done = way->done;
  struct look look;
  int err = foresee_first (way);

  if (err != 0)
    return err;
  /* What is too long here is so in the directories that will be made.  */
  while (!ancestors_are_there (way))
    {
      if (look_at_next (way, &look) == ENAMETOOLONG)
        return ENAMETOOLONG;
      way->done = next_span (way).end;
    }
  way->done = done;
  return 0;
}
