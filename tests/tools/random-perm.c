/* Which modes, owners and access control lists can a file have?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "random-parts.h"

#include <endian.h>
#include <string.h>
#include <sys/xattr.h>

#include "tool.h"

static unsigned int const owners[] = { 0, 1000, 2000, 65534, 5000000 };

static mode_t const directory_modes[]
    = { 0777, 0755, 0700,  0750, 0707, 0770, 0555, 0666,  0333,
        0711, 0000, 01777, 0744, 0722, 0776, 0757, 03777, 0701 };

static mode_t const file_modes[]
    = { 0666,  0644,  0600,  0640,  0606, 0444, 0222, 0000,  04755,
        02755, 02644, 06777, 04666, 0660, 0066, 0777, 02676, 0400 };

enum
{
  OWNERS = sizeof owners / sizeof *owners,
  MODES = sizeof directory_modes / sizeof *directory_modes,
  USER_OBJ = 1,
  USER = 2,
  GROUP_OBJ = 4,
  GROUP = 8,
  MASK = 16,
  OTHER = 32,
  VERSION = 2
};

_Static_assert(sizeof file_modes == sizeof directory_modes, "as many modes");

/* A list with one named entry.  */
struct acl
{
  char const *text;
  int tag;
  unsigned int id;
  int named, group, mask, other;
};

static struct acl const acls[] = {
  { "u:1000:---,g::rwx,m::rwx,o::rwx", USER, 1000, 0, 7, 7, 7 },
  { "u:1000:rw-,g::rwx,m::rwx,o::rwx", USER, 1000, 6, 7, 7, 7 },
  { "u:1000:r-x,g::rwx,m::rwx,o::rwx", USER, 1000, 5, 7, 7, 7 },
  { "u:1000:rwx,g::rwx,m::r-x,o::rwx", USER, 1000, 7, 7, 5, 7 },
  { "u:1000:rwx,g::rwx,m::---,o::rwx", USER, 1000, 7, 7, 0, 7 },
  { "u:65534:---,g::rwx,m::rwx,o::rwx", USER, 65534, 0, 7, 7, 7 },
  { "u:65534:r-x,g::r-x,m::rwx,o::rwx", USER, 65534, 5, 5, 7, 7 },
  { "u:2000:rwx,g::rwx,m::rwx,o::---", USER, 2000, 7, 7, 7, 0 },
  { "u:2000:rwx,g::rwx,m::rwx,o::r-x", USER, 2000, 7, 7, 7, 5 },
  { "g:2000:---,g::rwx,m::rwx,o::rwx", GROUP, 2000, 0, 7, 7, 7 },
  { "g:2000:r-x,g::rwx,m::rwx,o::rwx", GROUP, 2000, 5, 7, 7, 7 },
  { "g:1000:---,g::rwx,m::rwx,o::rwx", GROUP, 1000, 0, 7, 7, 7 },
  { "g:1000:rw-,g::r-x,m::rwx,o::rwx", GROUP, 1000, 6, 5, 7, 7 },
  { "g:1000000010:---,g::rwx,m::rwx,o::rwx", GROUP, 1000000010, 0, 7, 7, 7 },
};

struct entry
{
  uint16_t tag, perm;
  uint32_t id;
};

unsigned int
perm_values (bool directory)
{
  (void)directory;
  return 1 + OWNERS * OWNERS * MODES;
}

void
perm_of (unsigned int value, bool directory, uid_t *uid, gid_t *gid,
         mode_t *mode)
{
  mode_t const *modes = directory ? directory_modes : file_modes;

  *uid = *gid = 0;
  *mode = modes[0];
  if (value == 0)
    return;
  value--;
  *uid = owners[value % OWNERS];
  *gid = owners[value / OWNERS % OWNERS];
  *mode = modes[value / OWNERS / OWNERS];
}

unsigned int
acl_values (void)
{
  return 1 + sizeof acls / sizeof *acls;
}

char const *
acl_text (unsigned int value)
{
  return value == 0 ? "none" : acls[value - 1].text;
}

static struct entry
entry_of (int tag, int perm, unsigned int id)
{
  return (struct entry){ htole16 (tag), htole16 (perm), htole32 (id) };
}

void
set_acl (char const *name, unsigned int value)
{
  struct acl const *acl = &acls[value - 1];
  struct
  {
    uint32_t version;
    struct entry entries[5];
  } list;
  int i = 0;

  if (value == 0)
    return;
  list.version = htole32 (VERSION);
  list.entries[i++] = entry_of (USER_OBJ, 7, -1);
  if (acl->tag == USER)
    list.entries[i++] = entry_of (USER, acl->named, acl->id);
  list.entries[i++] = entry_of (GROUP_OBJ, acl->group, -1);
  if (acl->tag == GROUP)
    list.entries[i++] = entry_of (GROUP, acl->named, acl->id);
  list.entries[i++] = entry_of (MASK, acl->mask, -1);
  list.entries[i++] = entry_of (OTHER, acl->other, -1);
  if (setxattr (name, "system.posix_acl_access", &list, sizeof list, 0) != 0)
    die (name);
}
