/* What does a note say of room and quotas?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "note-room.h"

#include <stdlib.h>

#include "evidence-limits.h"
#include "note-dest.h"
#include "note-text.h"
#include "platform/fstype.h"
#include "xalloc.h"
#include "xvasprintf.h"

static char const *
dir_options (struct scene const *s)
{
  return mount_of (&s->facts->dir)->options;
}

/* Is the quota that one of the options A and B switches on counted on DEST's
   file system?  */
static bool
counts_quota (struct scene const *s, char const *a, char const *b)
{
  char const *options = dir_options (s);

  return has_option (options, a) || has_option (options, b);
}

static bool
counts_projects (struct scene const *s)
{
  return counts_quota (s, "prjquota", "pquota");
}

char *
put_dir_reserved (struct scene const *s)
{
  return size_text (s->facts->dir.reserved_bytes);
}

char *
put_dir_free (struct scene const *s)
{
  return size_text (free_for_you (s));
}

char *
put_dir_size_option (struct scene const *s)
{
  return digits_of (option_value (dir_options (s), "max_dir_size_kb"));
}

/* For whom ext4 keeps its reserve.  */
char *
put_reserve_owner (struct scene const *s)
{
  char const *user = option_value (dir_options (s), "resuid");
  char *id = user ? digits_of (user) : NULL;
  char *owner = id ? xasprintf ("uid %s and root", id) : xstrdup ("root");

  free (id);
  return owner;
}

/* What else than bytes the file system may be short of.  */
char *
put_room_reasons (struct scene const *s)
{
  struct mount_facts const *mount = mount_of (&s->facts->dir);
  bool projects = counts_projects (s);

  if (is_type (mount, FS_BTRFS))
    return xstrdup ("its room for metadata may be used up");
  if (is_type (mount, FS_XFS))
    return xstrdup (projects ? "the quota of a project may be used up, or the "
                    "room too scattered" : "it may be too scattered");

  char *dir = put_dir (s);
  char *text = (dir ? xasprintf ("the index of the directory %s may be full%s",
                                 dir, projects ? ", or the quota of a project "
                                 "used up" : "") : NULL);
  free (dir);
  return text;
}

/* Quotas.  */

/* Add PART (allocated) to ALL (allocated, or NULL).  Return the whole.  */
static char *
add_owner (char *all, char *part)
{
  char *longer = xasprintf (all ? "%s or of %s" : "%sthe quota of %s",
                            all ? all : "", part);

  free (part);
  free (all);
  return longer;
}

/* Return the user whose quota counts: a directory that must grow is its
   owner's, a symbolic link is made by the caller.  */
static char *
charged_user (struct scene const *s)
{
  return (is_hard (s) ? put_dir_owner (s)
          : id_text (ID_USER, s->facts->names.you, s->facts->process.euid));
}

/* As charged_user, the group: a symbolic link may get the directory's, too.  */
static char *
charged_group (struct scene const *s)
{
  struct look const *dir = &s->facts->dir.look;
  bool of_dir = is_hard (s) || (dir->mode & S_ISGID) != 0;
  char const *name = of_dir ? s->facts->names.dir_group : NULL;
  char *group = id_text (ID_GROUP, name,
                         of_dir ? dir->gid : s->facts->process.egid);
  char *text = xasprintf ("%s%s", name ? "group " : "", group);

  free (group);
  return text;
}

/* "the quota of USER or of GROUP or of project 42": all that may be used
   up.  Where no option tells of any, it may be a user's or a group's.  */
char *
put_quotas (struct scene const *s)
{
  struct file_facts const *dir = &s->facts->dir;
  bool user = (counts_quota (s, "usrquota", "uquota")
               || has_option (dir_options (s), "quota"));
  bool group = counts_quota (s, "grpquota", "gquota");
  bool project = counts_projects (s);
  char *all = NULL;

  if (!user && !group && !project)
    user = group = true;
  if (user)
    all = add_owner (all, charged_user (s));
  if (group)
    all = add_owner (all, charged_group (s));
  if (project && dir->has_project && dir->project != 0)
    all = add_owner (all, xasprintf ("project %lu",
                                     (unsigned long) dir->project));
  return all;
}
