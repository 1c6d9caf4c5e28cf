/* Where does looking a name up end, and why, on any system?  What looks at the
   names that lead to it tell.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "areadlink.h"
#include "open.h"
#include "xalloc.h"

/* NAME, relative to DIRFD, is missing: say so in WALK, and whether a symbolic
   link leads to nowhere there.  */
static void
tell_missing (struct walk *walk, int dirfd, char const *name)
{
  struct look look;

  walk->end = WALK_MISSING;
  walk->culprit = xstrdup (name);
  if (look_at (dirfd, name, false, &look) == 0 && S_ISLNK (look.mode)
      && (walk->contents = areadlinkat (dirfd, name)))
    walk->link = xstrdup (name);
}

/* The first LENGTH bytes of START's name are a whole number of components, all
   before the last of them are there.  Return whether it is, too; if not, WALK
   tells why.  */
static bool
check_prefix (struct walk_start const *start, size_t length, bool last,
              struct walk *walk)
{
  char *name = ximemdup0 (start->name, length);
  bool follow = !last || start->follow;
  struct look look;
  int err = look_at (start->dirfd, name, follow, &look);

  walk->err = err;
  if (err == ENOENT)
    tell_missing (walk, start->dirfd, name);
  else if (err == EACCES && walk->culprit)
    walk->end = WALK_NO_SEARCH;
  else if (err == 0 && !last && !S_ISDIR (look.mode))
    walk->end = WALK_NOT_DIRECTORY;
  else if (err == 0)
    walk->end = WALK_ARRIVED;
  if (walk->end == WALK_ARRIVED || walk->end == WALK_NOT_DIRECTORY)
    {
      free (walk->culprit);
      walk->culprit = xstrdup (name);
      walk->look = look;
    }
  free (name);
  return walk->end == WALK_ARRIVED;
}

/* Check what START names before any component is looked at.  */
static bool
check_start (struct walk_start const *start, struct walk *walk)
{
  struct look look;

  if (start->length == 0)
    walk->end = WALK_EMPTY_NAME;
  else if (*start->name != '/' && start->dirfd != AT_FDCWD)
    {
      walk->err = look_at_descriptor (start->dirfd, &look);
      walk->at_start = true;
      walk->end = (walk->err == EBADF ? WALK_BAD_DESCRIPTOR
                   : walk->err == 0 && !S_ISDIR (look.mode)
                   ? WALK_NOT_DIRECTORY : WALK_UNKNOWN);
      if (walk->end == WALK_UNKNOWN)
        walk->at_start = false;
    }
  return walk->end == WALK_UNKNOWN;
}

/* As walk_to's contract has it; but the descriptor is only opened for a
   directory, as opening other files may do something.  */
int
walk_to (struct walk_start const *start, struct walk *walk)
{
  size_t end = 0;

  *walk = (struct walk) { .end = WALK_UNKNOWN };
  if (!check_start (start, walk))
    return -1;
  for (bool last = false; !last; )
    {
      end += strspn (start->name + end, "/");
      size_t component = strcspn (start->name + end, "/");
      if (end + component > start->length)
        component = start->length - end;
      end += component;
      last = end >= start->length;
      walk->end = WALK_UNKNOWN;
      if (!check_prefix (start, end, last, walk))
        return -1;
    }

  char *name = ximemdup0 (start->name, start->length);
  int fd = (S_ISDIR (walk->look.mode)
            ? open_directory (start->dirfd, name, 0) : -1);
  free (name);
  return fd;
}
