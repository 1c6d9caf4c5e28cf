/* Which directory is a name in, and is that held open?
   SPDX-License-Identifier: GPL-3.0-or-later

   In a stream, names that follow each other often lie in one directory: from
   the second one on it is held by a descriptor, which saves the system from
   walking the path again.  Where directories alternate, plain paths are
   quicker than opening each.  */

#include <config.h>

#include "fhln.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Make HELD hold nothing.  */
static void
hold_nothing (struct held *held)
{
  held->fd = -1;
  held->length = 0;
  held->looked = false;
}

void
parents_start (struct parents *parents)
{
  hold_nothing (&parents->src);
  hold_nothing (&parents->dst);
}

static void
let_go (struct held *held)
{
  if (held->fd >= 0)
    close (held->fd);
  hold_nothing (held);
}

/* Let all directories go: the next name is looked up from its start.  */
void
parents_drop (struct parents *parents)
{
  let_go (&parents->src);
  let_go (&parents->dst);
}

/* Is HELD about the directory that the first LENGTH bytes of NAME, relative
   to DIRFD, name?  */
static bool
is_about (struct held const *held, int dirfd, char const *name,
          size_t length)
{
  return (held->length == length && held->dirfd == dirfd
          && memcmp (held->text, name, length) == 0);
}

/* Let HELD be about that directory, without opening it.  Return false if the
   name is too long for any system.  */
static bool
turn_to (struct held *held, int dirfd, char const *name, size_t length)
{
  let_go (held);
  if (length >= sizeof held->text)
    return false;
  memcpy (held->text, name, length);
  held->text[length] = '\0';
  held->length = length;
  held->dirfd = dirfd;
  return true;
}

/* Hold open the directory of DEST's NAME, relative to DIRFD, in PARENTS, and
   store its descriptor in *FD; it is not the caller's to close.
   Return 0 or an errno.  */
int
parents_pin (struct parents *parents, int dirfd, char const *name, int *fd)
{
  struct held *held = &parents->dst;
  size_t length = parent_length (name);

  if (length == 0)
    {
      *fd = dirfd;
      return 0;
    }
  if (!is_about (held, dirfd, name, length)
      && !turn_to (held, dirfd, name, length))
    return ENAMETOOLONG;
  if (held->fd < 0)
    held->fd = open_directory (dirfd, held->text, 0);
  if (held->fd < 0 && errno == EMFILE && parents->src.fd >= 0)
    {
      let_go (&parents->src);
      held->fd = open_directory (dirfd, held->text, 0);
    }
  if (held->fd < 0)
    {
      int err = errno;
      hold_nothing (held);
      return err;
    }
  *fd = held->fd;
  return 0;
}

/* Look at the directory FD, which parents_pin gave; once while it stays
   pinned.  Return 0 and set *LOOK, or return an errno.  */
int
parents_look (struct parents *parents, int fd, struct look const **look)
{
  struct held *held = &parents->dst;

  if (!held->looked || held->looked_fd != fd)
    {
      int err = look_at_directory (fd, &held->look);
      if (err != 0)
        return err;
      held->looked = true;
      held->looked_fd = fd;
    }
  *look = &held->look;
  return 0;
}

/* Does NAME, relative to DIRFD, lie in the directory that HELD is about?
   (As is_about, without looking for the last component first.)  */
static bool
lies_in (struct held const *held, int dirfd, char const *name)
{
  return (held->length != 0 && held->dirfd == dirfd
          && strncmp (held->text, name, held->length) == 0
          && name[held->length] != '\0'
          && !strchr (name + held->length, '/'));
}

/* Let *NAME, relative to *DIRFD, start at its directory's descriptor in HELD,
   if it is the second one in a row there or a later one.  */
static void
approach (struct held *held, int *dirfd, char const **name)
{
  if (!lies_in (held, *dirfd, *name))
    {
      size_t length = parent_length (*name);
      if (length != 0 && !is_about (held, *dirfd, *name, length))
        turn_to (held, *dirfd, *name, length);
      return;
    }
  if (held->fd < 0)
    held->fd = open_directory (*dirfd, held->text, 0);
  if (held->fd >= 0)
    {
      *dirfd = held->fd;
      *name += held->length;
    }
}

/* Let the names of JOB, as OPTS use them, start at directories that are held
   open, where that pays.  */
void
parents_approach (struct parents *parents, struct job *job,
                  struct options const *opts)
{
  if (opts->print_handle || opts->confinement != 0)
    return;
  if (opts->kind == LINK_HARD && job->src.kind == SOURCE_PATH)
    approach (&parents->src, &job->src.dirfd, &job->src.name);
  approach (&parents->dst, &job->dst.dirfd, &job->dst.name);
}
