/* Which directory entries did this run make?  (The just-created guard.)
   SPDX-License-Identifier: GPL-3.0-or-later

   An entry is known by a 128-bit digest of its directory's identity and its
   name, so that a stream of millions costs at most 32 bytes a link.  */

#include <config.h>

#include "fhln.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "md5.h"
#include "xalloc.h"

/* An open-addressed table: a slot of zeros is free.  */
struct made
{
  struct made_key *slots;
  size_t size;
  size_t used;
};

enum { INITIAL_SIZE = 64 };

static bool
is_free (struct made_key const *slot)
{
  static struct made_key const none;

  return memcmp (slot, &none, sizeof none) == 0;
}

/* Return a new, empty set, to be freed with made_free.  */
struct made *
made_new (void)
{
  struct made *made = xmalloc (sizeof *made);

  made->slots = xcalloc (INITIAL_SIZE, sizeof *made->slots);
  made->size = INITIAL_SIZE;
  made->used = 0;
  return made;
}

void
made_free (struct made *made)
{
  if (made)
    free (made->slots);
  free (made);
}

/* Return the key of the entry BASE in the directory that PARENT looked at.  */
struct made_key
made_key (struct look const *parent, char const *base)
{
  struct made_key key;
  struct md5_ctx context;
  uint64_t directory[2] = { parent->dev, parent->ino };

  md5_init_ctx (&context);
  md5_process_bytes (directory, sizeof directory, &context);
  md5_process_bytes (base, strlen (base), &context);
  md5_finish_ctx (&context, key.digest);
  return key;
}

/* Return the slot of MADE that holds KEY, or the free one where it goes.  */
static struct made_key *
find (struct made const *made, struct made_key const *key)
{
  uint64_t start;

  memcpy (&start, key->digest, sizeof start);
  size_t i = start % made->size;
  while (! is_free (&made->slots[i])
         && memcmp (&made->slots[i], key, sizeof *key) != 0)
    i = i + 1 == made->size ? 0 : i + 1;
  return &made->slots[i];
}

bool
made_has (struct made const *made, struct made_key key)
{
  return ! is_free (find (made, &key));
}

/* Make room in MADE: half as many slots again.  */
static void
grow (struct made *made)
{
  struct made old = *made;

  made->size = old.size + old.size / 2;
  made->slots = xcalloc (made->size, sizeof *made->slots);
  for (size_t i = 0; i < old.size; i++)
    if (! is_free (&old.slots[i]))
      *find (made, &old.slots[i]) = old.slots[i];
  free (old.slots);
}

void
made_add (struct made *made, struct made_key key)
{
  struct made_key *slot = find (made, &key);

  if (! is_free (slot))
    return;
  if (made->size - made->used <= made->size / 8)
    {
      grow (made);
      slot = find (made, &key);
    }
  *slot = key;
  made->used++;
}
