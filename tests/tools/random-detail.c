/* Is what a note quotes true: owners, modes, permissions, mounts, numbers?
   SPDX-License-Identifier: GPL-3.0-or-later

   The files are still there as the program found them.  */

#include "random-parts.h"
#include "random-words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool.h"

enum
{
  OVERFLOW_UID = 65534
};

static bool __attribute__ ((format (printf, 2, 3)))
wrong (struct judgement *j, char const *format, ...)
{
  va_list list;

  va_start (list, format);
  vsnprintf (j->why, sizeof j->why, format, list);
  va_end (list);
  j->verdict = WRONG_DETAIL;
  return true;
}

/* Look at NAME, as the program was given it.  */
static bool
look (struct names const *names, char const *name, bool follow,
      struct stat *st)
{
  int dir = open (names->place, O_PATH | O_DIRECTORY);
  bool found
      = (dir >= 0
         && fstatat (dir, name, st, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0);

  if (dir >= 0)
    close (dir);
  return found;
}

/* Is the owner that TEXT begins with another than UID, as S's caller sees
   it?  */
static bool
is_other_owner (struct situation const *s, char const *text, uid_t uid,
                struct judgement *j)
{
  int64_t seen = seen_as (s, uid);
  char const *number = strstr (text, "uid ");
  char const *outside = strstr (text, "outside");

  /* The mount may not map it; without /proc nobody knows the map.  */
  if (uid == OVERFLOW_UID && s->value[PLACE] != 0)
    return false;
  if (seen < 0 && s->value[NOPROC] != 0)
    return false;
  /* Nobody can see whether it is 65534 where that is mapped as well.  */
  if (seen < 0)
    return (!outside && number && seen_as (s, OVERFLOW_UID) < 0
            && wrong (j, "the owner %u has no mapping, but a number is told",
                      uid));
  if (outside && (!number || outside < number))
    return wrong (j, "the owner %u is mapped, as uid %lld", uid,
                  (long long)seen);
  return (number && strtoll (number + 4, NULL, 10) != seen
          && wrong (j, "the owner is uid %lld", (long long)seen));
}

/* Does the mode in ST, as it is shown, deny S's caller one of BITS (rwx)?  */
static bool
mode_denies (struct situation const *s, struct stat const *st,
             unsigned int bits)
{
  unsigned int mode = st->st_mode;
  bool extra = s->value[GROUPS] == 1 || s->value[GROUPS] == 3;

  if (st->st_uid == caller_outside (s))
    mode >>= 6;
  else if (st->st_gid == caller_outside (s) || (extra && st->st_gid == 2000))
    mode >>= 3;
  return (mode & bits) != bits;
}

/* Is the permission that the note denies on NAME there?  */
static bool
is_permission_wrong (struct situation const *s, struct names const *names,
                     char const *name, struct stat const *st,
                     struct judgement *j)
{
  char const *note = j->answer.note;
  int may = may_use (s, names, name);
  unsigned int bits = strstr (note, "no search") ? 1 : 3;
  uint64_t all = directory_factors (name);
  uint64_t acl
      = all & (BIT (SP_ACL) | BIT (SD_ACL) | BIT (DP_ACL) | BIT (DD_ACL));
  bool names_acl = strstr (note, "ACL") != NULL;

  if (strstr (note, "no write") && (may & MAY_WRITE) != 0)
    return wrong (j, "the caller may write '%s'%s", name,
                  (may & MAY_SEARCH) != 0 ? "" : ", but not search it");
  if (strstr (note, "no search") && (may & MAY_SEARCH) != 0)
    return wrong (j, "the caller may search '%s'", name);
  if (!names_acl && !mode_denies (s, st, bits)
      && (j->depends & all & ~acl) == 0 && (j->depends & acl) != 0)
    return wrong (j, "the ACL of '%s' decides, the note tells the mode", name);
  return false;
}

/* The directory, its mode and owner, and the caller.  */
static bool
is_directory_wrong (struct situation const *s, struct names const *names,
                    struct judgement *j)
{
  char const *note = j->answer.note;
  char const *mode = strstr (note, "(mode ");
  char const *owner = strstr (note, "owner ");
  char const *you = strstr (note, "you are uid ");
  char name[PATH_MAX];
  struct stat st;

  if (you && strtoul (you + 12, NULL, 10) != caller_inside (s))
    return wrong (j, "the caller is uid %u", caller_inside (s));
  if (!strstr (note, "permission on "))
    return false;
  if (strstr (note, "descriptor 201"))
    strcpy (name, "dp/dd");
  else if (strstr (note, "descriptor 202"))
    strcpy (name, "sp/sd");
  else if (!quoted_after (note, "permission on ", name))
    return false;
  if (!look (names, name, true, &st))
    return false;
  if (mode && strtoul (mode + 6, NULL, 8) != (st.st_mode & 07777))
    return wrong (j, "the mode of '%s' is %04o", name, st.st_mode & 07777);
  if (owner && is_other_owner (s, owner, st.st_uid, j))
    return true;
  return is_permission_wrong (s, names, name, &st, j);
}

/* "'x' belongs to ...".  */
static bool
is_belonging_wrong (struct situation const *s, struct names const *names,
                    struct judgement *j)
{
  char const *note = j->answer.note;
  char const *belongs = strstr (note, "belongs to ");
  char const *begin = belongs;
  char name[PATH_MAX];
  struct stat st;

  if (!belongs)
    return false;
  /* Back to the second quotation mark before it.  */
  for (int marks = 0; begin > note && marks < 2;)
    marks += *--begin == '\'';
  if (!quoted_after (begin, "", name))
    return false;
  return (look (names, name, strstr (note, "symlinks") == NULL, &st)
          && is_other_owner (s, belongs + 11, st.st_uid, j));
}

/* Is NAME a mount that S's names lead to in a way of their own?  */
static bool
is_special (struct situation const *s, char const *name)
{
  return (
      (s->value[S_NAME] != 0 || s->value[D_NAME] != 0)
      && (strncmp (name, "/proc", 5) == 0 || strncmp (name, "/sys", 4) == 0));
}

/* Is the id ID mapped: by the mount of a directory, or by S's caller's
   namespace?  */
static bool
is_mapped (struct situation const *s, bool mount, uid_t id)
{
  enum place place = (enum place)s->value[PLACE];

  if (!mount)
    return seen_as (s, id) >= 0;
  return place == LOW_IDS ? id < 1000 : id >= 1000 && id < 6000;
}

/* "The owner of 'x' is outside it", "no mapping for the owner of 'x'".  */
static bool
is_mapping_wrong (struct situation const *s, struct judgement *j)
{
  static char const *const names[DIRECTORIES]
      = { "sp", "sp/sd", "dp", "dp/dd" };
  char const *note = j->answer.note;
  struct where const *where = where_of (s);
  bool mount = strstr (note, "no mapping for the ") != NULL;
  char const *owner = strstr (note, "owner of ");
  char name[PATH_MAX];
  struct stat st;
  int i = 0;

  if ((!mount && !strstr (note, "is outside it")) || !owner
      || strstr (note, "or your user namespace")
      || s->value[CWD] != 0
      || !quoted_after (owner, "", name) || directory_factors (name) == 0)
    return false;
  while (i < DIRECTORIES
         && (directory_factors (name) & BIT (SP_PERM + i)) == 0)
    i++;
  if (i == DIRECTORIES)
    return false;
  snprintf (name, sizeof name, "%s/c/%s",
            i < 2 ? where->real_src : where->real_dst, names[i]);
  return (stat (name, &st) == 0 && is_mapped (s, mount, st.st_uid)
          && wrong (j, "the owner %u has a mapping; the group %u has %s",
                    st.st_uid, st.st_gid,
                    is_mapped (s, mount, st.st_gid) ? "too" : "none"));
}

/* Does the note name a mount that neither file is on?  */
static bool
is_mount_wrong (struct tool const *tool, struct situation const *s,
                struct judgement *j)
{
  static char const *const before[]
      = { "mount '",      "mounts: '",  " and '/",   "tmpfs on '",
          "tmpfs at '",   "ext4 on '",  "ext4 at '", "overlay on '",
          "overlay at '", "the mount '" };
  struct where const *where = where_of (s);
  char name[PATH_MAX], expected[2][PATH_MAX];

  snprintf (expected[0], PATH_MAX, "%.2000s/%s", tool->root, where->src);
  snprintf (expected[1], PATH_MAX, "%.2000s/%s", tool->root, where->dst);
  for (size_t i = 0; i < sizeof before / sizeof *before; i++)
    {
      char const *p = strstr (j->answer.note, before[i]);
      if (!p || !quoted_after (p, "", name) || where->how == ON_SOURCE
          || where->how == ON_DEST)
        continue;
      if (is_special (s, name) || where->how == JAILED)
        continue;
      if (strncmp (name, expected[0], strlen (name)) != 0
          && strncmp (name, expected[1], strlen (name)) != 0)
        return wrong (j, "'%.100s' is no mount of SOURCE or DEST", name);
    }
  return false;
}

/* Numbers: bytes of a name, links.  */
static bool
is_number_wrong (struct situation const *s, struct names const *names,
                 struct judgement *j)
{
  char const *note = j->answer.note;
  char const *allows = strstr (note, "allows ");
  char const *bytes = strstr (note, " bytes;");
  char const *links = strstr (note, " links");
  char const *is = strstr (note, " is ");
  char const *has = strstr (note, " has ");
  struct stat st;

  (void)s;
  if (bytes && is && strtoul (is + 4, NULL, 10) != 256)
    return wrong (j, "the name has 256 bytes");
  if (bytes && allows && strtoul (allows + 7, NULL, 10) != 255)
    return wrong (j, "255 bytes are allowed");
  if (links && has && strtoul (has + 5, NULL, 10) != 0
      && look (names, names->src, true, &st)
      && strtoul (has + 5, NULL, 10) != st.st_nlink)
    return wrong (j, "SOURCE has %lu links", (unsigned long)st.st_nlink);
  return false;
}

/* Does root lack a capability that nobody tells?  */
static bool
is_capability_untold (struct situation const *s, struct judgement *j)
{
  char const *who = caller_text (s->value[CALLER]);

  if (strncmp (who, "root", 4) != 0 || !strstr (who, "without")
      || (j->depends & BIT (CALLER)) == 0 || strstr (j->answer.note, "CAP_")
      || (j->raw != EACCES && j->raw != EPERM)
      || strcmp (j->answer.cause, "userns") == 0)
    return false;
  snprintf (j->why, sizeof j->why,
            "root lacks a capability, and the note"
            " does not tell it");
  j->verdict = INCOMPLETE;
  return true;
}

bool
is_detail_wrong (struct tool const *tool, struct situation const *s,
                 struct names const *names, struct judgement *j)
{
  return (is_directory_wrong (s, names, j) || is_belonging_wrong (s, names, j)
          || is_mount_wrong (tool, s, j) || is_mapping_wrong (s, j)
          || is_number_wrong (s, names, j) || is_kind_wrong (s, names, j)

          || is_capability_untold (s, j));
}
