/* Does each name belong to the part of a divided work that the manual gives?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <string.h>

#include "input/wanted.h"
#include "unit.h"

/* Does the part PART of COUNT have TEXT, a directory of a stream's DEST, by
   every way to find that out; or no way, if not WANTED?  */
static bool
has_part (char const *text, uint32_t part, uint32_t count, bool wanted)
{
  char name[128 + SCAN_SLACK] = { 0 };
  struct shard shard = shard_of (part, count);
  struct shard_hash hash = { .length = 0 };
  size_t length = strlen (text);
  bool ends = length == 0 || text[length - 1] == '/';

  for (size_t i = 0; i < length; i++)
    shard_hash_add (&hash, text + i, 1);
  strcpy (stpcpy (stpcpy (name, text), ends ? "" : "/"), "base");
  struct shard_memory memory = { .shard = &shard };
  struct record record = { name, strlen (name), length + !ends };
  bool in_stream = shard_has_dest (&memory, &record);
  bool remembered = shard_has_dest (&memory, &record);
  return (shard_has_hash (&shard, &hash) == wanted
          && shard_has_directory (&shard, text, length, false) == wanted
          && in_stream == wanted && remembered == wanted);
}

/* Is TEXT in PART of 1000, and in exactly one of parts as many as COUNT?  */
static bool
is_in_part (char const *text, uint32_t part)
{
  bool is = (has_part (text, part, 1000, true)
             && has_part (text, part % 1000 + 1, 1000, false));

  for (uint32_t count = 1; count <= 64; count++)
    {
      int parts = 0;
      for (uint32_t i = 1; i <= count; i++)
        {
          bool own = has_part (text, i, count, true);
          is &= own || has_part (text, i, count, false);
          parts += own;
        }
      is &= parts == 1;
    }
  return is;
}

/* Is the directory TEXT, as it is written, in the part where PLAIN is?  */
static bool
is_like (char const *text, char const *plain)
{
  bool is = true;

  for (uint32_t part = 1; part <= 100; part++)
    {
      char name[128 + SCAN_SLACK] = { 0 };
      char other[128 + SCAN_SLACK] = { 0 };
      struct shard shard = shard_of (part, 100);
      struct shard_memory memory = { .shard = &shard };
      struct shard_memory fresh = { .shard = &shard };
      stpcpy (stpcpy (name, text), "x");
      stpcpy (stpcpy (other, plain), "x");
      struct record one = { name, strlen (name), strlen (text) };
      struct record two = { other, strlen (other), strlen (plain) };
      is &= shard_has_dest (&memory, &one) == shard_has_dest (&fresh, &two);
    }
  return is;
}

/* The parts are promised in the manual, for other programs and other
   versions.  */
void
test_shard (struct tally *t)
{
  check (t, is_in_part ("", 1) && is_in_part ("a", 1000)
         && is_in_part ("a/b", 333) && is_in_part ("/", 590)
         && is_in_part ("/srv", 948) && is_in_part ("2026-11", 641)
         && is_in_part ("photos/2026", 668)
         && is_in_part ("usr/share/doc", 793)
         && is_in_part ("caf\xc3\xa9", 962),
         "a name's part is the one that it has always been");
  check (t, is_like ("./", "") && is_like (".//", "") && is_like ("././", "")
         && is_like ("a//", "a/") && is_like ("./a/", "a/")
         && is_like ("a/./", "a/") && is_like ("a/.//./b/", "a/b/")
         && is_like ("//", "/") && is_like ("/./", "/")
         && is_like ("//a/", "/a/") && is_like ("/./a/", "/a/")
         && is_like ("0123456789abcdef//", "0123456789abcdef/")
         && is_like ("0123456789abcde/./", "0123456789abcde/")
         && is_like ("0123456789abcd/./", "0123456789abcd/"),
         "another spelling of a directory is in its part");
  check (t, !is_like ("a/", "b/") && !is_like ("/a/", "a/")
         && !is_like ("a/../", "") && !is_like (".a/", "a/")
         && !is_like ("a/.b/", "a/b/") && !is_like ("../", ""),
         "another directory has a part of its own");

  struct shard all = shard_of (1, 1);
  struct shard last = shard_of (UINT32_MAX, UINT32_MAX);
  check (t, all.first == 0 && all.last == UINT32_MAX
         && last.first == UINT32_MAX && last.last == UINT32_MAX
         && shard_of (1, UINT32_MAX).first == 0
         && shard_of (2, 3).first == shard_of (1, 3).last + 1,
         "parts have no gaps");
}
