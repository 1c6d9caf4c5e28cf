/* How is a name opened under WASI?  That it leads to nowhere else cannot be
   promised: there are hosts for which a descriptor is only another way to
   write a name, and which follow any symbolic link in it.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "process.h"

static int
fail_with (int err)
{
  errno = err;
  return -1;
}

/* Under Node a directory that was opened by a name with a slash behind is of
   no use, as not even "." is found in it: so the slash goes.  And O_NOFOLLOW
   counts for nothing there.  */
int
open_directory (int dirfd, char const *name, int flags)
{
  char bare[PATH_MAX];
  size_t length = strlen (name);
  size_t kept = length;
  struct stat st;

  if ((flags & LOOK_UP_CONFINED) != 0)
    return fail_with (ENOSYS);
  while (kept > 1 && name[kept - 1] == '/')
    kept--;
  if (kept >= sizeof bare)
    return fail_with (ENAMETOOLONG);
  memcpy (bare, name, kept);
  bare[kept] = '\0';
  if ((flags & LOOK_UP_NOFOLLOW) != 0 && kept == length
      && fstatat (dirfd, bare, &st, AT_SYMLINK_NOFOLLOW) == 0
      && S_ISLNK (st.st_mode))
    return fail_with (ENOTDIR);
  return above_standard (openat (dirfd, bare, O_SEARCH | O_DIRECTORY));
}

int
open_source (int dirfd, char const *name, int flags, char **base)
{
  (void) dirfd;
  (void) name;
  (void) flags;
  *base = NULL;
  return fail_with (ENOSYS);
}
