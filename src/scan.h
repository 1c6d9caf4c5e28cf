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

/* Are the eight, or four, bytes at A those at B?  */
static inline bool
same_eight (char const *a, char const *b)
{
  uint64_t one, other;

  memcpy (&one, a, sizeof one);
  memcpy (&other, b, sizeof other);
  return one == other;
}

static inline bool
same_four (char const *a, char const *b)
{
  uint32_t one, other;

  memcpy (&one, a, sizeof one);
  memcpy (&other, b, sizeof other);
  return one == other;
}

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

/* Scan NAME; SCAN_SLACK bytes can be read from its NUL on.  */
static inline struct scanned
scan_name (char const *name)
{
  size_t i = 0;
  unsigned int nuls, slashes;

  while ((nuls = scan_step (name + i, '\0')) == 0)
    i += SCAN_STEP;
  size_t length = i + __builtin_ctz (nuls);

  /* Of the last slashes, those before the first NUL.  */
  slashes = scan_step (name + i, '/') & (nuls ^ (nuls - 1));
  while (slashes == 0 && i != 0)
    {
      i -= SCAN_STEP;
      slashes = scan_step (name + i, '/');
    }
  size_t parent = slashes != 0 ? i + 32 - __builtin_clz (slashes) : 0;
  return (struct scanned) { length, parent };
}

#else

enum { SCAN_STEP = 8 };

/* Are the SCAN_STEP bytes at A those at B?  */
static inline bool
same_step (char const *a, char const *b)
{
  return same_eight (a, b);
}

static inline struct scanned
scan_name (char const *name)
{
  size_t length = strlen (name);
  size_t parent = length;

  while (parent != 0 && name[parent - 1] != '/')
    parent--;
  return (struct scanned) { length, parent };
}

#endif

/* Are the LENGTH bytes at A those at B?  Looks from the end, where the names
   of neighbours differ; the last step may overlap the one before.  (memcmp is
   a call, and in musl goes byte by byte.)  */
static inline bool
same_bytes (char const *a, char const *b, size_t length)
{
  if (length < 4)
    return memcmp (a, b, length) == 0;
  if (length < 8)
    return same_four (a + length - 4, b + length - 4) && same_four (a, b);
  if (length < SCAN_STEP)
    return same_eight (a + length - 8, b + length - 8) && same_eight (a, b);
  while (length > SCAN_STEP)
    {
      length -= SCAN_STEP;
      if (!same_step (a + length, b + length))
        return false;
    }
  return same_step (a, b);
}

#endif
