/* Are two names one directory entry?
   SPDX-License-Identifier: GPL-3.0-or-later

   Two links of a file have the same inode, and where attributes are cached one
   name of two may claim to be the only one: so entries are compared, which are
   a directory and a name in it.  Whether two spellings are one name is for the
   directory to say: where it folds names, both are found, but only one is
   listed.  */

#include <config.h>

#include "same.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "areadlink.h"
#include "name.h"
#include "opendirat.h"
#include "platform/answer.h"
#include "platform/components.h"
#include "platform/open.h"
#include "spelling.h"
#include "xalloc.h"

/* Does the directory DIRFD list both A and B as they are spelled?  */
static enum answer
lists_both (int dirfd, char const *a, char const *b)
{
  int fd;
  bool listed[2] = { false, false };
  DIR *dir = opendirat (dirfd, ".", O_CLOEXEC, &fd);
  struct dirent *entry = NULL;

  if (!dir)
    return ANSWER_UNKNOWN;
  do
    {
      errno = 0;
      entry = readdir (dir);
      listed[0] = listed[0] || (entry && strcmp (entry->d_name, a) == 0);
      listed[1] = listed[1] || (entry && strcmp (entry->d_name, b) == 0);
    }
  while (entry && ! (listed[0] && listed[1]));
  int err = errno;
  closedir (dir);
  return (listed[0] && listed[1] ? ANSWER_YES
          : err != 0 ? ANSWER_UNKNOWN : ANSWER_NO);
}

bool
is_listed (int dirfd, char const *name)
{
  return lists_both (dirfd, name, name) == ANSWER_YES;
}

bool
is_same_name (int dirfd, char const *a, char const *b)
{
  struct look look[2];

  if (strcmp (a, b) == 0)
    return true;
  if (!may_be_one (a, b) || look_at (dirfd, a, false, &look[0]) != 0
      || look_at (dirfd, b, false, &look[1]) != 0)
    return false;

  /* In a directory that cannot be read, one file is taken for one name.  */
  enum answer answer = lists_both (dirfd, a, b);
  return (answer == ANSWER_UNKNOWN ? is_same_file (&look[0], &look[1])
          : answer == ANSWER_NO);
}

/* Is the directory of ENTRY the one open on DIRFD?  */
static bool
is_directory_of (int dirfd, struct entry const *entry)
{
  struct look look[2];

  return (dirfd == entry->dirfd
          || (look_at_directory (dirfd, &look[0]) == 0
              && look_at_directory (entry->dirfd, &look[1]) == 0
              && is_same_file (&look[0], &look[1])));
}

bool
is_name_of (int dirfd, char const *name, struct entry const *entry)
{
  char *text = base_of (name);
  size_t parent = parent_length (name);
  bool result = *text != '\0' && may_be_one (text, entry->base);

  if (result && parent != 0)
    {
      char *directory = ximemdup0 (name, parent);
      struct look look[2];
      result = (look_at (dirfd, directory, true, &look[0]) == 0
                && look_at_directory (entry->dirfd, &look[1]) == 0
                && is_same_file (&look[0], &look[1]));
      free (directory);
    }
  else if (result)
    result = is_directory_of (dirfd, entry);
  result = result && is_same_name (entry->dirfd, text, entry->base);
  free (text);
  return result;
}

/* A look-up under way.  */
struct course
{
  int start;                    /* not to be closed */
  int fd;                       /* where it is */
  struct components rest;
  int links;
};

static void
step_to (struct course *c, int fd)
{
  if (c->fd >= 0 && c->fd != c->start)
    close (c->fd);
  c->fd = fd;
}

/* Let C take the component NAME.  */
static void
take (struct course *c, char const *name)
{
  char *contents = areadlinkat (c->fd, name);

  if (contents && c->links++ < SYMLINKS_MAX)
    {
      components_follow (&c->rest, contents);
      if (*contents == '/')
        step_to (c, open_directory (c->start, "/", 0));
    }
  else
    step_to (c, contents || components_at_end (&c->rest) ? -1
             : open_directory (c->fd, name, LOOK_UP_NOFOLLOW));
  free (contents);
}

bool
leads_by (int dirfd, char const *name, bool only_last,
          struct entry const *entry)
{
  struct course c = { .start = dirfd, .fd = dirfd };
  bool found = false;

  components_start (&c.rest, name, strlen (name));
  if (*name == '/')
    step_to (&c, open_directory (dirfd, "/", 0));
  while (!found && (c.fd >= 0 || c.fd == AT_FDCWD))
    {
      char *component = components_take (&c.rest);

      if (!component)
        break;
      found = ((!only_last || components_at_end (&c.rest))
               && may_be_one (component, entry->base)
               && is_directory_of (c.fd, entry)
               && is_same_name (entry->dirfd, component, entry->base));
      if (!found)
        take (&c, component);
      free (component);
    }
  step_to (&c, -1);
  components_end (&c.rest);
  return found;
}
