/* What do the facts say of limits: of links, of room, of quotas?
   SPDX-License-Identifier: GPL-3.0-or-later

   Pure, as all of evidence-*.c.  The table of causes asks in the order in which
   the kernel checks, so that a question need not repeat those before it.  */

#include <config.h>

#include "evidence-limits.h"

#include <stdlib.h>

#include "platform/access.h"
#include "platform/fstype.h"

enum
{
  BTRFS_LINKS_MAX = 65535,      /* of a file */
  LITTLE = 1024 * 1024          /* less than a directory may need to grow */
};

/* The old file was to be kept by one more link.  */
bool
is_backup_limited (struct scene const *s)
{
  struct file_facts const *dst = &s->facts->dst;

  return (s->job->result.step == STEP_BACKUP && dst->seen
          && dst->look.nlink > 1
          && !is_client_view (mount_of (&s->facts->dir)));
}

bool
is_btrfs_directory_full (struct scene const *s)
{
  return (s->facts->src.seen && is_type (mount_of (&s->facts->src), FS_BTRFS)
          && s->facts->src.look.nlink < BTRFS_LINKS_MAX);
}

/* The count at which a link is refused is the limit; but a FUSE server may make
   it up.  */
bool
has_many_links (struct scene const *s)
{
  return (s->facts->src.seen && s->facts->src.look.nlink > 1
          && s->job->result.step != STEP_BACKUP
          && !is_type (mount_of (&s->facts->src), FS_FUSE));
}

/* Room.  */

static bool
has_room_facts (struct scene const *s)
{
  return is_reached (s) && s->facts->dir.has_room;
}

/* Return the number that the option NAME of DEST's mount has, or OTHERWISE.  */
static unsigned long
option_number (struct scene const *s, char const *name,
               unsigned long otherwise)
{
  char const *value = option_value (mount_of (&s->facts->dir)->options, name);

  return value ? strtoul (value, NULL, 10) : otherwise;
}

/* May this process use what ext4 keeps in reserve?  */
static bool
uses_reserve (struct scene const *s)
{
  struct process_facts const *process = &s->facts->process;
  unsigned long group = option_number (s, "resgid", 0);

  /* Ids in a user namespace are not those that the file system compares.  */
  if (!process->known || process->initial != ANSWER_YES)
    return process->known && process->has_resources;
  return (process->has_resources
          || process->euid == option_number (s, "resuid", 0)
          || (group != 0 && is_in_group (process, group)));
}

static bool
is_ext (struct scene const *s)
{
  return is_type (mount_of (&s->facts->dir), FS_EXT);
}

uint64_t
free_for_you (struct scene const *s)
{
  struct file_facts const *dir = &s->facts->dir;
  uint64_t whole = dir->free_bytes + dir->reserved_bytes;

  return (is_ext (s) && uses_reserve (s) && whole > dir->free_bytes ? whole
          : dir->free_bytes);
}

bool
is_size_limited (struct scene const *s)
{
  enum { KILOBYTE = 1024 };
  unsigned long limit = option_number (s, "max_dir_size_kb", 0);

  return (has_room_facts (s) && limit != 0
          && s->facts->dir.look.size / KILOBYTE >= limit);
}

/* On tmpfs each link takes an inode, elsewhere a symbolic link does.  What an
   overlay writes to may be a tmpfs, or take one to copy the file.  */
bool
is_without_inodes (struct scene const *s)
{
  struct mount_facts const *mount = mount_of (&s->facts->dir);

  return (has_room_facts (s)
          && (!is_hard (s) || is_type (mount, FS_TMPFS)
              || is_type (mount, FS_OVERLAY))
          && s->facts->dir.inodes != 0 && s->facts->dir.free_inodes == 0);
}

/* The room that a project has left is what is told of its directories.  */
bool
is_project_quota (struct scene const *s)
{
  struct file_facts const *dir = &s->facts->dir;
  char const *options = mount_of (dir)->options;

  return (has_room_facts (s) && dir->has_project && dir->passes_project
          && dir->project != 0
          && (is_ext (s) || is_type (mount_of (dir), FS_XFS))
          && (has_option (options, "prjquota")
              || has_option (options, "pquota"))
          && (dir->free_bytes < LITTLE || dir->free_inodes == 0)
          && dir->whole_free_bytes >= LITTLE);
}

bool
is_reserved (struct scene const *s)
{
  struct file_facts const *dir = &s->facts->dir;

  return (has_room_facts (s) && s->facts->process.known && is_ext (s)
          && dir->reserve_known && dir->reserved_bytes != 0
          && !uses_reserve (s) && dir->free_bytes < 16 * dir->block_bytes);
}

/* The layer beneath is written as by who mounted the overlay.  */
bool
is_copy_up (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;
  struct file_facts const *dir = &s->facts->dir;

  return (has_room_facts (s) && is_hard (s) && src->seen
          && S_ISREG (src->look.mode)
          && is_type (mount_of (dir), FS_OVERLAY)
          && src->look.allocated > dir->free_bytes + dir->reserved_bytes);
}

bool
is_full (struct scene const *s)
{
  return has_room_facts (s) && free_for_you (s) == 0;
}

bool
is_upper_full (struct scene const *s)
{
  return (is_hard (s) && is_full (s)
          && is_type (mount_of (&s->facts->dir), FS_OVERLAY));
}

/* A directory may grow by more than one block.  */
bool
is_almost_full (struct scene const *s)
{
  return has_room_facts (s) && free_for_you (s) < LITTLE;
}

/* The index of an ext4 directory has two levels of blocks, with 8 bytes for
   each block below: it can be full when the blocks of its second level, each of
   which was half full after it was split, are as many as its root has room
   for.  */
bool
is_index_full (struct scene const *s)
{
  enum { ROOT_HEAD = 40, NODE_HEAD = 24, ENTRY = 8 };
  struct file_facts const *dir = &s->facts->dir;
  uint64_t block = dir->block_bytes;

  if (!has_room_facts (s) || !is_ext (s) || block <= ROOT_HEAD)
    return false;
  uint64_t nodes = (block - ROOT_HEAD) / ENTRY;
  uint64_t leaves = (block - NODE_HEAD) / ENTRY / 2;
  return dir->look.size / block >= nodes * leaves;
}

/* What may be short instead is told of three families.  */
bool
is_room_elsewhere (struct scene const *s)
{
  struct mount_facts const *mount = mount_of (&s->facts->dir);

  return (has_room_facts (s)
          && (is_ext (s) || is_type (mount, FS_XFS)
              || is_type (mount, FS_BTRFS)));
}

/* Quotas.  */

bool
is_subvolume_quota (struct scene const *s)
{
  return (is_reached (s) && s->facts->dir.look.subvolume != 0
          && is_type (mount_of (&s->facts->dir), FS_BTRFS));
}

bool
is_quota (struct scene const *s)
{
  return is_reached (s) && s->facts->process.known;
}

bool
is_directory_quota (struct scene const *s)
{
  return (is_hard (s) && is_quota (s)
          && !is_type (mount_of (&s->facts->dir), FS_OVERLAY));
}

bool
is_own_quota (struct scene const *s)
{
  return !is_hard (s) && is_quota (s);
}
