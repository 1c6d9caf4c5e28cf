/* What number has a backup?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_NUMBERED_H
#define FHLN_NUMBERED_H

#include <stdbool.h>
#include <stddef.h>

enum { NUMBER_DIGITS_MAX = 255 };       /* of a backup's number */

/* If NAME is that of a numbered backup, BASE.~N~, return where N begins and
   store in *LENGTH the length of BASE; else return NULL.  Of more digits than a
   name has bytes it is none: a server may list longer names.  */
char const *parse_numbered (char const *name, size_t *length);

/* Is the number that A begins with less than B's?  */
bool is_less (char const *a, char const *b);

/* Add one to the decimal number TEXT, which has room for one more digit.  */
void increment (char *text);

/* Return how much of BASE a name of at most LIMIT bytes has room for before
   SUFFIX bytes; no character of UTF-8 is divided.  */
size_t room_for (char const *base, size_t limit, size_t suffix);

/* Write the name of BASE's backup NUMBER, decimal digits, of at most LIMIT
   bytes, to NAME, which has room for both and four bytes more.  */
void write_numbered (char *name, char const *base, size_t limit,
                     char const *number);

#endif
