/* Which part of a divided work does a name belong to?
   SPDX-License-Identifier: GPL-3.0-or-later

   Machines that share the work must agree, whatever their byte order and
   version, so the hash is in the manual, and never changes.  In 64 bits, h is 0
   at first.  For each eight bytes, and last for the 0 to 7 that are left, read
   as a little-endian number w: h = (h ^ w) * SHARD_FACTOR, h ^= h >> 32.  In
   the end, h = (h ^ the number of bytes) * SHARD_FACTOR; of N parts, the one
   with the number 1 + ((h >> 32) * N >> 32) has the name.  */

#ifndef FHLN_SHARD_H
#define FHLN_SHARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SHARD_FACTOR UINT64_C (0x9e3779b97f4a7c15)

/* The names of which the upper half of the hash lies here.  */
struct shard
{
  uint32_t first;
  uint32_t last;
};

/* A hash, as far as it has come; zeros at first.  */
struct shard_hash
{
  uint64_t mixed;
  uint64_t rest;                /* bytes that are not mixed yet */
  uint64_t length;              /* of all */
};

/* Return PART, from 1 to COUNT, of COUNT.  */
struct shard shard_of (uint32_t part, uint32_t count);

/* Add the LENGTH bytes at TEXT to HASH.  */
void shard_hash_add (struct shard_hash *hash, char const *text, size_t length);

/* Does what HASH is of belong to SHARD?  */
bool shard_has_hash (struct shard const *shard, struct shard_hash const *hash);

/* Does the directory that the LENGTH bytes at TEXT name belong to SHARD?  Less
   what names the same directory whatever there is: "." and slashes without
   effect; if IS_BELOW, those in front, too.  */
bool shard_has_directory (struct shard const *shard, char const *text,
                          size_t length, bool is_below);

/* Does the base name of NAME belong to SHARD?  */
bool shard_has_base (struct shard const *shard, char const *name);

/* It is done for each name of a stream, so it is done in line.  */

/* Return what HASH becomes by WORD.  */
static inline uint64_t
shard_mix (uint64_t hash, uint64_t word)
{
  hash = (hash ^ word) * SHARD_FACTOR;
  return hash ^ (hash >> 32);
}

/* Does what is mixed as HASH, LENGTH bytes, belong to SHARD?  */
static inline bool
shard_has (struct shard const *shard, uint64_t hash, uint64_t length)
{
  uint32_t upper = (hash ^ length) * SHARD_FACTOR >> 32;

  return upper - shard->first <= shard->last - shard->first;
}

/* Does a text without a byte belong to SHARD?  The first part has it.  */
static inline bool
shard_has_nothing (struct shard const *shard)
{
  return shard->first == 0;
}

#endif
