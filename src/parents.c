/* Which directory is a name in, and is that held open?
   SPDX-License-Identifier: GPL-3.0-or-later

   In a stream, names that follow each other often lie in one directory: from
   the third one on it is held by a descriptor, which saves the system from
   walking the path again.  Where directories alternate, plain paths are
   quicker than opening each; to open and close one costs as much as walking
   to it twice.  */

#include <config.h>

#include "parents.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "attribute.h"
#include "name.h"
#include "platform/confine.h"
#include "platform/scan.h"

enum { REPEATS_TO_OPEN = 2 };

/* Make HELD hold nothing.  */
static void
hold_nothing (struct held *held)
{
  held->fd = -1;
  held->length = 0;
  held->repeats = 0;
  held->looked = false;
}

void
parents_start (struct parents *parents, bool approaches_src,
               bool approaches_dst)
{
  hold_nothing (&parents->src);
  hold_nothing (&parents->dst);
  parents->approaches_src = approaches_src;
  parents->approaches_dst = approaches_dst;
}

static void
let_go (struct held *held)
{
  if (held->fd >= 0)
    close (held->fd);
  hold_nothing (held);
}

void
parents_drop (struct parents *parents)
{
  let_go (&parents->src);
  let_go (&parents->dst);
}

/* Is HELD about the directory that the first LENGTH bytes of NAME, relative
   to DIRFD, name?  */
static inline bool
is_about (struct held const *held, int dirfd, char const *name,
          size_t length)
{
  return (held->length == length && held->dirfd == dirfd
          && same_bytes (held->text, name, length));
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

/* Let SOURCE's directory go, so that there is a descriptor to spare; SRC is
   then looked up from its start again.  */
static void
spare_source (struct parents *parents, struct source *src)
{
  if (src->dirfd == parents->src.fd)
    {
      src->dirfd = src->start;
      src->name = src->text;
    }
  let_go (&parents->src);
}

int
parents_pin (struct parents *parents, struct job *job, int *fd)
{
  struct held *held = &parents->dst;
  int dirfd = job->dst.dirfd;
  char const *name = job->dst.name;
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
      spare_source (parents, &job->src);
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

void
parents_forget_look (struct parents *parents)
{
  parents->dst.looked = false;
}

/* Hold the directory that the first LENGTH bytes of NAME, relative to DIRFD,
   name, if this is the third name in a row there.  Return whether it is held
   open.  */
ATTRIBUTE_NOINLINE static bool
hold_again (struct held *held, int dirfd, char const *name, size_t length)
{
  if (!is_about (held, dirfd, name, length))
    turn_to (held, dirfd, name, length);
  else if (held->fd < 0 && ++held->repeats >= REPEATS_TO_OPEN)
    held->fd = open_directory (dirfd, held->text, 0);
  return held->fd >= 0;
}

/* Let *NAME, whose first PARENT bytes name its directory relative to *DIRFD,
   start at that directory's descriptor in HELD, if it is the third one in a
   row there or a later one.  */
ATTRIBUTE_ALWAYS_INLINE static inline void
approach (struct held *held, int *dirfd, char const **name, size_t parent)
{
  if (parent == 0 || (*name)[parent] == '\0')
    return;
  if ((held->fd >= 0 && is_about (held, *dirfd, *name, parent))
      || hold_again (held, *dirfd, *name, parent))
    {
      *dirfd = held->fd;
      *name += parent;
    }
}

void
parents_approach (struct parents *parents, struct job *job)
{
  if (parents->approaches_src)
    approach (&parents->src, &job->src.dirfd, &job->src.name,
              job->src.parent);
  if (parents->approaches_dst)
    approach (&parents->dst, &job->dst.dirfd, &job->dst.name,
              job->dst.parent);
}
