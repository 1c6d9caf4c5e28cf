/* How is a directory of a tree reached again that was closed?
   SPDX-License-Identifier: GPL-3.0-or-later

   By "..", which is quick at any depth, or where a directory has been moved by
   the names from the root on.  Either way its device and inode must be what
   they were: others may have put something else there.  */

#include <config.h>

#include "way.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "platform/open.h"
#include "xalloc.h"

static struct identity const *
identity_on (struct node const *node, enum side side)
{
  return (side == SIDE_SOURCE ? &node->directory.src : &node->directory.dst);
}

/* Return FD if it is IDENTITY's directory; else close it, unless it is -1, and
   return -1 and errno.  */
static int
only_if (int fd, struct identity const *identity)
{
  struct look look;

  if (fd < 0)
    return -1;
  int err = look_at_descriptor (fd, &look);
  if (err == 0 && is_directory (identity, &look))
    return fd;
  close (fd);
  errno = err != 0 ? err : ESTALE;
  return -1;
}

/* Return the nodes from below the root to NODE, in this order, allocated, and
   store how many there are in *COUNT.  */
static struct node const **
nodes_to (struct node const *node, size_t *count)
{
  *count = 0;
  for (struct node const *n = node; n->up; n = n->up)
    ++*count;

  struct node const **nodes = XNMALLOC (*count + 1, struct node const *);
  for (size_t i = *count; i > 0; i--, node = node->up)
    nodes[i - 1] = node;
  return nodes;
}

/* Open the directory of NODE by the names from ROOT on.  */
static int
open_by_names (struct node const *node, int root)
{
  size_t count;
  struct node const **nodes = nodes_to (node, &count);
  int fd = root;

  for (size_t i = 0; i + 1 < count && fd >= 0; i++)
    {
      int next = open_directory (fd, nodes[i]->name, LOOK_UP_NOFOLLOW);
      int err = errno;
      if (fd != root)
        close (fd);
      errno = err;
      fd = next;
    }
  int result = (fd < 0 ? -1
                : open_to_read (fd, count == 0 ? "." : nodes[count - 1]->name,
                                false));
  int err = errno;
  if (fd >= 0 && fd != root)
    close (fd);
  free (nodes);
  errno = err;
  return result;
}

int
way_back (struct node const *node, enum side side, int child,
          int const roots[2])
{
  if (node->directory.absent)
    side = SIDE_SOURCE;

  struct identity const *identity = identity_on (node, side);
  int fd = child >= 0 ? only_if (open_to_read (child, "..", false), identity)
            : -1;

  if (fd < 0)
    fd = only_if (open_by_names (node, roots[side]), identity);
  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP))
    errno = ESTALE;
  return fd;
}

void
know_dest (struct node *node, int fd)
{
  struct look look;

  if (node->directory.dst.ino == 0 && look_at_descriptor (fd, &look) == 0)
    node->directory.dst = identity_of (&look);
}
