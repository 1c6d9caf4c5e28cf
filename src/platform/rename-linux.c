/* How do names of one directory change places on Linux: renameat2(2).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "rename.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>

#include "linux-abi.h"

/* Does a sandbox refuse the call as such?  The kernel answers EINVAL to flags
   that do not exist, before it looks at anything else.  */
static bool
forbids_call (int dirfd)
{
  return abi_renameat2 (dirfd, "", dirfd, "", UINT_MAX) != 0 && errno == EPERM;
}

/* Return 0 or an errno: ENOTSUP where the kernel, or the file system, does not
   know FLAGS, or a sandbox forbids the call.  */
static int
rename_with (int dirfd, char const *from, char const *to, unsigned int flags)
{
  if (abi_renameat2 (dirfd, from, dirfd, to, flags) == 0)
    return 0;

  int err = errno;
  return (err == EINVAL || err == ENOSYS
          || (err == EPERM && forbids_call (dirfd)) ? ENOTSUP : err);
}

int
exchange_names (int dirfd, char const *one, char const *other)
{
  return rename_with (dirfd, one, other, ABI_RENAME_EXCHANGE);
}

int
rename_exclusive (int dirfd, char const *old, char const *new)
{
  return rename_with (dirfd, old, new, ABI_RENAME_NOREPLACE);
}
