/* Which mount is a file on?  A POSIX system does not tell, so nothing is ever
   known of a mount, and no text of it is allocated.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mount.h"

void
see_mount (int fd, struct mount_facts *mount)
{
  (void) fd;
  *mount = (struct mount_facts) { .id = 0 };
}

uint64_t
mount_table_id (int fd)
{
  (void) fd;
  return 0;
}

bool
decides_here (int fd)
{
  (void) fd;
  return false;
}

void
copy_mount (struct mount_facts *to, struct mount_facts const *from)
{
  *to = *from;
}

void
free_mount (struct mount_facts *mount)
{
  *mount = (struct mount_facts) { .id = 0 };
}

bool
waits_for_others (struct mount_facts const *mount)
{
  (void) mount;
  return false;
}

bool
keeps_modes (struct mount_facts const *mount)
{
  (void) mount;
  return true;
}
