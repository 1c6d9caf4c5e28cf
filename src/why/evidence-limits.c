/* What do the facts say of limits: of links, of room, of quotas?
   SPDX-License-Identifier: GPL-3.0-or-later

   Pure, as all of evidence-*.c.  The table of causes asks in the order in which
   the kernel checks, so that a question need not repeat those before it.  */

#include <config.h>

#include "evidence-limits.h"

#include "platform/fstype.h"

bool
has_all_links (struct scene const *s)
{
  uint64_t limit = type_of (mount_of (&s->facts->src))->link_limit;

  return (s->facts->src.seen && limit != 0
          && s->facts->src.look.nlink >= limit);
}

bool
is_btrfs_directory_full (struct scene const *s)
{
  return s->facts->src.seen && is_type (mount_of (&s->facts->src), FS_BTRFS);
}

bool
has_many_links (struct scene const *s)
{
  return (s->facts->src.seen
          && type_of (mount_of (&s->facts->src))->link_limit == 0);
}

static bool
has_room_facts (struct scene const *s)
{
  return is_reached (s) && s->facts->dir.has_room;
}

bool
is_size_limited (struct scene const *s)
{
  return (has_room_facts (s) && s->facts->dir.free_bytes != 0
          && option_value (mount_of (&s->facts->dir)->options,
                           "max_dir_size_kb"));
}

bool
is_without_inodes (struct scene const *s)
{
  return (has_room_facts (s) && is_type (mount_of (&s->facts->dir), FS_TMPFS)
          && s->facts->dir.inodes != 0 && s->facts->dir.free_inodes == 0);
}

bool
is_reserved (struct scene const *s)
{
  return (has_room_facts (s) && s->facts->dir.free_bytes == 0
          && s->facts->dir.reserved_bytes != 0);
}

bool
is_full (struct scene const *s)
{
  return has_room_facts (s) && s->facts->dir.free_bytes == 0;
}

/* A directory may grow by more than one block.  */
bool
is_almost_full (struct scene const *s)
{
  return (has_room_facts (s) && s->facts->dir.free_bytes < 1024UL * 1024);
}

bool
is_subvolume_quota (struct scene const *s)
{
  return is_reached (s) && s->facts->dir.look.subvolume != 0;
}

bool
is_quota (struct scene const *s)
{
  return is_reached (s);
}
