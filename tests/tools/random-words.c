/* Which factors does a cause name?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "random-words.h"

#include <stdio.h>
#include <string.h>

/* In the place of a group.  */
#define NAMED BIT (FACTORS)

#define WORD(text, one, two, three, factor, values)                           \
  { text, { one, two, three }, factor, values },

static struct word const words[] = {
#include "random-words.def"
};

bool
quoted_after (char const *note, char const *after, char text[static PATH_MAX])
{
  char const *p = strstr (note, after);
  char const *begin = p ? strchr (p + strlen (after), '\'') : NULL;
  char const *end = begin ? strchr (begin + 1, '\'') : NULL;

  if (!end || end - begin >= PATH_MAX)
    return false;
  *(char *)mempcpy (text, begin + 1, end - begin - 1) = '\0';
  return true;
}

uint64_t
directory_factors (char const *name)
{
  static char const *const names[DIRECTORIES] = { "sp", "sd", "dp", "dd" };
  size_t length = strlen (name);

  if (strncmp (name, "/sys", 4) == 0 || strncmp (name, "/proc", 5) == 0)
    return BIT (S_NAME) | BIT (D_NAME);
  /* A DEST without a directory starts at a descriptor.  */
  if (strstr (name, "descriptor 201") || strcmp (name, ".") == 0)
    return BIT (DD_PERM) | BIT (DD_ACL);
  if (strstr (name, "descriptor 202"))
    return BIT (SD_PERM) | BIT (SD_ACL);
  while (length > 0 && name[length - 1] == '/')
    length--;
  for (int i = 0; i < DIRECTORIES; i++)
    {
      if (length >= 2 && strncmp (name + length - 2, names[i], 2) == 0
          && (length == 2 || name[length - 3] == '/'))
        return BIT (SP_PERM + i) | BIT (SP_ACL + i);
      /* "sl" and "dl" lead to sp and dp.  */
      if (length >= 2 && name[length - 1] == 'l'
          && name[length - 2] == names[i][0] && names[i][1] == 'p')
        return BIT (SP_PERM + i) | BIT (SP_ACL + i);
    }
  return 0;
}

bool
groups_of (struct answer const *answer, struct word *word)
{
  char name[PATH_MAX];

  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp (words[i].text, answer->cause) == 0)
      {
        *word = words[i];
        for (int j = 0; j < GROUPS_OF_WORD; j++)
          if (word->groups[j] == NAMED)
            word->groups[j] = directory_factors (
                strstr (answer->note, "descriptor 20")
                        || !quoted_after (answer->note, "", name)
                    ? answer->note
                    : name);
        return true;
      }
  return false;
}
