/* How does a whole file system reach the disk under WASI?  It does not.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sync.h"

#include <errno.h>

char const *
sync_unavailable (void)
{
  return "not available on " SYSTEM_NAME;
}

int
sync_file_system (int fd)
{
  (void) fd;
  return ENOTSUP;
}
