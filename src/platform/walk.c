/* What does every system do with a walk that is over?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "walk.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

void
walk_close (struct walk_start const *start, int fd)
{
  if (fd >= 0 && fd != start->dirfd)
    close (fd);
}

bool
walk_is_blind (struct walk const *walk)
{
  return (walk->end == WALK_UNCACHED
          || (walk->end == WALK_UNKNOWN && walk->err == EAGAIN));
}

void
free_walk (struct walk *walk)
{
  free (walk->culprit);
  free (walk->link);
  free (walk->contents);
  free (walk->base);
  free_mount (&walk->mount);
  free_acl (&walk->acl);
}
