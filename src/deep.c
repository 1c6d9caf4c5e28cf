/* Which directory is a name in that is longer than the system takes?
   SPDX-License-Identifier: GPL-3.0-or-later

   One system call takes less than PATH_MAX bytes of a name.  A longer one,
   as find prints it from a deep tree, is walked in parts: the system looks up
   each by itself, from the directory to which the one before has led.  A part
   ends in "/." where more follows: so its last component is one in the middle
   of a name, as it would be for the system.

   With --beneath each part is confined to the directory where it begins, which
   lies beneath the one where the part before began.  So no part leads out; but
   neither does one lead above its own beginning.  */

#include <config.h>

#include "deep.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "name.h"
#include "platform/open.h"
#include "platform/process.h"
#include "xalloc.h"

enum { PART_MAX = PATH_MAX - sizeof "/." };

bool
is_deep (char const *name)
{
  size_t length = strlen (name);

  return length >= PATH_MAX && length <= LONGEST_NAME;
}

/* Does NAME begin with the component ".."?  */
static bool
begins_upwards (char const *name)
{
  return strncmp (name, "..", 2) == 0 && (name[2] == '/' || name[2] == '\0');
}

/* Return how many of the LENGTH bytes of NAME are its first part; 0 if no
   system can take its first component.  A part ends before "..", which may
   lead above its own beginning, only if it must.  */
static size_t
part_length (char const *name, size_t length)
{
  size_t last = 0;

  if (length <= PART_MAX)
    return length;
  for (size_t end = PART_MAX; end != 0; end--)
    if (name[end - 1] == '/')
      {
        if (last == 0)
          last = end;
        if (name[end] != '/' && !begins_upwards (name + end))
          return end;
      }
  return last;
}

int
enter_part (int start, int *fd, struct rest *rest, int flags)
{
  char part[PATH_MAX];
  size_t length = part_length (rest->name, rest->length);

  if (length == 0)
    return ENAMETOOLONG;
  memcpy (part, rest->name, length);
  strcpy (part + length, part[length - 1] == '/' ? "." : "");
  int next = open_directory (*fd, part, flags);
  if (next < 0)
    return errno;
  if (*fd != start)
    close (*fd);
  *fd = next;
  for (; length < rest->length && rest->name[length] == '/'; length++)
    continue;
  rest->name += length;
  rest->length -= length;
  return 0;
}

/* Open the directory that the first LENGTH bytes of NAME, relative to DIRFD,
   name, looked up in parts as FLAGS tell.  Return a descriptor, or -1 and
   errno.  */
static int
open_parts (int dirfd, char const *name, size_t length, int flags)
{
  struct rest rest = { name, length };
  int fd = dirfd;

  while (rest.length != 0)
    {
      int err = enter_part (dirfd, &fd, &rest, flags);
      if (err != 0)
        {
          if (fd != dirfd)
            close (fd);
          errno = err;
          return -1;
        }
    }
  return fd;
}

int
open_deep (int dirfd, char const *name, int flags)
{
  /* The system need not mind: names are walked where it lacks openat2.  */
  if (strlen (name) > LONGEST_NAME)
    {
      errno = ENAMETOOLONG;
      return -1;
    }

  int fd = open_directory (dirfd, name, flags);

  if (fd >= 0 || errno != ENAMETOOLONG || !is_deep (name))
    return fd;
  return open_parts (dirfd, name, strlen (name), flags);
}

int
shorten_deep (struct deep const *deep, int flags)
{
  char const *name = *deep->name;
  size_t parent = parent_length (name);
  size_t length;
  char const *base = base_name_of (name, &length);

  if (length == 0)
    {
      *deep->name = "/";
      return 0;
    }
  if (length >= PATH_MAX)
    return ENAMETOOLONG;
  if (parent != 0)
    {
      int fd = open_parts (*deep->dirfd, name, parent, flags);
      if (fd < 0)
        return errno;
      *deep->dirfd = *deep->held = fd;
    }
  if (strlen (base) >= PATH_MAX && base[length] == '/')
    {
      free (*deep->owned);
      base = *deep->owned = ximemdup0 (base, length + 1);
    }
  *deep->name = base;
  return 0;
}

int
look_at_deep (int dirfd, char const *name, struct look *look)
{
  int held = -1;
  char *owned = NULL;
  struct deep deep = { &dirfd, &name, &held, &owned };
  int err = look_at (dirfd, name, true, look);

  if (err == ENAMETOOLONG && is_deep (name))
    {
      err = shorten_deep (&deep, 0);
      if (err == 0)
        err = look_at (dirfd, name, true, look);
      if (held >= 0)
        close (held);
      free (owned);
    }
  return err;
}

int
open_file_deep (char const *name, int flags)
{
  int dirfd = AT_FDCWD;
  int held = -1;
  char *owned = NULL;
  struct deep deep = { &dirfd, &name, &held, &owned };
  int fd = above_standard (open (name, flags | O_CLOEXEC, 0666));

  if (fd >= 0 || errno != ENAMETOOLONG || !is_deep (name))
    return fd;
  int err = shorten_deep (&deep, 0);
  if (err == 0)
    {
      fd = above_standard (openat (dirfd, name, flags | O_CLOEXEC, 0666));
      err = errno;
    }
  if (held >= 0)
    close (held);
  free (owned);
  errno = err;
  return fd;
}
