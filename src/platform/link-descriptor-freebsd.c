/* How is an open file given a new name on FreeBSD: linkat(2) with
   AT_EMPTY_PATH.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "link.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int
link_descriptor (int fd, int tofd, char const *name)
{
  return linkat (fd, "", tofd, name, AT_EMPTY_PATH) == 0 ? 0 : errno;
}

bool
links_nameless (int fd)
{
  (void) fd;
  return false;
}

bool
links_descriptors (void)
{
  return true;
}
