/* What may have been the cause of a failure on any system: what faccessat and
   the path itself tell.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "facts.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "areadlink.h"
#include "open.h"
#include "xalloc.h"

void
free_walk (struct walk *walk)
{
  free (walk->culprit);
  free (walk->link);
  free (walk->contents);
}

void
free_file (struct file_facts *file)
{
  (void) file;
}

void
walk_close (struct walk_start const *start, int fd)
{
  if (fd >= 0 && fd != start->dirfd)
    close (fd);
}

/* Nothing is known of mounts, so nothing is asked that might wait longer than
   what has just failed.  */
bool
waits_for_others (struct mount_facts const *mount)
{
  (void) mount;
  return false;
}

/* NAME, relative to DIRFD, is missing: say so in WALK, and whether a symbolic
   link leads to nowhere there.  */
static void
tell_missing (struct walk *walk, int dirfd, char const *name)
{
  struct look look;

  walk->end = WALK_MISSING;
  walk->culprit = xstrdup (name);
  if (look_at (dirfd, name, false, &look) == 0 && S_ISLNK (look.mode)
      && (walk->contents = areadlinkat (dirfd, name)))
    walk->link = xstrdup (name);
}

/* The first LENGTH bytes of START's name are a whole number of components, all
   before the last of them are there.  Return whether it is, too; if not, WALK
   tells why.  */
static bool
check_prefix (struct walk_start const *start, size_t length, bool last,
              struct walk *walk)
{
  char *name = ximemdup0 (start->name, length);
  bool follow = !last || start->follow;
  struct look look;
  int err = look_at (start->dirfd, name, follow, &look);

  walk->err = err;
  if (err == ENOENT)
    tell_missing (walk, start->dirfd, name);
  else if (err == EACCES && walk->culprit)
    walk->end = WALK_NO_SEARCH;
  else if (err == 0 && !last && !S_ISDIR (look.mode))
    walk->end = WALK_NOT_DIRECTORY;
  else if (err == 0)
    walk->end = WALK_ARRIVED;
  if (walk->end == WALK_ARRIVED || walk->end == WALK_NOT_DIRECTORY)
    {
      free (walk->culprit);
      walk->culprit = xstrdup (name);
      walk->look = look;
    }
  free (name);
  return walk->end == WALK_ARRIVED;
}

/* Check what START names before any component is looked at.  */
static bool
check_start (struct walk_start const *start, struct walk *walk)
{
  struct look look;

  if (start->length == 0)
    walk->end = WALK_EMPTY_NAME;
  else if (*start->name != '/' && start->dirfd != AT_FDCWD)
    {
      walk->err = look_at_descriptor (start->dirfd, &look);
      walk->at_start = true;
      walk->end = (walk->err == EBADF ? WALK_BAD_DESCRIPTOR
                   : walk->err == 0 && !S_ISDIR (look.mode)
                   ? WALK_NOT_DIRECTORY : WALK_UNKNOWN);
      if (walk->end == WALK_UNKNOWN)
        walk->at_start = false;
    }
  return walk->end == WALK_UNKNOWN;
}

/* As walk_to's contract has it; but the descriptor is only opened for a
   directory, as opening other files may do something.  */
int
walk_to (struct walk_start const *start, struct walk *walk)
{
  size_t end = 0;

  *walk = (struct walk) { .end = WALK_UNKNOWN };
  if (!check_start (start, walk))
    return -1;
  for (bool last = false; !last; )
    {
      end += strspn (start->name + end, "/");
      size_t component = strcspn (start->name + end, "/");
      if (end + component > start->length)
        component = start->length - end;
      end += component;
      last = end >= start->length;
      walk->end = WALK_UNKNOWN;
      if (!check_prefix (start, end, last, walk))
        return -1;
    }

  char *name = ximemdup0 (start->name, start->length);
  int fd = (S_ISDIR (walk->look.mode)
            ? open_directory (start->dirfd, name, false) : -1);
  free (name);
  return fd;
}

void
see_file (int fd, unsigned int what, struct mount_facts const *near,
          struct file_facts *file)
{
  (void) near;
  *file = (struct file_facts) { .seen = false };
  file->err = fd == -1 ? EBADF : look_at_descriptor (fd, &file->look);
  file->seen = file->err == 0;
  if (file->seen && (what & SEE_USE_DIRECTORY) != 0)
    file->may_use = (faccessat (fd, ".", W_OK | X_OK, AT_EACCESS) == 0
                     ? ANSWER_YES
                     : errno == EACCES ? ANSWER_NO : ANSWER_UNKNOWN);
}

void
see_entry (int fd, struct file_facts const *dir, char const *name,
           struct file_facts *entry)
{
  (void) dir;
  *entry = (struct file_facts) { .seen = false };
  entry->err = look_at (fd, name, false, &entry->look);
  entry->seen = entry->err == 0;
}

bool
opened_as_tmpfile (int fd)
{
  (void) fd;
  return false;
}

void
see_process (struct process_facts *process)
{
  *process = (struct process_facts) { .known = true, .euid = geteuid () };
  process->overflow_uid = -1;
  process->owns_all = process->writes_all = process->euid == 0;
}
