/* Which directory entries did this run make?  (The just-created guard.)
   SPDX-License-Identifier: GPL-3.0-or-later

   An entry is known by 128 bits: a digest of its directory's identity and of
   its name as a directory that folds names may know it, and a hash of the name
   as it is spelled.  So a stream of millions costs at most 32 bytes a link.  */

#include <config.h>

#include "made.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "md5.h"
#include "spelling.h"
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
enum { TABLES = 64, INITIAL_SIZE = 16, USUAL_SIZE = 256 };

/* In a key's SPELLING: the entry had an old file, which is its backup now.  */
#define BACKED_UP UINT32_C (0x80000000)

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

/* Return a hash of NAME (FNV-1a), of 31 bits.  */
static uint32_t
hash_spelling (char const *name)
{
  uint32_t hash = UINT32_C (2166136261);

  for (; *name != '\0'; name++)
    hash = (hash ^ (unsigned char) *name) * UINT32_C (16777619);
  return hash & ~BACKED_UP;
}

struct made_key
made_key (struct look const *parent, char const *base)
{
  struct made_key key;
  unsigned char digest[MD5_DIGEST_SIZE];
  struct md5_ctx context;
  uint64_t directory[2] = { parent->dev, parent->ino };
  char buffer[USUAL_SIZE];
  char *folded = fold_name (base, buffer, sizeof buffer);

  md5_init_ctx (&context);
  md5_process_bytes (directory, sizeof directory, &context);
  md5_process_bytes (folded, strlen (folded), &context);
  md5_finish_ctx (&context, digest);
  memcpy (key.digest, digest, sizeof key.digest);
  key.spelling = hash_spelling (base);
  if (folded != buffer)
    free (folded);
  return key;
}

/* Return the index of the table of MADE that KEY belongs to.  */
static size_t
table_of (struct made_key const *key)
{
  return key->digest[sizeof key->digest - 1] % TABLES;
}

/* Return the slot of TABLE that holds KEY, or the free one where it goes;
   there is one.  Let *FOUND know of what else is on the way.  */
static struct made_key *
find (struct table const *table, struct made_key const *key,
      struct made_found *found)
{
  uint64_t start;

  *found = (struct made_found) { .spelling = MADE_NOT };
  memcpy (&start, key->digest, sizeof start);
  size_t i = start % table->size;
  for (; ! is_free (&table->slots[i]); i = i + 1 == table->size ? 0 : i + 1)
    {
      struct made_key const *slot = &table->slots[i];
      if (memcmp (slot->digest, key->digest, sizeof key->digest) != 0)
        continue;
      found->spelling = MADE_ALIKE;
      found->backed_up = (slot->spelling & BACKED_UP) != 0;
      if (((slot->spelling ^ key->spelling) & ~BACKED_UP) == 0)
        {
          found->spelling = MADE_SO;
          break;
        }
    }
  return &table->slots[i];
}

struct made_found
made_find (struct made const *made, struct made_key key)
{
  struct table const *table = &made->tables[table_of (&key)];
  struct made_found found = { .spelling = MADE_NOT };

  if (table->size != 0)
    find (table, &key, &found);
  return found;
}

/* Make room in TABLE: half as many slots again.  */
static void
grow (struct table *table)
{
  struct table old = *table;
  struct made_found found;

  table->size = old.size != 0 ? old.size + old.size / 2 : INITIAL_SIZE;
  table->slots = xcalloc (table->size, sizeof *table->slots);
  for (size_t i = 0; i < old.size; i++)
    if (! is_free (&old.slots[i]))
      *find (table, &old.slots[i], &found) = old.slots[i];
  free (old.slots);
}

void
made_add (struct made *made, struct made_key key, bool backed_up)
{
  struct table *table = &made->tables[table_of (&key)];
  struct made_found found;

  if (table->size - table->used <= table->size / 8)
    grow (table);

  struct made_key *slot = find (table, &key, &found);
  if (is_free (slot))
    {
      *slot = key;
      table->used++;
    }
  if (backed_up)
    slot->spelling |= BACKED_UP;
}
