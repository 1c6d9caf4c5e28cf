/* On which factors does a failure depend, and is that what the program says?
   SPDX-License-Identifier: GPL-3.0-or-later

   A factor is made harmless, and the system calls themselves are made again.
   Several causes may answer the same errno: then a word is right if its
   factors decide once others are harmless.  */

#include "random-parts.h"
#include "random-words.h"

#include <stdio.h>
#include <string.h>

/* The situation S with the factors in HARMLESS made so.  */
static struct situation
without (struct situation const *s, uint64_t harmless)
{
  struct situation less = *s;

  for (int i = 0; i < FACTORS; i++)
    if ((harmless & BIT (i)) != 0)
      less.value[i] = 0;
  return less;
}

static uint64_t
active (struct situation const *s)
{
  uint64_t factors = 0;

  for (int i = 0; i < FACTORS; i++)
    if (s->value[i] != 0)
      factors |= BIT (i);
  return factors;
}

/* Does S fail with J's errno when the factors in HARMLESS are so?  */
static bool
persists (struct tool const *tool, struct situation const *s,
          uint64_t harmless, struct judgement const *j)
{
  struct situation less = without (s, harmless);

  return raw_call (tool, &less) == j->raw;
}

static uint64_t
dependence (struct tool const *tool, struct situation const *s,
            struct judgement const *j)
{
  uint64_t factors = active (s), depends = 0;

  for (int i = 0; i < FACTORS; i++)
    if ((factors & BIT (i)) != 0 && !persists (tool, s, BIT (i), j))
      depends |= BIT (i);
  return depends;
}

/* Do all of WORD's groups decide, where the factors in OTHERS are harmless? */
static bool
all_decide (struct tool const *tool, struct situation const *s,
            struct word const *word, uint64_t others,
            struct judgement const *j)
{
  uint64_t factors = active (s);

  for (int i = 0; i < GROUPS_OF_WORD; i++)
    if (word->groups[i] != 0
        && ((word->groups[i] & factors) == 0
            || persists (tool, s, others | word->groups[i], j)))
      return false;
  return word->groups[0] != 0;
}

/* Is WORD right of S, in one way or another?  */
static bool
is_right (struct tool const *tool, struct situation const *s,
          struct word const *word, struct judgement const *j)
{
  uint64_t rest = active (s), others = 0;

  /* Its value counts where nothing else of its group is there.  */
  if (word->values != 0 && (active (s) & word->groups[0]) == BIT (word->factor)
      && (BIT (s->value[word->factor]) & word->values) == 0)
    return false;
  for (int i = 0; i < GROUPS_OF_WORD; i++)
    rest &= ~word->groups[i];
  /* All subsets of the rest, the empty one first.  */
  do
    {
      if ((others == 0 || persists (tool, s, others, j))
          && all_decide (tool, s, word, others, j))
        return true;
      others = (others - rest) & rest;
    }
  while (others != 0);
  return false;
}

/* What the program says is judged while the files are there; DEPENDS needs
   them made anew.  */
static void
judge_note (struct tool const *tool, struct situation const *s,
            struct judgement *j)
{
  static struct names names;
  static struct answer again;
  struct word word;

  j->depends = dependence (tool, s, j);
  if (*j->answer.cause == '\0')
    {
      bool single = j->depends != 0 && (j->depends & (j->depends - 1)) == 0;
      j->verdict = single ? MISSING : NO_CAUSE;
      return;
    }
  if (!groups_of (&j->answer, &word))
    {
      j->verdict = UNKNOWN_WORD;
      return;
    }
  if (!is_right (tool, s, &word, j))
    {
      j->verdict = WRONG_CAUSE;
      return;
    }
  build (tool, s, &names);
  run_program (tool, s, &names, &again);
  bool wrong = is_detail_wrong (tool, s, &names, j);
  clear (s);
  if (!wrong)
    is_advice_bad (tool, s, j);
}

void
judge (struct tool const *tool, struct situation const *s, struct judgement *j)
{
  static struct names names;

  *j = (struct judgement){ .verdict = FINE };
  build (tool, s, &names);
  if (s->value[OPTION] == BY_HANDLE && *names.handle == '\0')
    {
      clear (s);
      j->verdict = LINKED;
      return;
    }
  uint64_t before = fingerprint (s);
  run_program (tool, s, &names, &j->answer);
  uint64_t after = fingerprint (s);
  clear (s);
  if (!j->answer.failed)
    j->verdict = LINKED;
  else if (j->answer.err <= 0)
    j->verdict = BROKEN;
  else if (before != after && !strstr (j->answer.text, "\"left_behind\":"))
    j->verdict = CHANGED;
  if (j->verdict != FINE)
    return;
  j->raw = raw_call (tool, s);
  if (j->raw == UNMADE)
    {
      j->verdict = BROKEN;
      return;
    }
  if ((j->raw & ~REFUSED) != j->answer.err)
    j->verdict = UNLIKE;
  else
    judge_note (tool, s, j);
}
