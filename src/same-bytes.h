/* Are the bytes at two places the same?
   SPDX-License-Identifier: GPL-3.0-or-later

   memcmp is a call, and in musl goes byte by byte.  */

#ifndef FHLN_SAME_BYTES_H
#define FHLN_SAME_BYTES_H

#include "scan.h"

/* Return the eight, or four, bytes at P as a number.  */
static inline uint64_t
eight_bytes (char const *p)
{
  uint64_t number;

  memcpy (&number, p, sizeof number);
  return number;
}

static inline uint32_t
four_bytes (char const *p)
{
  uint32_t number;

  memcpy (&number, p, sizeof number);
  return number;
}

/* Are the LENGTH bytes at A those at B?  Looks from the end, where the names
   of neighbours differ; the last step may overlap the one before.  */
static inline bool
same_bytes (char const *a, char const *b, size_t length)
{
  if (length < 4)
    return memcmp (a, b, length) == 0;
  if (length < 8)
    return (four_bytes (a + length - 4) == four_bytes (b + length - 4)
            && four_bytes (a) == four_bytes (b));
  if (length < SCAN_STEP)
    return (eight_bytes (a + length - 8) == eight_bytes (b + length - 8)
            && eight_bytes (a) == eight_bytes (b));
  while (length > SCAN_STEP)
    {
      length -= SCAN_STEP;
      if (!same_step (a + length, b + length))
        return false;
    }
  return same_step (a, b);
}

#endif
