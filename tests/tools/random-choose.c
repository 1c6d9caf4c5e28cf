/* Which situation belongs to a seed?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "random-parts.h"

#include <stdio.h>
#include <string.h>

/* A factor is chosen as often as its weight says.  */
static struct
{
  char const *name;
  unsigned int weight;
} const factors[] = {
  [CALLER] = { "caller", 0 },
  [GROUPS] = { "groups", 0 },
  [SP_PERM] = { "sp", 5 },
  [SD_PERM] = { "sp/sd", 4 },
  [DP_PERM] = { "dp", 4 },
  [DD_PERM] = { "dp/dd", 8 },
  [SP_ACL] = { "ACL of sp", 2 },
  [SD_ACL] = { "ACL of sp/sd", 2 },
  [DP_ACL] = { "ACL of dp", 2 },
  [DD_ACL] = { "ACL of dp/dd", 4 },
  [S_ACL] = { "ACL of SOURCE", 2 },
  [S_PERM] = { "SOURCE", 7 },
  [S_KIND] = { "SOURCE's kind", 4 },
  [S_ATTR] = { "SOURCE's attribute", 2 },
  [S_NAME] = { "SOURCE's name", 3 },
  [D_KIND] = { "DEST is there", 5 },
  [D_PERM] = { "DEST", 3 },
  [D_ATTR] = { "DEST's attribute", 2 },
  [D_NAME] = { "DEST's name", 3 },
  [DD_ATTR] = { "dp/dd's attribute", 2 },
  [PLACE] = { "place", 10 },
  [ROOM] = { "room", 3 },
  [ROUTE] = { "route", 3 },
  [HARDLINKS] = { "protected_hardlinks", 6 },
  [SYMLINKS] = { "protected_symlinks", 2 },
  [SANDBOX] = { "sandbox", 4 },
  [PRIVS] = { "no_new_privs", 1 },
  [NOPROC] = { "/proc", 1 },
  [OPTION] = { "option", 6 },
  [CONFINE] = { "confinement", 2 },
  [DIRFD] = { "directory descriptor", 2 },
  [FDS] = { "descriptor", 1 },
  [CWD] = { "current directory", 1 },
  [PROJECT] = { "project", 1 },
};

static char const *const option_texts[OPTIONS]
    = { "none", "-f",           "-b",       "-s",  "-L",
        "--fd", "--via-handle", "--handle", "-sf", "-Lf" };
static char const *const confine_texts[CONFINES]
    = { "none", "--beneath", "--no-symlinks", "--beneath --no-symlinks" };
static char const *const kind_texts[KINDS] = { "regular",
                                               "a fifo",
                                               "a socket",
                                               "a device",
                                               "a directory",
                                               "a symbolic link to t",
                                               "a symbolic link to nothing",
                                               "a symbolic link to itself" };
static char const *const found_texts[FOUNDS]
    = { "no",          "a file",          "a link to SOURCE",
        "a directory", "a dangling link", "a link to a directory",
        "a fifo" };
static char const *const sandbox_texts[SANDBOXES]
    = { "none",
        "Landlock: no making of files",
        "Landlock: no refer",
        "Landlock: no removing",
        "Landlock: no symbolic links",
        "seccomp: EPERM",
        "seccomp: EACCES",
        "seccomp: ENOSYS",
        "seccomp: EXDEV",
        "seccomp: other calls" };
static char const *const route_texts[ROUTES]
    = { "straight",
        "DEST by a symbolic link",
        "DEST by user 2000's in a sticky"
        " directory",
        "DEST by user 1000's in a sticky directory",
        "SOURCE by a symbolic link",
        "SOURCE by user 2000's in a sticky directory" };
static char const *const dirfd_texts[DIRFDS]
    = { "none", "of DEST", "of SOURCE", "of DEST, but of a file",
        "of DEST, but closed" };
static char const *const fds_texts[FDSS] = {
  "of a file",  "of a deleted file", "of O_TMPFILE", "of O_TMPFILE and O_EXCL",
  "of a memfd", "of a pipe",         "closed"
};
static char const *const cwd_texts[] = { "there", "removed" };
static char const *const project_texts[PROJECTS]
    = { "none", "passed on by dp/dd",
        "passed on by dp/dd, and SOURCE has it" };
static char const *const attribute_texts[ATTRIBUTES] = { "none", "+i", "+a" };

uint64_t
next_number (uint64_t *state)
{
  uint64_t x = *state += 0x9e3779b97f4a7c15;

  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

char const *
factor_name (enum factor factor)
{
  return factors[factor].name;
}

static unsigned int
values_of (enum factor factor)
{
  switch (factor)
    {
    case CALLER:
      return caller_values ();
    case GROUPS:
      return group_values ();
    case SP_PERM:
    case SD_PERM:
    case DP_PERM:
    case DD_PERM:
      return perm_values (true);
    case S_PERM:
    case D_PERM:
      return perm_values (false);
    case SP_ACL:
    case SD_ACL:
    case DP_ACL:
    case DD_ACL:
    case S_ACL:
      return acl_values ();
    case S_NAME:
    case D_NAME:
      return name_values ();
    case S_KIND:
      return KINDS;
    case D_KIND:
      return FOUNDS;
    case S_ATTR:
    case D_ATTR:
    case DD_ATTR:
      return ATTRIBUTES;
    case PLACE:
      return place_values ();
    case ROOM:
      return ROOMS;
    case ROUTE:
      return ROUTES;
    case SANDBOX:
      return SANDBOXES;
    case OPTION:
      return OPTIONS;
    case CONFINE:
      return CONFINES;
    case DIRFD:
      return DIRFDS;
    case FDS:
      return FDSS;
    case PROJECT:
      return PROJECTS;
    default:
      return 2;
    }
}

/* Return a list of texts for FACTOR, or NULL.  */
static char const *const *
texts_of (enum factor factor)
{
  switch (factor)
    {
    case S_KIND:
      return kind_texts;
    case D_KIND:
      return found_texts;
    case S_ATTR:
    case D_ATTR:
    case DD_ATTR:
      return attribute_texts;
    case ROUTE:
      return route_texts;
    case SANDBOX:
      return sandbox_texts;
    case OPTION:
      return option_texts;
    case CONFINE:
      return confine_texts;
    case DIRFD:
      return dirfd_texts;
    case FDS:
      return fds_texts;
    case CWD:
      return cwd_texts;
    case PROJECT:
      return project_texts;
    default:
      return NULL;
    }
}

static char const *
describe_perm (unsigned int value, enum factor factor, char text[200])
{
  uid_t uid;
  gid_t gid;
  mode_t mode;

  perm_of (value, factor <= DD_PERM, &uid, &gid, &mode);
  snprintf (text, 200, "%s: uid %u gid %u mode %04o", factor_name (factor),
            uid, gid, mode);
  return text;
}

char const *
describe (struct situation const *s, enum factor factor, char text[static 200])
{
  unsigned int value = s->value[factor];
  char const *const *texts = texts_of (factor);
  char const *what = texts ? texts[value] : NULL;
  char number[12];

  switch (factor)
    {
    case CALLER:
      what = caller_text (value);
      break;
    case GROUPS:
      what = group_text (value);
      break;
    case SP_PERM:
    case SD_PERM:
    case DP_PERM:
    case DD_PERM:
    case S_PERM:
    case D_PERM:
      return describe_perm (value, factor, text);
    case SP_ACL:
    case SD_ACL:
    case DP_ACL:
    case DD_ACL:
    case S_ACL:
      what = acl_text (value);
      break;
    case S_NAME:
    case D_NAME:
      what = name_text (value);
      break;
    case PLACE:
    case ROOM:
      what = where_of (s)->what;
      break;
    default:
      break;
    }
  snprintf (number, sizeof number, "%u", value);
  snprintf (text, 200, "%s: %s", factor_name (factor), what ? what : number);
  return text;
}

static enum factor
choose_factor (uint64_t *state)
{
  unsigned int sum = 0;

  for (int i = 0; i < FACTORS; i++)
    sum += factors[i].weight;
  unsigned int number = next_number (state) % sum;
  int i = 0;
  for (; number >= factors[i].weight; i++)
    number -= factors[i].weight;
  return (enum factor)i;
}

/* Make S's names lead from where it starts.  */
static void
complete_start (struct situation *s)
{
  if (s->value[ROOM] != ENOUGH
      || (s->value[CWD] != 0 && where_of (s)->how == JAILED))
    s->value[PLACE] = 0;
  if (s->value[CWD] != 0)
    s->value[D_NAME] = s->value[DIRFD] = 0;
  switch ((enum manner)s->value[OPTION])
    {
    case SYMBOLIC:
    case SYMBOLIC_FORCE:
    case BY_FD:
    case BY_HANDLE:
      if (s->value[DIRFD] == SOURCE_DIRFD)
        s->value[DIRFD] = DEST_DIRFD;
      break;
    default:
      break;
    }
}

/* Some factors mean little without another.  */
static void
complete (struct situation *s, uint64_t *state)
{
  bool coin = next_number (state) % 2 == 0;

  if (s->value[HARDLINKS] != 0 && s->value[S_PERM] == 0)
    s->value[S_PERM] = 1 + next_number (state) % (perm_values (false) - 1);
  if (s->value[SYMLINKS] != 0 && s->value[ROUTE] == 0)
    s->value[ROUTE] = 1 + next_number (state) % (ROUTES - 1);
  if ((s->value[D_ATTR] != 0 || s->value[D_PERM] != 0)
      && s->value[D_KIND] == NOTHING)
    s->value[D_KIND] = OTHER_FILE;
  if (s->value[D_KIND] != NOTHING && s->value[OPTION] == BY_NAME && coin)
    s->value[OPTION] = FORCE;
  if (s->value[ROOM] == NO_DISK_INODES)
    s->value[OPTION] = SYMBOLIC;
  if (s->value[FDS] != NAMED_FILE)
    s->value[OPTION] = BY_FD;
  if (s->value[PROJECT] != NO_PROJECT)
    s->value[PLACE] = s->value[ROOM] = 0;
  complete_start (s);
}

/* With many groups the file that tells of capabilities is long.  Let S be one
   where they matter.  */
static void
use_groups (struct situation *s, uint64_t *state)
{
  s->value[CALLER] = 0;
  s->value[GROUPS] = 2 + next_number (state) % 2;
  s->value[S_ATTR] = 1 + next_number (state) % (ATTRIBUTES - 1);
  if (next_number (state) % 2 == 0)
    s->value[OPTION] = VIA_HANDLE;
  else
    s->value[HARDLINKS] = 1;
}

void
choose (struct situation *s, uint64_t seed)
{
  uint64_t state = seed;
  unsigned int count = 1 + next_number (&state) % 4;

  memset (s, 0, sizeof *s);
  s->seed = seed;
  s->disk = next_number (&state) % 4 == 0;
  if (next_number (&state) % 5 != 0)
    s->value[CALLER] = next_number (&state) % caller_values ();
  if (next_number (&state) % 4 == 0)
    s->value[GROUPS] = next_number (&state) % group_values ();
  for (unsigned int i = 0; i < count; i++)
    {
      enum factor factor = choose_factor (&state);
      s->value[factor] = 1 + next_number (&state) % (values_of (factor) - 1);
    }
  if (next_number (&state) % 64 == 0)
    use_groups (s, &state);
  complete (s, &state);
}
