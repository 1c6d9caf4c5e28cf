/* What is wrong with an option that getopt refuses, and what was meant?
   SPDX-License-Identifier: GPL-3.0-or-later

   The words are those of GNU's getopt, but what the caller has typed is quoted
   where it would do something to a terminal.  */

#include <config.h>

#include "suggest.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fstrcmp.h"
#include "quoting.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* Return TEXT in apostrophes, as getopt has it; or quoted for the shell if it
   has characters that cannot be printed.  Allocated.  */
static char *
apostrophes (char const *text)
{
  char *plain = xstrdup (text);

  for (char *p = plain; (p = strchr (p, '\'')); )
    *p = '-';
  char *quoted = quoted_argument (plain);
  bool printable = strlen (quoted) == strlen (plain) + 2;
  free (quoted);
  free (plain);
  return printable ? xasprintf ("'%s'", text) : quoted_argument (text);
}

/* Is OPTION of OPTIONS an abbreviation that is there for GNU ln's sake?  */
static bool
is_abbreviation (struct option const *options, struct option const *option)
{
  size_t length = strlen (option->name);

  for (struct option const *o = options; o != option; o++)
    if (o->val == option->val && strncmp (o->name, option->name, length) == 0)
      return true;
  return false;
}

/* Return the long name of the option C of OPTIONS.  */
char const *
long_name (struct option const *options, int c)
{
  struct option const *option = options;

  while (option->name && option->val != c)
    option++;
  return option->name ? option->name : "no-dereference";
}

/* Does NAME say no to what OPTION asks for, or OPTION to what NAME does?  They
   are as like without the syllable that says so.  */
static bool
is_contrary (char const *name, char const *option)
{
  static char const *const syllables[] = { "no-", "no", "un", "de", "dis" };
  double whole = fstrcmp (name, option);

  if (strncmp (option, "no-", 3) == 0 && fstrcmp (name, option + 3) >= whole)
    return true;
  for (size_t i = 0; i < sizeof syllables / sizeof *syllables; i++)
    {
      size_t length = strlen (syllables[i]);
      if (strncmp (name, syllables[i], length) == 0
          && fstrcmp (name + length, option) >= whole)
        return true;
    }
  return false;
}

/* Return the long name of OPTIONS that WORD may have been meant to be, or
   NULL.  */
static char const *
similar_option (struct option const *options, char const *word)
{
  char *name = ximemdup0 (word, strcspn (word, "="));
  double best = 0.7;            /* of ten letters three may be wrong */
  char const *found = NULL;

  for (struct option const *o = options; o->name; o++)
    {
      double like = fstrcmp (name, o->name);
      if (like > best && !is_contrary (name, o->name))
        {
          best = like;
          found = o->name;
        }
    }
  free (name);
  return found;
}

/* Return the long name of OPTIONS that NEXT, such as -symbolic, was meant to
   be if getopt has stopped in it, or NULL.  */
static char const *
option_without_dash (struct option const *options, char const *next)
{
  if (!next || next[0] != '-' || next[1] == '-' || optopt > CHAR_MAX
      || !strchr (next, optopt))
    return NULL;
  for (struct option const *o = options; o->name; o++)
    if (o->name[1] != '\0' && strcmp (o->name, next + 1) == 0)
      return o->name;
  return NULL;
}

/* Does NEXT, where getopt has stopped in it, begin with -b and a CONTROL?  */
static bool
is_control_behind_b (char const *next)
{
  return (next && next[0] == '-' && next[1] == 'b' && optopt > 0
          && optopt <= CHAR_MAX && strchr (next + 2, optopt));
}

/* Refuse WORD in R, a long option without its dashes, if it begins more than
   one of OPTIONS; return false if it does not.  */
static bool
refuse_ambiguous (struct request *r, struct option const *options,
                  char const *word)
{
  size_t length = strcspn (word, "=");
  char *list = xstrdup ("");

  for (struct option const *o = options; o->name; o++)
    if (strncmp (o->name, word, length) == 0 && !is_abbreviation (options, o))
      {
        char *longer = xasprintf ("%s '--%s'", list, o->name);
        free (list);
        list = longer;
      }
  bool ambiguous = *list != '\0';
  if (ambiguous)
    {
      char *quoted = apostrophes (word - strlen ("--"));
      refuse (r, "option %s is ambiguous; possibilities:%s", quoted, list);
      free (quoted);
    }
  free (list);
  return ambiguous;
}

/* Refuse WORD in R, a long option without its dashes that is none of OPTIONS.
   Return what was probably meant, or NULL.  */
static char const *
refuse_unknown (struct request *r, struct option const *options,
                char const *word)
{
  if (refuse_ambiguous (r, options, word))
    return NULL;

  char *quoted = apostrophes (word - strlen ("--"));
  refuse (r, "unrecognized option %s", quoted);
  free (quoted);
  return similar_option (options, word);
}

/* Refuse in R what getopt found wrong by BAD with the option that optopt
   tells.  */
static void
refuse_known (struct request *r, struct bad_option const *bad)
{
  char letter[2] = { (char) optopt, '\0' };
  bool is_letter = (optopt <= CHAR_MAX && optopt != ':'
                    && strchr (bad->letters, optopt));
  bool was_long = optopt > CHAR_MAX || strncmp (bad->word, "--", 2) == 0;

  if (was_long && (is_letter || optopt > CHAR_MAX))
    refuse (r, bad->answer == ':'
            ? "option '--%s' requires an argument"
            : "option '--%s' doesn't allow an argument",
            long_name (bad->options, optopt));
  else
    {
      char *quoted = apostrophes (letter);
      refuse (r, bad->answer == ':'
              ? "option requires an argument -- %s"
              : "invalid option -- %s", quoted);
      free (quoted);
    }
}

/* Return the words for what was probably meant by BAD: FOUND, or what follows
   from the argument where getopt goes on.  Allocated, or NULL.  */
static char *
advice (struct bad_option const *bad, char const *found)
{
  char const *next = bad->next;

  if (!found && optopt != 0)
    found = option_without_dash (bad->options, next);
  if (found)
    return xasprintf ("did you mean '--%s'?", found);
  if (bad->advice)
    return xasprintf ("did you mean '%s'?", bad->advice);
  if (!is_control_behind_b (next))
    return NULL;

  char *meant = xasprintf ("--backup%s", next[2] == '=' ? next + 2
                           : "=CONTROL");
  char *quoted = apostrophes (meant);
  char *words = xasprintf ("did you mean %s?", quoted);
  free (quoted);
  free (meant);
  return words;
}

void
suggest_option (struct request *r, struct bad_option const *bad)
{
  char const *found = NULL;

  if (optopt == 0)
    found = refuse_unknown (r, bad->options, bad->word + strlen ("--"));
  else
    refuse_known (r, bad);
  r->error->advice = advice (bad, found);
  r->error->hint = true;
}
