/* How is a name linked to another on a POSIX system: linkat(2).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "link.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int
link_path (int srcfd, char const *src, int dstfd, char const *dst,
           bool follow)
{
  return (linkat (srcfd, src, dstfd, dst, follow ? AT_SYMLINK_FOLLOW : 0) == 0
          ? 0 : errno);
}
