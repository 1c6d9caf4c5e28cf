/* Which part of a divided stream does a name belong to, as the manual describes
   it?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FUZZ_RECORDS_PART_H
#define FUZZ_RECORDS_PART_H

#include "fuzz.h"
#include "name.h"

struct name
{
  char const *text;
  size_t length;
};

/* Return which of PARTS TEXT, LENGTH bytes, belongs to.  */
QUICK static inline unsigned int
part_of (unsigned int parts, char const *text, size_t length)
{
  uint64_t const factor = 0x9e3779b97f4a7c15;
  uint64_t h = 0;

  for (size_t i = 0; i <= length; i += 8)
    {
      uint64_t w = 0;
      for (size_t j = i + 8; j-- > i; )
        w = w << 8 | (j < length ? (unsigned char) text[j] : 0);
      h = (h ^ w) * factor;
      h ^= h >> 32;
    }
  h = (h ^ length) * factor;
  return ((h >> 32) * parts >> 32) + 1;
}

/* Return which of PARTS the directory of NAME belongs to.  */
QUICK static inline unsigned int
part_of_directory (unsigned int parts, struct name const *name)
{
  static char text[LONGEST_NAME];
  size_t length = 0;
  size_t begin = 0;

  for (size_t i = 0; i < name->length; i++)
    if (name->text[i] == '/')
      {
        bool counts = (i - begin > 1
                       || (i - begin == 1 && name->text[begin] != '.'));
        if (i == 0 || (counts && length != 0 && text[length - 1] != '/'))
          text[length++] = '/';
        if (counts)
          memcpy (text + length, name->text + begin, i - begin);
        length += counts ? i - begin : 0;
        begin = i + 1;
      }
  return part_of (parts, text, length);
}

/* Return which of PARTS the base name of NAME belongs to.  */
QUICK static inline unsigned int
part_of_base (unsigned int parts, struct name const *name)
{
  size_t end = name->length;
  size_t begin;

  while (end != 0 && name->text[end - 1] == '/')
    end--;
  for (begin = end; begin != 0 && name->text[begin - 1] != '/'; )
    begin--;
  return part_of (parts, name->text + begin, end - begin);
}

#endif
