/* Which entry of a directory comes next?
   SPDX-License-Identifier: GPL-3.0-or-later

   As listed; or of a large directory, where that is quicker, window by
   window.  */

#include <config.h>

#include "entries.h"

enum
{
  LONGEST_RECORD = 280,         /* of a list */
  WINDOW_TRIES = 8              /* of a directory in which others work */
};

/* Is the list of LEVEL so long that its first part fills the buffer?  */
static bool
is_long (struct level const *level)
{
  return level->listing.end + LONGEST_RECORD > level->listing.size;
}

/* Is it quicker to link the entries of the deepest directory, of which the
   first part was listed, window by window?  */
static bool
is_for_windows (struct walker const *w)
{
  return (w->tree->root.kind == LINK_HARD && is_long (w->level)
          && !w->level->node->only_directories
          && lists_by_hash (w->level->src_fd));
}

/* Go on behind the window of the deepest directory, whose names are linked; or
   where it begins, for what was left.  Return 0 or an errno.  */
static int
leave_window (struct walker *w)
{
  struct level *level = w->level;
  struct node *node = level->node;

  w->in_window = false;
  node->linked_until = w->window.end;
  node->window_begin = w->window.begin;
  node->others = w->window.others;
  node->position = (w->window.others != 0 ? w->window.begin : w->window.end);
  return (w->window.others != 0
          ? listing_seek (&level->listing, level->src_fd, node->position) : 0);
}

/* Read the next window of the deepest directory.  Return 0 or an errno.  */
static int
read_window (struct walker *w)
{
  struct level *level = w->level;
  struct node *node = level->node;
  int err;

  if (!w->window.names)
    w->has_large = !atomic_flag_test_and_set (&w->tree->has_large_window);
  err = window_fill (&w->window, &level->listing, level->src_fd,
                     node->linked_until, w->has_large);

  w->in_window = err == 0 && w->window.end != w->window.begin;
  return err;
}

/* The list of the deepest directory is at the end of its window, or beyond: let
   the next window begin there.  If there were fewer directories in it than
   before, some are none any more, and were passed over as if they had been
   linked: take the window once more, as the list has it, to its end.  Return 0
   or an errno.  */
static int
end_window (struct walker *w)
{
  struct level *level = w->level;
  struct node *node = level->node;
  bool lacks_some = node->others != 0 && node->tries++ < WINDOW_TRIES;

  node->others = 0;
  node->position = lacks_some ? node->window_begin : node->linked_until;
  if (lacks_some)
    node->linked_until = node->window_begin;
  return listing_seek (&level->listing, level->src_fd, node->position);
}

/* Does the list of LEVEL, of which the first part was read, show what a look at
   its directory does?  "." tells, wherever it is in that part.  */
static void
see_whether_agrees (struct level *level)
{
  struct listing listing = level->listing;
  struct node *node = level->node;

  while (listing_has_more (&listing))
    {
      struct list_record const *record = listing_take (&listing);
      if (record->name[0] == '.' && record->name[1] == '\0')
        node->agrees = record->ino == node->directory.src.ino;
    }
}

/* Read more of the deepest directory.  Return 0 or an errno; there is nothing
   more if its listing, and the window, have nothing then.  */
static int
read_more (struct walker *w)
{
  struct level *level = w->level;
  struct node *node = level->node;
  int err;

  do
    err = listing_fill (&level->listing, level->src_fd);
  while (ring_makes_room (&w->ring, err));
  if (err == 0 && !level->begun && node->directory.existed)
    see_whether_agrees (level);
  if (err == 0 && !level->begun && is_for_windows (w))
    {
      node->windows = true;
      err = listing_seek (&level->listing, level->src_fd, 0);
      if (err == 0)
        err = read_window (w);
    }
  level->begun = true;
  return err;
}

struct list_record const *
next_record (struct walker *w, int *err)
{
  struct level *level = w->level;
  struct node *node = level->node;

  *err = 0;
  for (int fills = 0; *err == 0; )
    {
      if (w->in_window)
        {
          struct list_record const *record = window_take (&w->window);
          if (record)
            return record;
          *err = leave_window (w);
          fills = 0;
        }
      else if (node->windows && node->position >= node->linked_until)
        {
          *err = end_window (w);
          fills = 0;
          if (*err == 0)
            *err = read_window (w);
          if (*err == 0 && !w->in_window)
            return NULL;
        }
      else if (listing_has_more (&level->listing))
        return listing_take (&level->listing);
      else if (fills++ == 0)
        *err = read_more (w);
      else if (node->windows && node->others != 0)
        node->position = node->linked_until;
      else
        return NULL;
    }
  return NULL;
}
