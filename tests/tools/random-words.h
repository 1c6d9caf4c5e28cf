/* Which factors does a cause name?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RANDOM_WORDS_H
#define FHLN_RANDOM_WORDS_H

#include "random.h"

enum { GROUPS_OF_WORD = 3 };
struct word
{
  char text[24];
  uint64_t groups[GROUPS_OF_WORD];
  enum factor factor;           /* and the values that it may have, or 0 */
  uint64_t values;
};
bool groups_of (struct answer const *answer, struct word *word);
uint64_t directory_factors (char const *name);

/* Store in TEXT what stands between quotes in NOTE, after AFTER.  */
bool quoted_after (char const *note, char const *after,
                   char text[static PATH_MAX]);

#endif
