/* Which part of a divided work does a name belong to?
   SPDX-License-Identifier: GPL-3.0-or-later

   Byte by byte, where the words of a text are not those in memory.  */

#include <config.h>

#include "shard.h"

#include <string.h>

#include "name.h"

/* Return the first hash of PART of COUNT; of the one behind the last, 2^32.  */
static uint64_t
first_hash (uint64_t part, uint64_t count)
{
  return (((part - 1) << 32) + count - 1) / count;
}

struct shard
shard_of (uint32_t part, uint32_t count)
{
  return (struct shard) {
    .first = first_hash (part, count),
    .last = first_hash (part + UINT64_C (1), count) - 1,
  };
}

void
shard_hash_add (struct shard_hash *hash, char const *text, size_t length)
{
  for (size_t i = 0; i < length; i++)
    {
      unsigned char byte = text[i];
      hash->rest |= (uint64_t) byte << (hash->length % 8 * 8);
      hash->length++;
      if (hash->length % 8 == 0)
        {
          hash->mixed = shard_mix (hash->mixed, hash->rest);
          hash->rest = 0;
        }
    }
}

bool
shard_has_hash (struct shard const *shard, struct shard_hash const *hash)
{
  return shard_has (shard, shard_mix (hash->mixed, hash->rest), hash->length);
}

bool
shard_has_directory (struct shard const *shard, char const *text,
                     size_t length, bool is_below)
{
  struct shard_hash hash = { .length = 0 };
  char const *end = text + length;
  bool separate = false;

  if (!is_below && length != 0 && *text == '/')
    shard_hash_add (&hash, "/", 1);
  while (text < end)
    {
      char const *slash = memchr (text, '/', end - text);
      size_t name = (slash ? slash : end) - text;
      if (name > 1 || (name == 1 && *text != '.'))
        {
          shard_hash_add (&hash, "/", separate);
          shard_hash_add (&hash, text, name);
          separate = true;
        }
      text += name + 1;
    }
  return shard_has_hash (shard, &hash);
}

bool
shard_has_base (struct shard const *shard, char const *name)
{
  struct shard_hash hash = { .length = 0 };
  size_t length;
  char const *base = base_name_of (name, &length);

  shard_hash_add (&hash, base, length);
  return shard_has_hash (shard, &hash);
}
