/* How is a file renamed without replacing another, where no one call does it?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "rename-link.h"

#include <errno.h>
#include <unistd.h>

#include "link.h"

int
rename_by_link (int dirfd, char const *old, char const *new)
{
  if (link_path (dirfd, old, dirfd, new, false) != 0)
    return errno;
  if (unlinkat (dirfd, old, 0) == 0)
    return 0;

  int err = errno;
  unlinkat (dirfd, new, 0);
  return err;
}
