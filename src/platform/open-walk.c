/* How is a name walked by a program, so that it stays where it must?
   SPDX-License-Identifier: GPL-3.0-or-later

   The system gets one component at a time, with O_NOFOLLOW and with no slash
   behind it, which would make O_NOFOLLOW count for nothing; so it never follows
   a symbolic link.  Those that may be followed are followed here: what they
   say takes their place in the name.  ".." is not given to the system either,
   as the directory may have been moved by then: the name without the component
   before it is walked again from its start.  */

#include <config.h>

#include "open-walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "areadlink.h"
#include "components.h"
#include "open.h"
#include "xalloc.h"

enum { SWAPPED_TRIES = 64 };    /* a component was another kind just before */

struct descent
{
  int start;
  int fd;                       /* reached: START, or one of its own */
  int flags;
  bool enter;                   /* the last component, too */
  char *path;
  size_t done;                  /* bytes of PATH that lead from START to FD */
  int followed;                 /* symbolic links so far */
};

/* Let W be at FD.  */
static void
move_to (struct descent *w, int fd)
{
  if (w->fd != w->start)
    close (w->fd);
  w->fd = fd;
}

/* Put TEXT in the place of the bytes of W's path from FROM to TO.  */
static void
put (struct descent *w, size_t from, size_t to, char const *text)
{
  size_t length = strlen (text);
  size_t rest = strlen (w->path + to);
  char *path = xmalloc (from + length + rest + 1);

  memcpy (path, w->path, from);
  memcpy (path + from, text, length);
  memcpy (path + from + length, w->path + to, rest + 1);
  free (w->path);
  w->path = path;
}

/* Is the component of LENGTH bytes that W is before the last one, with no slash
   behind it?  */
static bool
is_last (struct descent const *w, size_t length)
{
  return w->path[w->done + length] == '\0';
}

/* Let the contents of the symbolic link NAME, the component that W is before,
   take its place.  Return 0 or an errno: EINVAL if it is no symbolic link any
   more.  */
static int
follow (struct descent *w, char const *name)
{
  size_t length = strlen (name);

  if ((w->flags & LOOK_UP_NOFOLLOW) != 0 && is_last (w, length))
    return ENOTDIR;
  if ((w->flags & LOOK_UP_NO_SYMLINKS) != 0
      || w->followed++ == SYMLINKS_MAX)
    return ELOOP;

  char *contents = areadlinkat (w->fd, name);
  if (!contents)
    return errno;
  int err = *contents == '/' ? EXDEV : *contents == '\0' ? ENOENT : 0;
  if (err == 0)
    put (w, w->done, w->done + length, contents);
  free (contents);
  return err;
}

/* Go into the directory NAME, the component that W is before, or follow it if
   it is a symbolic link.  Return 0 or an errno.  */
static int
step_into (struct descent *w, char const *name)
{
  for (int tries = 0; tries < SWAPPED_TRIES; tries++)
    {
      struct stat st;
      int fd = openat (w->fd, name,
                       O_SEARCH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

      if (fd >= 0)
        {
          w->done += strlen (name);
          w->done += strspn (w->path + w->done, "/");
          move_to (w, fd);
          return 0;
        }

      /* Systems tell a symbolic link here in different ways.  */
      int err = errno;
      bool doubtful = err == ENOTDIR || err == ELOOP || err == EMLINK;
      bool again = err == EINTR;
      if (fstatat (w->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        err = doubtful ? errno : err;
      else if (S_ISLNK (st.st_mode))
        {
          err = follow (w, name);
          again = err == EINVAL;
        }
      else
        again = again || (doubtful && S_ISDIR (st.st_mode));
      if (!again)
        return err;
    }
  return EAGAIN;
}

/* W is before "..": walk again, without the component before that.  Return 0,
   or EXDEV if there is none.  */
static int
step_up (struct descent *w)
{
  size_t end = w->done;
  size_t from = w->done;

  if (w->done == 0)
    return EXDEV;
  while (w->path[from - 1] == '/')
    from--;
  while (from > 0 && w->path[from - 1] != '/')
    from--;
  end += strlen ("..");
  put (w, from, end + strspn (w->path + end, "/"), "");
  w->done = 0;
  move_to (w, w->start);
  return 0;
}

/* Take NAME, the last component, as what W ends with, and set *BASE; or follow
   it if it is a symbolic link that is to be followed, and leave *BASE alone: W
   goes on, as it does if NAME has just become something else.  Return 0 or an
   errno.  */
static int
arrive (struct descent *w, char const *name, char **base)
{
  struct stat st;

  if (fstatat (w->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    return errno;
  if (S_ISLNK (st.st_mode))
    {
      if ((w->flags & LOOK_UP_NO_SYMLINKS) != 0)
        return ELOOP;
      if ((w->flags & LOOK_UP_NOFOLLOW) == 0)
        {
          int err = follow (w, name);
          return err == EINVAL ? 0 : err;
        }
    }
  *base = xstrdup (name);
  return 0;
}

/* Take the next component of W's path; *BASE if it was the last one.  Return 0
   or an errno.  */
static int
take_step (struct descent *w, char **base)
{
  char const *rest = w->path + w->done;
  size_t length = strcspn (rest, "/");
  int err = 0;

  if (*rest == '\0')
    *base = xstrdup (".");
  else if (length == 0 || (length == 1 && *rest == '.'))
    put (w, w->done, w->done + length + strspn (rest + length, "/"), "");
  else if ((w->flags & LOOK_UP_BENEATH) != 0 && length == 2
           && memcmp (rest, "..", 2) == 0)
    err = step_up (w);
  else
    {
      char *name = ximemdup0 (rest, length);
      err = (is_last (w, length) && !w->enter ? arrive (w, name, base)
             : step_into (w, name));
      free (name);
    }
  return err;
}

/* Check NAME, and let W be where it starts.  Return 0 or an errno.  */
static int
begin (struct descent *w, char const *name)
{
  /* Where O_NOFOLLOW is missing, gnulib defines it as 0.  */
  if (O_NOFOLLOW == 0)
    return ENOSYS;
  if (*name == '\0')
    return ENOENT;
  if (*name != '/')
    return 0;
  if ((w->flags & LOOK_UP_BENEATH) != 0)
    return EXDEV;
  w->fd = open ("/", O_SEARCH | O_DIRECTORY | O_CLOEXEC);
  return w->fd < 0 ? errno : 0;
}

int
walk_confined (int dirfd, char const *name, int flags, bool enter,
               char **base)
{
  struct descent w = { .start = dirfd, .fd = dirfd, .flags = flags,
                       .enter = enter };
  int err = begin (&w, name);

  *base = NULL;
  w.path = xstrdup (name);
  while (err == 0 && !*base)
    err = take_step (&w, base);
  free (w.path);
  if (err == 0)
    return w.fd;
  if (w.fd >= 0)
    move_to (&w, -1);
  errno = err;
  return -1;
}
