/* Do the functions on spellings and backups hold what they promise?  (for
   operand)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FUZZ_OPERAND_SPELLING_H
#define FUZZ_OPERAND_SPELLING_H

#include "fuzz.h"
#include "link/numbered.h"
#include "link/spelling.h"
#include "operand-pure.h"

/* A name is folded to one that folds to itself, and is one with its fold, with
   itself, and with itself in capitals.  */
static void
test_spelling (char const *name, char const *other)
{
  char small[4];
  char *folded = fold_name (name, small, sizeof small);
  char *kept = copy (folded, strlen (folded));
  char *capitals = copy (name, strlen (name));

  for (char *p = capitals; *p != '\0'; p++)
    if ('a' <= *p && *p <= 'z')
      *p = *p - 'a' + 'A';
  char *again = fold_name (kept, small, sizeof small);
  require (strcmp (again, kept) == 0, "a fold that stays");
  require (may_be_one (name, name) && may_be_one (name, kept)
           && may_be_one (name, capitals), "one name");
  require (may_be_one (name, other) == may_be_one (other, name),
           "one name, from either side");
  for (size_t i = 0; i <= strlen (name); i++)
    require (cut_at (name, i) <= i, "a cut");
  if (folded != small)
    free (folded);
  if (again != small)
    free (again);
  free (kept);
  free (capitals);
}

static void
test_pure (struct bytes *in)
{
  char *a = take_string (in);
  char *b = take_string (in);
  unsigned int limit = take (in);

  test_parts (a);
  test_parts (b);
  test_number (a + 1);
  test_number (b);
  test_relative (a, b);
  test_backup (b, limit, take (in) * 31);
  test_spelling (a, b);
  free (a);
  free (b);
}

#endif
