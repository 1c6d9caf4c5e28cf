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
#include "platform/open.h"
#include "same-bytes.h"

enum { REPEATS_TO_OPEN = 2 };

/* Make PARENT hold nothing.  */
static void
hold_nothing (struct parent *parent)
{
  parent->fd = -1;
  parent->length = 0;
  parent->repeats = 0;
  parent->looked = false;
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
let_go (struct parent *parent)
{
  if (parent->fd >= 0)
    close (parent->fd);
  hold_nothing (parent);
}

void
parents_drop (struct parents *parents)
{
  let_go (&parents->src);
  let_go (&parents->dst);
}

void
parents_drop_dest (struct parents *parents)
{
  let_go (&parents->dst);
}

/* Is PARENT about the directory that the first LENGTH bytes of NAME, relative
   to DIRFD, name?  */
static inline bool
is_about (struct parent const *parent, int dirfd, char const *name,
          size_t length)
{
  return (parent->length == length && parent->dirfd == dirfd
          && same_bytes (parent->text, name, length));
}

/* Let PARENT be about that directory, without opening it.  Return false if the
   name is too long for any system.  */
static bool
turn_to (struct parent *parent, int dirfd, char const *name, size_t length)
{
  let_go (parent);
  if (length >= sizeof parent->text)
    return false;
  memcpy (parent->text, name, length);
  parent->text[length] = '\0';
  parent->length = length;
  parent->dirfd = dirfd;
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
  struct parent *parent = &parents->dst;
  int dirfd = job->dst.dirfd;
  char const *name = job->dst.name;
  size_t length = parent_length (name);

  if (length == 0)
    {
      *fd = dirfd;
      return 0;
    }
  if (!is_about (parent, dirfd, name, length)
      && !turn_to (parent, dirfd, name, length))
    return ENAMETOOLONG;
  if (parent->fd < 0)
    parent->fd = open_directory (dirfd, parent->text, 0);
  if (parent->fd < 0 && errno == EMFILE && parents->src.fd >= 0)
    {
      spare_source (parents, &job->src);
      parent->fd = open_directory (dirfd, parent->text, 0);
    }
  if (parent->fd < 0)
    {
      int err = errno;
      hold_nothing (parent);
      return err;
    }
  *fd = parent->fd;
  return 0;
}

int
parents_look (struct parents *parents, int fd, struct look const **look)
{
  struct parent *parent = &parents->dst;

  if (!parent->looked || parent->looked_fd != fd)
    {
      int err = look_at_directory (fd, &parent->look);
      if (err != 0)
        return err;
      parent->looked = true;
      parent->looked_fd = fd;
    }
  *look = &parent->look;
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
hold_again (struct parent *parent, int dirfd, char const *name, size_t length)
{
  if (!is_about (parent, dirfd, name, length))
    turn_to (parent, dirfd, name, length);
  else if (parent->fd < 0 && ++parent->repeats >= REPEATS_TO_OPEN)
    parent->fd = open_directory (dirfd, parent->text, 0);
  return parent->fd >= 0;
}

/* Let *NAME, whose first SHARED bytes name its directory relative to *DIRFD,
   start at that directory's descriptor in PARENT, if it is the third one in a
   row there or a later one.  */
ATTRIBUTE_ALWAYS_INLINE static inline void
approach (struct parent *parent, int *dirfd, char const **name, size_t shared)
{
  if (shared == 0 || (*name)[shared] == '\0')
    return;
  if ((parent->fd >= 0 && is_about (parent, *dirfd, *name, shared))
      || hold_again (parent, *dirfd, *name, shared))
    {
      *dirfd = parent->fd;
      *name += shared;
    }
}

void
parents_approach (struct parents *parents, struct job *job)
{
  if (parents->approaches_src)
    approach (&parents->src, &job->src.dirfd, &job->src.name,
              job->src.shared);
  if (parents->approaches_dst)
    approach (&parents->dst, &job->dst.dirfd, &job->dst.name,
              job->dst.shared);
}
