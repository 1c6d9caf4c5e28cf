/* How is a name walked without following any symbolic link?
   SPDX-License-Identifier: GPL-3.0-or-later

   For systems whose open cannot promise as much by itself.  Staying beneath a
   directory is promised by refusing what could leave it.  */

#include <config.h>

#include "confine-walk.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "confine.h"

/* Open the directory that the LENGTH bytes at NAME, one component, name in
   DIRFD.  Return a descriptor, or -1 and errno.  */
static int
open_component (int dirfd, char const *name, size_t length)
{
  char component[NAME_MAX + 1];

  if (length >= sizeof component)
    {
      errno = ENAMETOOLONG;
      return -1;
    }
  memcpy (component, name, length);
  component[length] = '\0';
  int fd = openat (dirfd, component,
                   O_SEARCH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  /* Systems tell a symbolic link here in different ways.  */
  if (fd < 0 && (errno == ENOTDIR || errno == EMLINK))
    {
      char first;
      int err = errno;
      errno = (readlinkat (dirfd, component, &first, 1) >= 0 ? ELOOP : err);
    }
  return fd;
}

int
open_walking (int dirfd, char const *name, int open_flags, int flags)
{
  int fd = dirfd;
  bool beneath = (flags & LOOK_UP_BENEATH) != 0;

  if (*name == '/')
    {
      if (beneath)
        {
          errno = EXDEV;
          return -1;
        }
      fd = openat (dirfd, "/", O_SEARCH | O_DIRECTORY | O_CLOEXEC);
      name += strspn (name, "/");
    }
  for (;;)
    {
      size_t length = strcspn (name, "/");
      size_t next = length + strspn (name + length, "/");
      bool last = name[next] == '\0';
      int opened;

      if (beneath && length == 2 && memcmp (name, "..", 2) == 0)
        {
          opened = -1;
          errno = EXDEV;
        }
      else if (last)
        opened = openat (fd, length != 0 ? name : ".",
                         open_flags | O_NOFOLLOW);
      else
        opened = open_component (fd, name, length);
      if (fd != dirfd)
        {
          int err = errno;
          close (fd);
          errno = err;
        }
      if (last || opened < 0)
        return opened;
      fd = opened;
      name += next;
    }
}
