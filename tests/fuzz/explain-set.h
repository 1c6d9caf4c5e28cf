/* How does the fuzz target explain set a field, by its name or its number?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef EXPLAIN_SET_H
#define EXPLAIN_SET_H

#include "explain-words.h"

/* Is A the text B?  */
QUICK static bool
is_text (char const *a, char const *b)
{
  while (*a == *b && *a != '\0')
    {
      a++;
      b++;
    }
  return *a == *b;
}

/* Return the number for VALUE in a field of TYPE.  */
QUICK static uint64_t
number_of (enum type type, char const *value)
{
  for (size_t i = 0; i < WORDS; i++)
    if (words[i].type == type && is_text (words[i].word, value))
      return words[i].value;
  return strtoull (value, NULL, 0);
}

/* Return how many values TYPE has, 0 if any number is one.  */
QUICK static uint64_t
range_of (enum type type)
{
  switch (type)
    {
    case TYPE_BOOL: return 2;
    case TYPE_ANSWER: return ANSWER_YES + 1;
    case TYPE_ORIGIN: return ORIGIN_KERNEL + 1;
    case TYPE_MODULE: return MODULE_SMACK + 1;
    case TYPE_WALK: return WALK_PROTECTED_LINK + 1;
    case TYPE_STEP: return STEP_SYNC + 1;
    case TYPE_REFUSAL: return REFUSED_MOVED + 1;
    case TYPE_KIND: return SOURCE_FD + 1;
    case TYPE_LINK: return LINK_DIRECTORY + 1;
    default: return 0;
    }
}

/* Set the field F of C to NUMBER or, if it holds one, to TEXT.  */
QUICK static void
set (struct case_ *c, struct field const *f, uint64_t number,
     char const *text)
{
  char *to = (char *) c + f->offset;
  uint64_t range = range_of (f->type);
  int narrow;

  if (range != 0)
    number %= range;
  narrow = number;
  switch (f->type)
    {
    case TYPE_BOOL:
      *to = number != 0;
      break;
    case TYPE_TEXT:
      memcpy (to, &text, sizeof text);
      break;
    case TYPE_WIDE:
      memcpy (to, &number, sizeof number);
      break;
    default:
      memcpy (to, &narrow, sizeof narrow);
      break;
    }
}

/* Return the field NAME, or NULL.  */
QUICK static struct field const *
find_field (char const *name)
{
  for (size_t i = 0; i < FIELDS; i++)
    if (is_text (fields[i].name, name))
      return &fields[i];
  return NULL;
}

#endif
