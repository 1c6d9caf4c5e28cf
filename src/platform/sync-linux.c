/* How does a whole file system reach the disk on Linux: syncfs(2).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sync.h"

#include <errno.h>
#include <unistd.h>

int
sync_file_system (int fd)
{
  return syncfs (fd) == 0 ? 0 : errno;
}
