/* Does the next name of a stream belong to the part that is to be done?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_WANTED_H
#define FHLN_WANTED_H

#include "records.h"
#include "same-bytes.h"
#include "shard.h"

/* What is known of a stream's names: which directory the last one was in, in
   the same buffer, and whether that is SHARD's.  */
struct shard_memory
{
  struct shard const *shard;
  char const *text;
  size_t length;                /* 0: nothing is known */
  bool own;
};

/* Return the eight bytes at P as a little-endian number.  */
static inline uint64_t
little_endian (char const *p)
{
  uint64_t number = eight_bytes (p);

  return (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
          ? __builtin_bswap64 (number) : number);
}

/* Do the LENGTH bytes at TEXT, behind which SCAN_SLACK can be read, belong to
   SHARD?  */
static inline bool
shard_has_text (struct shard const *shard, char const *text, size_t length)
{
  uint64_t hash = 0;
  size_t left = length;

  for (; left >= 8; left -= 8, text += 8)
    hash = shard_mix (hash, little_endian (text));
  hash = shard_mix (hash, (little_endian (text)
                           & ~(UINT64_MAX << (8 * length % 64))));
  return shard_has (shard, hash, length);
}

/* Is NAME too long, so that how much of it there is depends on how it was read,
   and the first part tells?  */
static inline bool
is_cut (struct record const *name)
{
  return name->length > LONGEST_NAME;
}

/* As shard_has_directory, of NAME's directory, where NAME is a record of a
   stream.  */
ATTRIBUTE_ALWAYS_INLINE static inline bool
shard_has_record (struct shard_memory *memory, struct record const *name,
                  bool is_below)
{
  char const *text = name->text;
  size_t length = name->parent;

  if (is_cut (name))
    return shard_has_nothing (memory->shard);
  if (length != 0 && length == memory->length
      && same_bytes (text, memory->text, length))
    return memory->own;
  memory->text = text;
  memory->length = length;
  if (length != 0 && text[0] == '.' && text[1] == '/')
    {
      text += 2;
      length -= 2;
    }
  memory->own
    = ((is_below && *text == '/')
       || scan_may_be_redundant (name->text, name->parent - (length != 0))
       ? shard_has_directory (memory->shard, name->text, name->parent,
                              is_below)
       : shard_has_text (memory->shard, text, length - (length > 1)));
  return memory->own;
}

/* Does NAME, DEST of a pair, belong to MEMORY's part?  */
static inline bool
shard_has_dest (void *memory, struct record const *name)
{
  return shard_has_record (memory, name, false);
}

/* Does NAME, a SOURCE that DEST keeps as a whole, belong to MEMORY's part?  */
static inline bool
shard_has_whole (void *memory, struct record const *name)
{
  return shard_has_record (memory, name, true);
}

/* Does NAME, a SOURCE of which DEST has the base name, belong to MEMORY's
   part?  */
static inline bool
shard_has_file (void *memory, struct record const *name)
{
  struct shard_memory *m = memory;

  if (is_cut (name))
    return shard_has_nothing (m->shard);
  return (name->length == name->parent
          ? shard_has_base (m->shard, name->text)
          : shard_has_text (m->shard, name->text + name->parent,
                            name->length - name->parent));
}

#endif
