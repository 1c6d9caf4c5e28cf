/* What can be seen of a file on any system: fstatat, as POSIX has it.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "facts.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>

/* Fill LOOK with what ST tells.  */
static void
fill (struct look *look, struct stat const *st)
{
  *look = (struct look) {
    .dev = st->st_dev, .ino = st->st_ino, .nlink = st->st_nlink,
    .mode = st->st_mode, .uid = st->st_uid,
  };
}

int
look_at (int dirfd, char const *name, bool follow, struct look *look)
{
  struct stat st;

  if (fstatat (dirfd, name, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW) != 0)
    return errno;
  fill (look, &st);
  return 0;
}

int
look_at_descriptor (int fd, struct look *look)
{
  struct stat st;

  if (fstat (fd, &st) != 0)
    return errno;
  fill (look, &st);
  return 0;
}

int
look_at_directory (int dirfd, struct look *look)
{
  return look_at (dirfd, ".", true, look);
}

char *
directory_name (int fd)
{
  (void) fd;
  errno = ENOTSUP;
  return NULL;
}
