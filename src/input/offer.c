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

/* The directory RECORD, which looks like LOOK, is made, but not walked, by
   REFUSAL and ERR.  */
static enum walked
offer_closed (struct walker *w, struct list_record const *record,
              struct look const *look, enum refusal refusal, int err)
{
  struct node *node = node_new (&w->spare, w->level->node, record->name, look);

  node->refusal = refusal;
  node->list_err = err;
  return offer_directory (w, node);
}

/* The directory RECORD cannot be opened, by ERR.  */
static enum walked
offer_unreadable (struct walker *w, struct list_record const *record, int err)
{
  struct look look;
  int look_err = look_at (w->level->src_fd, record->name, false, &look);

  if (look_err != 0 || !S_ISDIR (look.mode))
    return aim_at_entry (w, record);
  return offer_closed (w, record, &look, REFUSED_NOTHING, err);
}

enum walked
offer_subdirectory (struct walker *w, struct list_record const *record)
{
  struct look look;
  int fd;

  if (w->tree->automounts && is_mounted (w, record->name, &look))
    return offer_closed (w, record, &look, REFUSED_INNER_MOUNT, EXDEV);
  fd = open_below (w, record->name);
  if (fd < 0 && (errno == ENOTDIR || errno == ELOOP || errno == EMLINK
                 || errno == ENOENT))
    return aim_at_entry (w, record);
  if (fd < 0)
    return offer_unreadable (w, record, errno);
  int err = look_at_descriptor (fd, &look);
  if (err != 0)
    {
      close (fd);
      return offer_unreadable (w, record, err);
    }

  enum refusal refusal = forbidden (w->tree, &look, &err);
  if (refusal != REFUSED_NOTHING)
    {
      close (fd);
      return offer_closed (w, record, &look, refusal, err);
    }
  struct node *node = node_new (&w->spare, w->level->node, record->name, &look);
  node->directory.attributes = attributes_read (fd);
  w->src_fd = fd;
  return offer_directory (w, node);
}
