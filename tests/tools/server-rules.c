/* What does a server answer to the calls that change names?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program fuse-errno.  */

#include "server-rules.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char const *const op_names[OPS] = {
  "link", "symlink", "unlink", "rename", "noreplace", "exchange"
};

static char const *const how_names[HOWS] = { "deny", "lie", "noop" };

int
errno_of (char const *errno_name)
{
  for (int error = 1; error < 134; error++)
    {
      char const *name = strerrorname_np (error);
      if (name && strcmp (name, errno_name) == 0)
        return error;
    }
  return 0;
}

/* Return the index in the COUNT NAMES of the one that *TEXT begins with,
   before a colon, and move *TEXT behind that; or -1.  */
static int
take_word (char const **text, char const *const *names, int count)
{
  size_t length = strcspn (*text, ":");

  for (int i = 0; i < count; i++)
    if (strlen (names[i]) == length && memcmp (names[i], *text, length) == 0
        && (*text)[length] == ':')
      {
        *text += length + 1;
        return i;
      }
  return -1;
}

/* Read RULE from TEXT, one word.  Return whether it is one.  */
static bool
read_rule (struct rule *rule, char const *text)
{
  char name[32];
  char dash = '\0';
  int how = take_word (&text, how_names, HOWS);
  int op = how < 0 ? -1 : take_word (&text, op_names, OPS);
  int first = 1;
  int read = (op < 0 ? 0
              : sscanf (text, "%31[A-Z0-9]:%d%c", name, &first, &dash));

  if (read < 1 || (errno_of (name) == 0 && how != HOW_NOOP))
    return false;
  *rule = (struct rule) {
    .how = how, .op = op, .error = how == HOW_NOOP ? 0 : errno_of (name),
    .first = first, .last = read == 2 ? first : INT_MAX
  };
  return true;
}

bool
set_rules (struct rules *rules, char const *text)
{
  char *copy = strdup (text);
  char *rest = NULL;
  bool good = copy != NULL;

  rules->count = 0;
  memset (rules->calls, 0, sizeof rules->calls);
  for (char *word = copy ? strtok_r (copy, " ", &rest) : NULL; word && good;
       word = strtok_r (NULL, " ", &rest))
    good = (rules->count < RULES_MAX
            && read_rule (&rules->rule[rules->count++], word));
  free (copy);
  return good;
}

struct order
order_for (struct rules *rules, enum op op)
{
  int number = ++rules->calls[op];

  for (int i = 0; i < rules->count; i++)
    {
      struct rule *rule = &rules->rule[i];
      if (rule->op == op && rule->first <= number && number <= rule->last)
        {
          rule->followed++;
          return (struct order) { rule->how == HOW_LIE, rule->error };
        }
    }
  return (struct order) { true, 0 };
}

int
count_calls (struct rules const *rules)
{
  int calls = 0;

  for (int op = 0; op < OPS; op++)
    calls += rules->calls[op];
  return calls;
}
