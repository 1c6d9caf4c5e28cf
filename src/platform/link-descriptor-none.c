/* How is an open file given a new name on a system that has no way to do it?
   It is not.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "link.h"

#include <errno.h>

int
link_descriptor (int fd, int tofd, char const *name)
{
  (void) fd;
  (void) tofd;
  (void) name;
  return ENOTSUP;
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
  return false;
}
