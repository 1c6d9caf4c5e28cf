/* Could two spellings be one name?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SPELLING_H
#define FHLN_SPELLING_H

#include <stdbool.h>
#include <stddef.h>

/* Return NAME as a directory that folds names may know it: in lower case,
   decomposed, without what is ignored at its end.  The result is BUFFER, of
   SIZE bytes, or allocated with malloc if that is too small.  */
char *fold_name (char const *name, char *buffer, size_t size);

/* Could some directory take A and B for one name?  */
bool may_be_one (char const *a, char const *b);

/* Return how much of NAME is left if it is cut at LENGTH, or before the
   character that would be divided.  */
size_t cut_at (char const *name, size_t length);

#endif
