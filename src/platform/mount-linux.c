/* Which mount is a file on?  statmount(2), or else the mount table; where
   neither has it, statfs tells at least the type of the file system.  See
   statx(2), proc_pid_mountinfo(5).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mount.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "fstype.h"
#include "id-space.h"
#include "linux-abi.h"
#include "linux-mount.h"
#include "octal.h"
#include "proc.h"
#include "xalloc.h"

enum { SUPER_READ_ONLY = 1 };

void
free_mount (struct mount_facts *mount)
{
  free (mount->point);
  free (mount->root);
  free (mount->type);
  free (mount->source);
  free (mount->options);
  *mount = (struct mount_facts) { .id = 0 };
}

static char *
copy_text (char const *text)
{
  return text ? xstrdup (text) : NULL;
}

void
copy_mount (struct mount_facts *to, struct mount_facts const *from)
{
  *to = *from;
  to->point = copy_text (from->point);
  to->root = copy_text (from->root);
  to->type = copy_text (from->type);
  to->source = copy_text (from->source);
  to->options = copy_text (from->options);
}

bool
waits_for_others (struct mount_facts const *mount)
{
  return !mount->known || !mount->type || fstype_named (mount->type)->waits;
}

/* A FUSE server may leave modes to the kernel, an SMB mount may not.  */
bool
keeps_modes (struct mount_facts const *mount)
{
  struct fstype const *type = fstype_named (mount->type);

  if (type->family == FS_FUSE)
    return has_option (mount->options, "default_permissions");
  if (type->family == FS_SMB)
    return !has_option (mount->options, "noperm");
  return type->keeps_modes;
}

/* statmount.  */

/* Return the string at OFFSET of ANSWER, allocated, or NULL if BIT of its mask
   says that there is none.  */
static char *
string_of (struct abi_statmount const *answer, uint64_t bit, uint32_t offset)
{
  if ((answer->mask & bit) == 0 || offset >= sizeof answer->strings
      || answer->strings[offset] == '\0')
    return NULL;
  return xstrdup (answer->strings + offset);
}

/* Return the type of ANSWER's file system, with its subtype.  */
static char *
type_told_by (struct abi_statmount const *answer)
{
  char *type = string_of (answer, ABI_STATMOUNT_TYPE, answer->type);
  char *subtype = string_of (answer, ABI_STATMOUNT_SUBTYPE, answer->subtype);

  if (type && subtype)
    {
      size_t length = strlen (type);
      type = xrealloc (type, length + strlen (subtype) + sizeof ".");
      type[length] = '.';
      strcpy (type + length + 1, subtype);
    }
  free (subtype);
  return type;
}

/* What does ANSWER say of ids: the COUNT lines of a map at OFFSET?  They
   have the ids that show in their second number.  */
static struct mount_ids
ids_told_by (struct abi_statmount const *answer, uint64_t bit, uint32_t count,
             uint32_t offset, uint32_t you, enum id_kind kind)
{
  struct mount_ids ids = { .has_you = ANSWER_UNKNOWN };
  struct id_space space;

  if ((answer->mask & bit) == 0)
    return ids;
  see_id_space (kind, &space);
  ids.has_you = ids.has_overflow = ANSWER_NO;
  while (count-- > 0 && offset < sizeof answer->strings)
    {
      char const *line = answer->strings + offset;
      if (map_has (line, you, true))
        ids.has_you = ANSWER_YES;
      if (map_has (line, space.overflow, true))
        ids.has_overflow = ANSWER_YES;
      offset += strlen (line) + 1;
    }
  return ids;
}

/* Fill in which ids the map of MOUNT, which ANSWER is about, has.  */
static void
see_maps (struct abi_statmount const *answer, struct mount_facts *mount)
{
  mount->uids = ids_told_by (answer, ABI_STATMOUNT_UIDMAP, answer->uidmaps,
                             answer->uidmap, geteuid (), ID_USER);
  mount->gids = ids_told_by (answer, ABI_STATMOUNT_GIDMAP, answer->gidmaps,
                             answer->gidmap, getegid (), ID_GROUP);
}

/* Fill MOUNT, whose id is set and unique, by statmount.  */
static bool
see_by_statmount (struct mount_facts *mount)
{
  struct abi_mount_request request = {
    .size = sizeof request, .mount_id = mount->id,
    .mask = (ABI_STATMOUNT_SUPER | ABI_STATMOUNT_MOUNT | ABI_STATMOUNT_POINT
             | ABI_STATMOUNT_TYPE | ABI_STATMOUNT_OPTIONS
             | ABI_STATMOUNT_SUBTYPE | ABI_STATMOUNT_SOURCE
             | ABI_STATMOUNT_ROOT | ABI_STATMOUNT_UIDMAP
             | ABI_STATMOUNT_GIDMAP),
  };
  uint64_t needed = (ABI_STATMOUNT_SUPER | ABI_STATMOUNT_MOUNT
                     | ABI_STATMOUNT_TYPE);
  struct abi_statmount *answer = xmalloc (sizeof *answer);
  bool known = (abi_statmount (&request, answer) == 0
                && (answer->mask & needed) == needed);

  if (known)
    {
      mount->known = true;
      mount->device = makedev (answer->device_major, answer->device_minor);
      mount->point = string_of (answer, ABI_STATMOUNT_POINT, answer->point);
      mount->root = string_of (answer, ABI_STATMOUNT_ROOT, answer->root);
      mount->type = type_told_by (answer);
      mount->source = string_of (answer, ABI_STATMOUNT_SOURCE,
                                 answer->source);
      mount->options = string_of (answer, ABI_STATMOUNT_OPTIONS,
                                  answer->options);
      mount->super_read_only = (answer->super_flags & SUPER_READ_ONLY) != 0;
      mount->read_only = (answer->attributes & ABI_MOUNT_ATTR_RDONLY) != 0;
      mount->nosymfollow
        = (answer->attributes & ABI_MOUNT_ATTR_NOSYMFOLLOW) != 0;
      mount->idmapped = (answer->attributes & ABI_MOUNT_ATTR_IDMAP) != 0;
      if (mount->idmapped)
        see_maps (answer, mount);

      /* Before Linux 6.11 the options are not told: the table has them.  An
         empty list has no bit; but who tells the source, knows options.  */
      known = mount->options || mount->source;
    }
  free (answer);
  return known;
}

/* The mount table.  */

/* Fill MOUNT with LINE of the mount table, which is spoilt, if it tells of the
   mount ID.  */
static bool
take_line (char *line, uint64_t id, struct mount_facts *mount)
{
  enum { DEVICE = 2, ROOT = 3, POINT = 4, OPTIONS = 5 };
  char *field[OPTIONS + 1] = { NULL };
  char *rest = line;
  unsigned int major, minor;

  for (int i = 0; i <= OPTIONS; i++)
    if (! (field[i] = strsep (&rest, " ")))
      return false;
  if (strtoull (field[0], NULL, 10) != id || !rest
      || sscanf (field[DEVICE], "%u:%u", &major, &minor) != 2)
    return false;

  char *word = strsep (&rest, " ");
  while (word && strcmp (word, "-") != 0)
    word = strsep (&rest, " ");
  char *type = strsep (&rest, " ");
  char *source = strsep (&rest, " ");
  if (!source || !rest)
    return false;
  *mount = (struct mount_facts) {
    .known = true, .id = mount->id, .device = makedev (major, minor),
    .point = xstrdup (unescape_octal (field[POINT])),
    .root = xstrdup (unescape_octal (field[ROOT])),
    .type = xstrdup (unescape_octal (type)),
    .source = xstrdup (unescape_octal (source)),
    .options = xstrdup (rest), .super_read_only = has_option (rest, "ro"),
    .read_only = has_option (field[OPTIONS], "ro"),
    .nosymfollow = has_option (field[OPTIONS], "nosymfollow"),
    .idmapped = has_option (field[OPTIONS], "idmapped"),
  };
  return true;
}

/* The descriptor knows its mount even if the file system does not answer any
   more.  */
uint64_t
mount_table_id (int fd)
{
  enum { NUMBER_SIZE = 12 };
  char name[sizeof "/proc/self/fdinfo/" + NUMBER_SIZE];
  char line[64];
  struct abi_statx stx;
  uint64_t id = 0;

  /* An emulator may say that it knows, and leave out what.  */
  if (abi_statx (fd, "", AT_EMPTY_PATH | AT_NO_AUTOMOUNT
                 | AT_STATX_DONT_SYNC, ABI_STATX_MNT_ID, &stx) == 0
      && (stx.mask & ABI_STATX_MNT_ID) != 0 && stx.mount_id != 0)
    return stx.mount_id;
  sprintf (name, "/proc/self/fdinfo/%d", fd);
  FILE *stream = fd >= 0 ? open_proc (name) : NULL;
  if (!stream)
    return 0;
  while (id == 0 && fgets (line, sizeof line, stream))
    if (strncmp (line, "mnt_id:", 7) == 0)
      id = strtoull (line + 7, NULL, 10);
  fclose (stream);
  return id;
}

/* Fill MOUNT for FD by the mount table.  */
static void
see_by_table (int fd, struct mount_facts *mount)
{
  uint64_t id = mount_table_id (fd);
  FILE *stream = id != 0 ? open_proc ("/proc/self/mountinfo") : NULL;
  char *line = NULL;
  size_t size = 0;
  ssize_t length;

  if (!stream)
    return;
  if (mount->id == 0)
    mount->id = id;
  while ((length = getline (&line, &size, stream)) > 0)
    {
      if (line[length - 1] == '\n')
        line[length - 1] = '\0';
      if (take_line (line, id, mount))
        break;
    }
  free (line);
  fclose (stream);
}

/* The file system itself.  */

/* Return the type that statfs shows of what is open on FD, or of the current
   directory (AT_FDCWD), if that is one of this machine's own; or NULL.  */
static struct fstype const *
type_here (int fd, struct statfs *fs)
{
  return ((fd == AT_FDCWD ? statfs (".", fs) : fstatfs (fd, fs)) == 0
          ? fstype_of_magic ((uint32_t) fs->f_type) : NULL);
}

/* Fill MOUNT for FD by statfs, which would wait for a server: first it must be
   sure that there is none.  That a file may be excluded from dumps is told by
   file systems of this machine only (see their getattr): not by FUSE, on a
   block device or not, nor by network file systems.  */
static void
see_by_file_system (int fd, struct mount_facts *mount)
{
  struct abi_statx stx;
  struct statfs fs;

  if (abi_statx (fd, "", AT_EMPTY_PATH | AT_NO_AUTOMOUNT
                 | AT_STATX_DONT_SYNC, ABI_STATX_BASIC_STATS, &stx) != 0
      || (stx.attributes_mask & ABI_STATX_ATTR_NODUMP) == 0)
    return;

  struct fstype const *type = type_here (fd, &fs);
  if (!type)
    return;
  mount->known = mount->only_type = true;
  mount->type = xstrdup (type->name);
  mount->nosymfollow = (fs.f_flags & ABI_ST_NOSYMFOLLOW) != 0;

  /* There the number that a file shows is not the file system's.  */
  if (type->family != FS_BTRFS && type->family != FS_OVERLAY)
    mount->device = makedev (stx.dev_major, stx.dev_minor);
}

bool
decides_here (int fd)
{
  struct statfs fs;

  return type_here (fd, &fs) != NULL;
}

void
see_mount (int fd, struct mount_facts *mount)
{
  struct abi_statx stx;

  *mount = (struct mount_facts) { .id = 0 };
  if (abi_statx (fd, "", AT_EMPTY_PATH | AT_NO_AUTOMOUNT
                 | AT_STATX_DONT_SYNC, ABI_STATX_MNT_ID_UNIQUE, &stx) == 0
      && (stx.mask & ABI_STATX_MNT_ID_UNIQUE) != 0)
    {
      mount->id = stx.mount_id;
      if (see_by_statmount (mount))
        return;
      uint64_t id = mount->id;
      free_mount (mount);
      mount->id = id;
    }
  see_by_table (fd, mount);
  if (!mount->known)
    see_by_file_system (fd, mount);
}
