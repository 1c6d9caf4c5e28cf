/* A system without a way to give an open file a new name.
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
links_descriptors (void)
{
  return false;
}
