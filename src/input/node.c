/* What is known of a directory of a tree from its being found to its being
   finished?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "node.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/attributes.h"
#include "xalloc.h"

enum
{
  MODE_BITS = 07777,
  ROOM_STEP = 16,               /* of names' room, a power of 2 */
  MOST_SPARE = 16
};

/* Return memory for a node whose name has LENGTH bytes: of SPARE, if the last
   one that was kept there fits.  Its ROOM is set.  */
static struct node *
allocate (struct spare_nodes *spare, size_t length)
{
  struct node *node = spare->first;

  if (node && node->room > length)
    {
      spare->first = node->up;
      spare->count--;
      return node;
    }
  size_t room = (length | (ROOM_STEP - 1)) + 1;
  node = xmalloc (sizeof *node + room);
  node->room = room;
  return node;
}

struct node *
node_new (struct spare_nodes *spare, struct node *up, char const *name,
          struct look const *src)
{
  size_t length = strlen (name);
  struct node *node = allocate (spare, length);

  *node = (struct node) {
    .room = node->room,
    .up = up,
    .trail = { trail_of (up), node->name },
    .directory = {
      .src = identity_of (src),
      .mode = src->mode & MODE_BITS, .uid = src->uid, .gid = src->gid,
      .times = { { src->accessed[0], src->accessed[1] },
                 { src->modified[0], src->modified[1] } },
    },
  };
  atomic_init (&node->unfinished, 1);
  memcpy (node->name, name, length + 1);
  return node;
}

/* NODE belongs to SHARD, or to others.  */
static void
assign (struct node *node, struct shard const *shard)
{
  struct node const *up = node->up;

  if (up)
    {
      node->hash = up->hash;
      shard_hash_add (&node->hash, "/", up->up != NULL);
      shard_hash_add (&node->hash, node->name, strlen (node->name));
    }
  node->directory.foreign = !shard_has_hash (shard, &node->hash);
  node->only_directories = node->directory.foreign;
  /* To read SOURCE's changes that, but DEST's is as it was made.  */
  node->directory.times[0] = (struct timespec) { .tv_nsec = UTIME_OMIT };
}

void
node_divide (struct node *node, struct input_settings const *opts)
{
  if (opts->tree.skeleton)
    node->only_directories = true;
  else if (opts->divided)
    assign (node, &opts->shard);
}

void
node_free (struct spare_nodes *spare, struct node *node)
{
  if (node->directory.attributes)
    attributes_free (node->directory.attributes);
  if (node->vanished.size != 0)
    vanished_free (&node->vanished);
  if (spare->count >= MOST_SPARE)
    {
      free (node);
      return;
    }
  node->up = spare->first;
  spare->first = node;
  spare->count++;
}

void
spare_nodes_free (struct spare_nodes *spare)
{
  while (spare->first)
    {
      struct node *up = spare->first->up;
      free (spare->first);
      spare->first = up;
    }
  spare->count = 0;
}
