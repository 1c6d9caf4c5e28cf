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

/* Scan NAME; SCAN_SLACK bytes can be read from its NUL on.  */
static inline struct scanned
scan_name (char const *name)
{
  __m128i const nul = _mm_setzero_si128 ();
  __m128i const slash = _mm_set1_epi8 ('/');
  size_t parent = 0;

  for (size_t i = 0; ; i += 16)
    {
      void const *place = name + i;
      __m128i bytes = _mm_loadu_si128 (place);
      unsigned int nuls = _mm_movemask_epi8 (_mm_cmpeq_epi8 (bytes, nul));
      unsigned int slashes
        = _mm_movemask_epi8 (_mm_cmpeq_epi8 (bytes, slash));

      if (nuls != 0)
        slashes &= nuls ^ (nuls - 1);   /* those before the first NUL */
      if (slashes != 0)
        parent = i + 32 - __builtin_clz (slashes);
      if (nuls != 0)
        return (struct scanned) { i + __builtin_ctz (nuls), parent };
    }
}

#else

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

/* Return the eight, or four, bytes at P.  */
static inline uint64_t
eight_bytes (char const *p)
{
  uint64_t word;

  memcpy (&word, p, sizeof word);
  return word;
}

static inline uint32_t
four_bytes (char const *p)
{
  uint32_t word;

  memcpy (&word, p, sizeof word);
  return word;
}

/* Are the LENGTH bytes at A those at B?  Looks from the end, where the names
   of neighbours differ; the last word may overlap the one before.  */
static inline bool
same_bytes (char const *a, char const *b, size_t length)
{
  if (length < 4)
    return memcmp (a, b, length) == 0;
  if (length < 8)
    return (four_bytes (a + length - 4) == four_bytes (b + length - 4)
            && four_bytes (a) == four_bytes (b));
  while (length > 8)
    {
      length -= 8;
      if (eight_bytes (a + length) != eight_bytes (b + length))
        return false;
    }
  return eight_bytes (a) == eight_bytes (b);
}

#endif
