/* In which words does GNU's C library tell of an error?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_GNU_WORDS_H
#define FHLN_GNU_WORDS_H

/* Return the English words for the error that is called NAME (EPERM), or NULL
   where that library has none.  */
char const *gnu_words (char const *name);

#endif
