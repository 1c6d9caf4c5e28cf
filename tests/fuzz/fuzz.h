/* What the fuzz targets share.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A function of a target that runs often and guides nobody: quicker without
   sanitizers.  */
#define QUICK __attribute__ ((no_sanitize ("coverage", "address", \
                                           "undefined")))

int LLVMFuzzerTestOneInput (uint8_t const *data, size_t size);

/* End with a crash, which libFuzzer reports, unless OK.  */
static inline void
require (bool ok, char const *what)
{
  if (ok)
    return;
  fprintf (stderr, "does not hold: %s\n", what);
  abort ();
}

/* An input that is read from its beginning.  */
struct bytes
{
  uint8_t const *p;
  size_t left;
};

/* Return the next byte of IN, 0 behind its end.  */
static inline unsigned int
take (struct bytes *in)
{
  if (in->left == 0)
    return 0;
  in->left--;
  return *in->p++;
}

/* Return a copy, allocated and ended by a NUL, of what IN has up to its next
   NUL, which is taken, too.  It is of its own size, so that one byte too much
   is seen.  */
static inline char *
take_string (struct bytes *in)
{
  size_t length = 0;

  while (length < in->left && in->p[length] != '\0')
    length++;

  char *text = malloc (length + 1);
  require (text != NULL, "enough memory");
  memcpy (text, in->p, length);
  text[length] = '\0';
  length += length < in->left;
  in->p += length;
  in->left -= length;
  return text;
}

#endif
