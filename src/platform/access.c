/* What may a process do to a file, by the file's owner, mode and access
   control list and by the process's ids and capabilities?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "access.h"

enum { ALL = MAY_READ | MAY_WRITE | MAY_EXECUTE };

bool
is_in_group (struct process_facts const *process, gid_t gid)
{
  if (process->egid == gid)
    return true;
  for (size_t i = 0; i < process->group_count; i++)
    if (process->groups[i] == gid)
      return true;
  return false;
}

enum answer
capabilities_count (struct process_facts const *process,
                    struct look const *look)
{
  enum answer user = has_mapping (&process->uids, look->uid);
  enum answer group = has_mapping (&process->gids, look->gid);

  if (user == ANSWER_NO || group == ANSWER_NO)
    return ANSWER_NO;
  return user == ANSWER_YES && group == ANSWER_YES ? ANSWER_YES
         : ANSWER_UNKNOWN;
}

/* Return the access that the permissions GIVEN of CLASS are.  */
static struct access
access_given (enum access_class class, int given)
{
  return (struct access) { .class = class, .given = given,
                           .sets = 1U << given };
}

/* Return the permissions of ACL's entry TAG, or ALL if it has none.  */
static int
permissions_of (struct acl const *acl, enum acl_tag tag)
{
  for (size_t i = 0; i < acl->count; i++)
    if (acl->entries[i].tag == tag)
      return acl->entries[i].permissions & ALL;
  return ALL;
}

/* As access_to, by ACL alone, where PROCESS is not the owner of LOOK's file.
   One of its groups' entries must give all that is wanted; they do not add
   up.  */
static struct access
by_list (struct process_facts const *process, struct look const *look,
         struct acl const *acl)
{
  int mask = permissions_of (acl, ACL_TAG_MASK);
  struct access by_groups = { .class = ACCESS_UNKNOWN };

  for (size_t i = 0; i < acl->count; i++)
    {
      struct acl_entry const *entry = &acl->entries[i];
      if (entry->tag == ACL_TAG_USER && entry->id == process->euid)
        return access_given (ACCESS_BY_LIST, entry->permissions & mask);
      bool owning = entry->tag == ACL_TAG_OWNING_GROUP;
      if ((owning || entry->tag == ACL_TAG_GROUP)
          && is_in_group (process, owning ? look->gid : entry->id))
        {
          by_groups.class = ACCESS_BY_LIST;
          by_groups.given |= entry->permissions & mask;
          by_groups.sets |= 1U << (entry->permissions & mask);
        }
    }
  return (by_groups.class == ACCESS_BY_LIST ? by_groups
          : access_given (ACCESS_OTHERS,
                          permissions_of (acl, ACL_TAG_OTHERS)));
}

/* As access_to, but for capabilities.  */
static struct access
by_permissions (struct process_facts const *process, struct look const *look,
                struct acl const *acl)
{
  int owner = look->mode >> 6 & ALL;
  int group = look->mode >> 3 & ALL;
  int others = look->mode & ALL;

  if (look->uid == process->euid)
    return access_given (ACCESS_OWNER, owner);

  /* A list whose mask is empty is not looked at; another may take away or,
     within its mask, give.  */
  if (acl->there == ANSWER_YES && group != 0)
    return by_list (process, look, acl);
  if (acl->there == ANSWER_UNKNOWN && group != 0)
    return (struct access) { .class = ACCESS_UNKNOWN };
  if (is_in_group (process, look->gid))
    return access_given (ACCESS_GROUP, group);
  return access_given (ACCESS_OTHERS, others);
}

/* Return the MAY_ bits that PROCESS's capabilities give to the file of
   LOOK.  */
static int
by_capabilities (struct process_facts const *process, struct look const *look)
{
  bool is_directory = S_ISDIR (look->mode);
  int given = 0;

  if (process->writes_all)
    given = (is_directory || (look->mode & (S_IXUSR | S_IXGRP | S_IXOTH)) != 0
             ? ALL : MAY_READ | MAY_WRITE);
  else if (process->reads_all)
    given = is_directory ? MAY_READ | MAY_EXECUTE : MAY_READ;
  return given;
}

struct access
access_to (struct process_facts const *process, struct look const *look,
           struct acl const *acl)
{
  struct access access = by_permissions (process, look, acl);

  if (!process->known)
    access.class = ACCESS_UNKNOWN;
  access.overriding = by_capabilities (process, look);
  access.counts = capabilities_count (process, look);
  return access;
}

enum answer
access_allows (struct access const *access, int wanted)
{
  if (access->class == ACCESS_UNKNOWN)
    return ANSWER_UNKNOWN;
  for (int set = 0; set <= ALL; set++)
    if ((access->sets >> set & 1) != 0 && (wanted & ~set) == 0)
      return ANSWER_YES;
  return (wanted & ~access->overriding) == 0 ? access->counts : ANSWER_NO;
}
