/* What does one look at a file show on any system: fstatat, as POSIX has it.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "look.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <unistd.h>

/* Fill LOOK with what ST tells; the flags are those of chflags(2).  */
static void
fill (struct look *look, struct stat const *st)
{
  *look = (struct look) {
    .dev = st->st_dev, .ino = st->st_ino, .nlink = st->st_nlink,
    .size = st->st_size,
    .accessed = { st->st_atim.tv_sec, st->st_atim.tv_nsec },
    .modified = { st->st_mtim.tv_sec, st->st_mtim.tv_nsec },
    .mode = st->st_mode, .uid = st->st_uid, .gid = st->st_gid,
#ifdef SF_APPEND
    .attributes_known = true,
    .append_only = (st->st_flags & (SF_APPEND | UF_APPEND)) != 0,
    .immutable = (st->st_flags & (SF_IMMUTABLE | UF_IMMUTABLE)) != 0,
#endif
#ifdef SF_NOUNLINK
    .undeletable = (st->st_flags & (SF_NOUNLINK | UF_NOUNLINK)) != 0,
#endif
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
look_afresh (int dirfd, char const *name, struct look *look)
{
  return look_at (dirfd, name, false, look);
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

char *
name_of_descriptor (int fd)
{
#ifndef __wasi__
  if (fd == AT_FDCWD)
    return getcwd (NULL, 0);
#endif
  (void) fd;
  errno = ENOTSUP;
  return NULL;
}

int
look_at_cached (char const *name, struct look *look)
{
  return look_at (AT_FDCWD, name, false, look);
}
