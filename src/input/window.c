/* In which order is a large directory linked?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "window.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

enum
{
  LARGE_SIZE = 592 * 1024,      /* of names, in bytes */
  SMALL_SIZE = 128 * 1024,
  USUAL_NAME = 12,              /* bytes that one takes, with its inode */
  LONGEST_COMPONENT = 256,      /* with its NUL */
  DIGIT_BITS = 11,
  DIGITS = 1 << DIGIT_BITS,
  KEY_BITS = 32
};

/* Give WINDOW its memory; if LARGE, much of it.  */
static void
allocate (struct window *window, bool large)
{
  if (window->names)
    return;
  window->size = large ? LARGE_SIZE : SMALL_SIZE;
  window->most = window->size / USUAL_NAME;
  window->names = xmalloc (window->size);
  window->order = xnmalloc (window->most, sizeof *window->order);
  window->spare = xnmalloc (window->most, sizeof *window->spare);
  window->current = xmalloc (sizeof *window->current + LONGEST_COMPONENT);
}

/* Is there room in WINDOW for another name?  */
static bool
has_room (struct window const *window)
{
  return (window->count < window->most
          && (window->size - window->used
              >= sizeof (uint32_t) + LONGEST_COMPONENT));
}

/* Add RECORD to WINDOW: the lower half of its inode, and its name.  */
static void
add (struct window *window, struct list_record const *record)
{
  uint32_t key = (uint32_t) record->ino;
  size_t length = strlen (record->name) + 1;
  char *at = window->names + window->used;

  window->order[window->count++] = window->used;
  memcpy (at, &key, sizeof key);
  memcpy (at + sizeof key, record->name, length);
  window->used += sizeof key + length;
}

/* Return the lower half of the inode of what is at OFFSET in WINDOW.  */
static inline uint32_t
key_at (struct window const *window, uint32_t offset)
{
  uint32_t key;

  memcpy (&key, window->names + offset, sizeof key);
  return key;
}

/* Sort the names of WINDOW by the digit of their inodes that begins at bit
   SHIFT; those that have the same one stay in order.  */
static void
sort_by_digit (struct window *window, int shift)
{
  uint32_t place[DIGITS] = { 0 };
  uint32_t before = 0;
  uint32_t *from = window->order;
  uint32_t *to = window->spare;

  for (size_t i = 0; i < window->count; i++)
    place[key_at (window, from[i]) >> shift & (DIGITS - 1)]++;
  for (size_t i = 0; i < DIGITS; i++)
    {
      uint32_t here = place[i];
      place[i] = before;
      before += here;
    }
  for (size_t i = 0; i < window->count; i++)
    to[place[key_at (window, from[i]) >> shift & (DIGITS - 1)]++] = from[i];
  window->order = to;
  window->spare = from;
}

/* Take what LISTING has into WINDOW, as far as there is room.  */
static void
take_listed (struct window *window, struct listing *listing)
{
  while (listing_has_more (listing) && has_room (window))
    {
      struct list_record const *record = listing_take (listing);
      window->end = record->next;
      if (!may_be_directory (record))
        add (window, record);
      else if (!is_dot_name (record->name))
        window->others++;
    }
}

int
window_fill (struct window *window, struct listing *listing, int fd,
             int64_t begin, bool large)
{
  int err;

  allocate (window, large);
  window->count = window->next = window->used = 0;
  window->begin = window->end = begin;
  window->others = 0;
  do
    {
      err = listing_fill (listing, fd);
      take_listed (window, listing);
    }
  while (err == 0 && listing->end != 0 && !listing_has_more (listing));
  /* What there is no room for is read again.  */
  if (err == 0 && listing_has_more (listing))
    err = listing_seek (listing, fd, window->end);
  for (int shift = 0; err == 0 && shift < KEY_BITS; shift += DIGIT_BITS)
    sort_by_digit (window, shift);
  return err;
}

struct list_record const *
window_take (struct window *window)
{
  struct list_record *current = window->current;

  if (window->next >= window->count)
    return NULL;

  uint32_t offset = window->order[window->next++];
  current->ino = key_at (window, offset);
  current->next = window->end;
  current->type = LIST_DIRECTORY + 1;
  strcpy (current->name, window->names + offset + sizeof (uint32_t));
  return current;
}

void
window_free (struct window *window)
{
  free (window->names);
  free (window->order);
  free (window->spare);
  free (window->current);
}
