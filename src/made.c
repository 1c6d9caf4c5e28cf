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
struct table
{
  struct made_key *slots;       /* NULL while SIZE is 0 */
  size_t size;
  size_t used;
};

/* The set is divided by the digest, so that when a table grows only a small
   part of the whole is there twice.  */
enum { TABLES = 64, INITIAL_SIZE = 16 };

struct made
{
  struct table tables[TABLES];
};

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
  return xzalloc (sizeof (struct made));
}

void
made_free (struct made *made)
{
  if (made)
    for (int i = 0; i < TABLES; i++)
      free (made->tables[i].slots);
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

/* Return the index of the table of MADE that KEY belongs to.  */
static size_t
table_of (struct made_key const *key)
{
  return key->digest[sizeof key->digest - 1] % TABLES;
}

/* Return the slot of TABLE that holds KEY, or the free one where it goes;
   there is one.  */
static struct made_key *
find (struct table const *table, struct made_key const *key)
{
  uint64_t start;

  memcpy (&start, key->digest, sizeof start);
  size_t i = start % table->size;
  while (! is_free (&table->slots[i])
         && memcmp (&table->slots[i], key, sizeof *key) != 0)
    i = i + 1 == table->size ? 0 : i + 1;
  return &table->slots[i];
}

bool
made_has (struct made const *made, struct made_key key)
{
  struct table const *table = &made->tables[table_of (&key)];

  return table->size != 0 && ! is_free (find (table, &key));
}

/* Make room in TABLE: half as many slots again.  */
static void
grow (struct table *table)
{
  struct table old = *table;

  table->size = old.size != 0 ? old.size + old.size / 2 : INITIAL_SIZE;
  table->slots = xcalloc (table->size, sizeof *table->slots);
  for (size_t i = 0; i < old.size; i++)
    if (! is_free (&old.slots[i]))
      *find (table, &old.slots[i]) = old.slots[i];
  free (old.slots);
}

void
made_add (struct made *made, struct made_key key)
{
  struct table *table = &made->tables[table_of (&key)];

  if (table->size - table->used <= table->size / 8)
    grow (table);

  struct made_key *slot = find (table, &key);
  if (! is_free (slot))
    return;
  *slot = key;
  table->used++;
}
