/* How does a whole file system reach the disk on Linux: syncfs(2).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sync.h"

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

#include "tries.h"

char const *
sync_unavailable (void)
{
  return NULL;
}

int
sync_file_system (int fd)
{
  for (int tries = 1; syncfs (fd) != 0; tries++)
    if (errno != EINTR || tries == EINTR_TRIES)
      return errno;
  return 0;
}
