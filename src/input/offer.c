/* What becomes of a directory that is found inside a tree?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "offer.h"

#include <errno.h>
#include <unistd.h>

#include "aim.h"
#include "platform/attributes.h"
#include "platform/open.h"

/* Open the directory NAME in the deepest one, for reading.  Where there are no
   descriptors to spare, one is made.  Return a descriptor, or -1 and errno.  */
static int
open_below (struct walker *w, char const *name)
{
  int fd;

  do
    fd = open_to_read (w->level->src_fd, name, false);
  while (fd < 0 && ring_makes_room (&w->ring, errno));
  return fd;
}

/* Must the directory that LOOK shows, found inside of TREE, not be walked?
   Return why, and store an errno that comes near in *ERR.  */
static enum refusal
forbidden (struct tree const *tree, struct look const *look, int *err)
{
  struct bounds const *bounds = &tree->bounds;

  if (is_directory (&bounds->dst_root, look))
    {
      *err = EINVAL;
      return REFUSED_SOURCE_IS_DEST;
    }
  if (tree->root.kind == LINK_HARD
      && (look->dev != bounds->src_root.dev
          || (look->mount_id != bounds->src_mount)))
    {
      *err = EXDEV;
      return REFUSED_INNER_MOUNT;
    }
  *err = 0;
  return REFUSED_NOTHING;
}

/* Let NODE be the directory that is to be made.  */
static enum walked
offer_directory (struct walker *w, struct node *node)
{
  w->node = node;
  w->state = WALK_OFFERING;
  return WALKED_DIRECTORY;
}

/* Would opening the directory NAME go to another mount, or make one?  Fill LOOK
   then.  */
static bool
is_mounted (struct walker const *w, char const *name, struct look *look)
{
  int err;

  return (look_at (w->level->src_fd, name, false, look) == 0
          && S_ISDIR (look->mode)
          && (look->automount
              || forbidden (w->tree, look, &err) == REFUSED_INNER_MOUNT));
}

/* Return a new node for the directory RECORD, which looks like LOOK.  */
static struct node *
new_node (struct walker *w, struct list_record const *record,
          struct look const *look)
{
  struct node *node = node_new (&w->spare, w->level->node, record->name, look);

  if (w->tree->divides)
    node_divide (node, w->tree->opts);
  return node;
}

/* The directory RECORD, which looks like LOOK, is made, but not walked, by
   REFUSAL and ERR.  */
static enum walked
offer_closed (struct walker *w, struct list_record const *record,
              struct look const *look, enum refusal refusal, int err)
{
  struct node *node = new_node (w, record, look);

  node->refusal = refusal;
  node->list_err = err;
  return offer_directory (w, node);
}

/* The directory RECORD cannot be opened, by ERR; as offer_open.  */
static bool
offer_unreadable (struct walker *w, struct list_record const *record, int err,
                  enum walked *walked)
{
  struct look look;

  if (err == ENOTDIR || err == ELOOP || err == EMLINK || err == ENOENT
      || look_at (w->level->src_fd, record->name, false, &look) != 0
      || !S_ISDIR (look.mode))
    return false;
  *walked = offer_closed (w, record, &look, REFUSED_NOTHING, err);
  return true;
}

/* As offer_subdirectory, but return false if RECORD is no directory.  */
static bool
offer_open (struct walker *w, struct list_record const *record,
            enum walked *walked)
{
  struct look look;
  int fd = open_below (w, record->name);

  if (fd < 0)
    return offer_unreadable (w, record, errno, walked);
  int err = look_at_descriptor (fd, &look);
  if (err != 0)
    {
      close (fd);
      return offer_unreadable (w, record, err, walked);
    }

  enum refusal refusal = forbidden (w->tree, &look, &err);
  if (refusal != REFUSED_NOTHING)
    {
      close (fd);
      *walked = offer_closed (w, record, &look, refusal, err);
      return true;
    }
  struct node *node = new_node (w, record, &look);
  if (!node->directory.foreign)
    node->directory.attributes = attributes_read (fd);
  w->src_fd = fd;
  *walked = offer_directory (w, node);
  return true;
}

bool
offer_subdirectory (struct walker *w, struct list_record const *record,
                    enum walked *walked)
{
  struct look look;

  if (w->tree->automounts && is_mounted (w, record->name, &look))
    *walked = offer_closed (w, record, &look, REFUSED_INNER_MOUNT, EXDEV);
  else if (!offer_open (w, record, walked))
    {
      if (w->level->node->only_directories)
        return false;
      *walked = aim_at_entry (w, record);
    }
  return true;
}
