/* Where does a name end, and where does its last component begin?
   SPDX-License-Identifier: GPL-3.0-or-later

   Names in a stream are short and many.  Searching each for its NUL and its
   last slash by the C library costs two calls a name, which in musl go byte by
   byte; here both are found in one pass.  */

#ifndef FHLN_SCAN_H
#define FHLN_SCAN_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
# include <emmintrin.h>
#endif

/* How many bytes, from the NUL that ends a name on, scan_name may read.  */
enum { SCAN_SLACK = 16 };

struct scanned
{
  size_t length;                /* of the name */
  size_t parent;                /* up to its last slash, that included, or 0 */
};

#ifdef __SSE2__

enum { SCAN_STEP = 16 };

/* Return which of the SCAN_STEP bytes at P are BYTE, a bit for each.  */
static inline unsigned int
scan_step (char const *p, char byte)
{
  void const *place = p;

  return _mm_movemask_epi8 (_mm_cmpeq_epi8 (_mm_loadu_si128 (place),
                                            _mm_set1_epi8 (byte)));
}

/* Are the SCAN_STEP bytes at A those at B?  */
static inline bool
same_step (char const *a, char const *b)
{
  void const *a_place = a;
  void const *b_place = b;

  return _mm_movemask_epi8 (_mm_cmpeq_epi8 (_mm_loadu_si128 (a_place),
                                            _mm_loadu_si128 (b_place)))
         == 0xffff;
}

/* Return the length of NAME.  */
static inline size_t
scan_length (char const *name)
{
  size_t i = 0;
  unsigned int nuls;

  while ((nuls = scan_step (name + i, '\0')) == 0)
    i += SCAN_STEP;
  return i + (unsigned int) __builtin_ctz (nuls);
}

/* Return how many of BITS, of which one is set, there are up to the last that
   is.  */
static inline unsigned int
scan_last (unsigned int bits)
{
  return (31U ^ (unsigned int) __builtin_clz (bits)) + 1;
}

/* Scan NAME.  */
static inline struct scanned
scan_name (char const *name)
{
  size_t length = scan_length (name);
  size_t i = length;
  unsigned int slashes;

  while (i > SCAN_STEP)
    {
      i -= SCAN_STEP;
      slashes = scan_step (name + i, '/');
      if (slashes != 0)
        return (struct scanned) { length, i + scan_last (slashes) };
    }
  slashes = scan_step (name, '/') & ~(~0U << i);
  return (struct scanned) { length, slashes != 0 ? scan_last (slashes) : 0 };
}

/* Might one of the first LENGTH bytes at TEXT be a slash, and the next one a
   slash or a dot?  */
static inline bool
scan_may_be_redundant (char const *text, size_t length)
{
  for (size_t i = 0; i < length; i += SCAN_STEP)
    if ((scan_step (text + i, '/')
         & (scan_step (text + i + 1, '/') | scan_step (text + i + 1, '.'))))
      return true;
  return false;
}

#else

enum { SCAN_STEP = 8 };

/* Are the SCAN_STEP bytes at A those at B?  */
static inline bool
same_step (char const *a, char const *b)
{
  return memcmp (a, b, SCAN_STEP) == 0;
}

static inline size_t
scan_length (char const *name)
{
  return strlen (name);
}

static inline struct scanned
scan_name (char const *name)
{
  size_t length = scan_length (name);
  size_t parent = length;

  while (parent != 0 && name[parent - 1] != '/')
    parent--;
  return (struct scanned) { length, parent };
}

static inline bool
scan_may_be_redundant (char const *text, size_t length)
{
  for (size_t i = 0; i < length; i++)
    if (text[i] == '/' && (text[i + 1] == '/' || text[i + 1] == '.'))
      return true;
  return false;
}

#endif

#endif
