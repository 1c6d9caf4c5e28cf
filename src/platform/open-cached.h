/* How is a name opened without waiting for a server?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_OPEN_CACHED_H
#define FHLN_OPEN_CACHED_H

#include <errno.h>

#include "linux-abi.h"
#include "process.h"

/* Open NAME in DIRFD with FLAGS, only to hold it, as far as what this machine
   knows of the way there goes; -1 and EAGAIN where that may wait for a server
   or a disk.  */
static inline int
open_cached (int dirfd, char const *name, int flags)
{
  struct abi_open_how how = { .flags = flags | O_PATH | O_CLOEXEC,
                              .resolve = ABI_RESOLVE_CACHED };
  int fd = above_standard (abi_openat2 (dirfd, name, &how));

  if (fd < 0 && (errno == ENOSYS || errno == EINVAL))
    errno = EAGAIN;
  return fd;
}

#endif
