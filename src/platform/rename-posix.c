/* How do names of one directory change places on a POSIX system?  No call there
   exchanges them, and none renames without replacing.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "rename.h"

#include <errno.h>

int
exchange_names (int dirfd, char const *one, char const *other)
{
  (void) dirfd;
  (void) one;
  (void) other;
  return ENOTSUP;
}

int
rename_exclusive (int dirfd, char const *old, char const *new)
{
  (void) dirfd;
  (void) old;
  (void) new;
  return ENOTSUP;
}
