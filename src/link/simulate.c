/* What is a link where the file system has none?
   SPDX-License-Identifier: GPL-3.0-or-later

   A simulated link keeps the contract of link in Open C on Symbian: it is to
   a regular file or a fifo, never to or on top of another link, and it is
   gone with its file.  It is stored as a symbolic link to SOURCE's absolute
   name.  */

#include <config.h>

#include "simulate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "canonicalize.h"
#include "filenamecat.h"

enum { NAME_LIMIT = 255 };      /* of a name as given, whole, in bytes */

/* Return the absolute name of SRC, which exists, allocated; or NULL and
   errno.  */
static char *
absolute_name (struct source const *src)
{
  if (src->dirfd == AT_FDCWD || src->name[0] == '/')
    return canonicalize_filename_mode (src->name, CAN_EXISTING);

  char *directory = name_of_descriptor (src->dirfd);
  if (!directory)
    return NULL;
  char *whole = file_name_concat (directory, src->name, NULL);
  char *absolute = canonicalize_filename_mode (whole, CAN_EXISTING);
  int err = errno;
  free (whole);
  free (directory);
  errno = err;
  return absolute;
}

/* Can SRC have a simulated link?  A symbolic link stands for one: to a file
   that is gone, it counts as absent.  Return 0 or an errno.  */
static int
check_source (struct source const *src)
{
  struct look look;
  int err = look_at (src->dirfd, src->name, false, &look);

  if (err == 0 && S_ISLNK (look.mode))
    {
      err = look_at (src->dirfd, src->name, true, &look);
      if (err == 0 && !src->follow)
        err = ELOOP;
    }
  if (err != 0)
    return err;
  return S_ISREG (look.mode) || S_ISFIFO (look.mode) ? 0 : EPERM;
}

int
check_simulated (struct source const *src, struct dest const *dst)
{
  if (strlen (src->text) > NAME_LIMIT
      || (dst->text && strlen (dst->text) > NAME_LIMIT)
      || (dst->dir && strlen (dst->dir) > NAME_LIMIT))
    return ENAMETOOLONG;
  return check_source (src);
}

/* Make a simulated link.  Return 0 or an errno, EEXIST whatever DST is.  */
static int
make_simulated (struct source const *src, struct dest const *dst)
{
  int err = check_simulated (src, dst);

  if (err != 0)
    return err;
  char *absolute = absolute_name (src);
  if (!absolute)
    return errno;
  err = symlinkat (absolute, dst->dirfd, dst->name) == 0 ? 0 : errno;
  free (absolute);
  return err;
}

static int
look_simulated (struct source const *src, struct dest const *dst,
                struct look *look)
{
  (void) dst;
  return look_at (src->dirfd, src->name, src->follow, look);
}

/* Is DST a link that leads to the file that SRC names?  */
static bool
is_made_simulated (struct source const *src, struct dest const *dst)
{
  struct look link, source, reached;

  return (look_at (dst->dirfd, dst->name, false, &link) == 0
          && S_ISLNK (link.mode)
          && look_at (src->dirfd, src->name, true, &source) == 0
          && look_at (dst->dirfd, dst->name, true, &reached) == 0
          && is_same_file (&source, &reached));
}

struct linker const simulated_linker
  = { make_simulated, look_simulated, is_made_simulated };
