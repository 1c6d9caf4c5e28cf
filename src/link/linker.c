/* Which system call makes the link, and how is its SOURCE looked up?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "linker.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "areadlink.h"
#include "attribute.h"
#include "platform/link.h"
#include "platform/tries.h"

enum { VANISHED_TRIES = 3 };    /* SOURCE was replaced while it was looked up */

/* Return 0 if RESULT is, else errno.  */
static int
errno_of (int result)
{
  return result == 0 ? 0 : errno;
}

/* Hard links.  */

/* Link the path SRC by its handle.  Return 0 or an errno.  */
ATTRIBUTE_NOINLINE static int
link_via_handle (struct source const *src, int dirfd, char const *name)
{
  fhandle_t handle;
  int err = source_handle (src, &handle);

  return err != 0 ? err : errno_of (fhlinkat (&handle, dirfd, name));
}

/* Link what the handle SRC names; if that is a symbolic link to be followed,
   what it leads to.  Return 0 or an errno.  */
ATTRIBUTE_NOINLINE static int
link_handle (struct source const *src, int dirfd, char const *name)
{
  fhandle_t handle = *src->handle;
  char *contents = src->follow ? fh_readlink (&handle, dirfd, name) : NULL;

  if (!contents)
    return (src->follow && errno != EINVAL ? errno
            : errno_of (fhlinkat (&handle, dirfd, name)));
  int err = link_path (src->dirfd, contents, dirfd, name, true);
  free (contents);
  return err;
}

/* The one switch on the kind of SOURCE: link SRC to NAME in DIRFD, with one
   try.  Return 0 or an errno.  */
ATTRIBUTE_ALWAYS_INLINE static inline int
try_hard (struct source const *src, int dirfd, char const *name)
{
  switch (src->kind)
    {
    case SOURCE_PATH:
      if (src->pinned >= 0)
        return link_descriptor (src->pinned, dirfd, name);
      break;
    case SOURCE_VIA_HANDLE:
      return link_via_handle (src, dirfd, name);
    case SOURCE_HANDLE:
      return link_handle (src, dirfd, name);
    case SOURCE_FD:
      return link_descriptor (src->fd, dirfd, name);
    }
  return link_path (src->dirfd, src->name, dirfd, name, src->follow);
}

/* As look_hard, for a handle; a symbolic link to be followed is.  */
static int
look_handle (struct source const *src, struct dest const *dst,
             struct look *look)
{
  fhandle_t handle = *src->handle;
  char *contents = (src->follow
                    ? fh_readlink (&handle, dst->dirfd, dst->name) : NULL);

  if (!contents)
    {
      if (!src->follow || errno == EINVAL)
        return fh_look (&handle, dst->dirfd, dst->name, look);
      *look = (struct look) { .nlink = 0 };
      return errno;
    }
  int err = look_at (src->dirfd, contents, true, look);
  free (contents);
  return err;
}

static int
look_hard (struct source const *src, struct dest const *dst,
           struct look *look)
{
  switch (src->kind)
    {
    case SOURCE_PATH:
    case SOURCE_VIA_HANDLE:
      if (src->pinned >= 0)
        return look_at_descriptor (src->pinned, look);
      break;
    case SOURCE_HANDLE:
      return look_handle (src, dst, look);
    case SOURCE_FD:
      return look_at_descriptor (src->fd, look);
    }
  return look_at (src->dirfd, src->name, src->follow, look);
}

/* Is DST the file that SRC names?  */
static bool
is_made_hard (struct source const *src, struct dest const *dst)
{
  struct look source, dest;

  return (look_hard (src, dst, &source) == 0
          && look_at (dst->dirfd, dst->name, false, &dest) == 0
          && is_same_file (&source, &dest));
}

/* As make_hard, after a first try that failed with ERR.

   A name that is replaced by rename while linkat looks it up gives ENOENT
   now and then: SOURCE is there, so try again.  After an interruption, or by a
   server whose answer that was, the link may have been made all the same.  */
ATTRIBUTE_NOINLINE static int
make_hard_again (struct source const *src, struct dest const *dst, int err)
{
  int vanished = 0;
  int interrupted = 0;

  for (; err != 0; err = try_hard (src, dst->dirfd, dst->name))
    {
      struct look look;

      if (err == EINTR && ++interrupted < EINTR_TRIES)
        continue;
      if (err == ENOENT && vanished++ < VANISHED_TRIES
          && look_hard (src, dst, &look) == 0 && look.nlink != 0)
        continue;
      if (err == EEXIST && interrupted + vanished != 0
          && is_made_hard (src, dst))
        break;
      return err;
    }
  return 0;
}

/* Make a hard link as linkat(2) and fhlinkat(2) do.  Return 0 or an errno.  */
static int
make_hard (struct source const *src, struct dest const *dst)
{
  int err = try_hard (src, dst->dirfd, dst->name);

  return err == 0 ? 0 : make_hard_again (src, dst, err);
}

struct linker const hard_linker = { make_hard, look_hard, is_made_hard };

/* Symbolic links.  */

static int
look_symbolic (struct source const *src, struct dest const *dst,
               struct look *look)
{
  (void) dst;
  return look_at (src->dirfd, src->name, true, look);
}

static bool
is_made_symbolic (struct source const *src, struct dest const *dst)
{
  char *contents = areadlinkat (dst->dirfd, dst->name);
  bool same = contents && strcmp (contents, src->text) == 0;

  free (contents);
  return same;
}

/* Make a symbolic link as symlinkat(2) does.  Return 0 or an errno.  */
static int
make_symbolic (struct source const *src, struct dest const *dst)
{
  int interrupted = 0;

  while (symlinkat (src->text, dst->dirfd, dst->name) != 0)
    {
      int err = errno;

      if (err == EINTR && ++interrupted < EINTR_TRIES)
        continue;
      if (err == EEXIST && interrupted != 0 && is_made_symbolic (src, dst))
        break;
      return err;
    }
  return 0;
}

struct linker const symbolic_linker
  = { make_symbolic, look_symbolic, is_made_symbolic };

int
source_handle (struct source const *src, fhandle_t *handle)
{
  char empty[] = "";
  int fd = src->kind == SOURCE_FD ? src->fd : src->pinned;

  if (src->kind == SOURCE_FD || fd >= 0)
    return errno_of (getfhat (fd, empty, handle, AT_EMPTY_PATH));
  return errno_of (getfhat (src->dirfd, (char *) src->name, handle,
                            src->follow ? 0 : AT_SYMLINK_NOFOLLOW));
}
