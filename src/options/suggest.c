/* What was meant by an option that getopt refuses?
   SPDX-License-Identifier: GPL-3.0-or-later

   The words are those of GNU's getopt, but what the caller has typed is quoted
   where it would do something to a terminal.  */

#include <config.h>

#include "suggest.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "foreign.h"
#include "fstrcmp.h"
#include "option-table.h"
#include "quoting.h"
#include "xalloc.h"
#include "xvasprintf.h"

char *
apostrophes (char const *text)
{
  char *plain = xstrdup (text);

  for (char *p = plain; (p = strchr (p, '\'')); )
    *p = '-';
  char *quoted = quoted_argument (plain);
  size_t length = strlen (plain);
  bool printable = (strlen (quoted) == length + 2
                    && memcmp (quoted + 1, plain, length) == 0);
  free (quoted);
  free (plain);
  return printable ? xasprintf ("'%s'", text) : quoted_argument (text);
}

/* Is OPTION an abbreviation that is there for GNU ln's sake?  */
static bool
is_abbreviation (struct option const *option)
{
  size_t length = strlen (option->name);

  for (struct option const *o = long_options; o != option; o++)
    if (o->val == option->val && strncmp (o->name, option->name, length) == 0)
      return true;
  return false;
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

/* Return the long name of an option that WORD may have been meant to be, or
   NULL.  */
static char const *
similar_option (char const *word)
{
  char *name = ximemdup0 (word, strcspn (word, "="));
  double best = 0.7;            /* of ten letters three may be wrong */
  char const *found = NULL;

  for (struct option const *o = long_options; o->name; o++)
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

/* Return the long name of the option that NEXT, such as -symbolic, was meant to
   be if getopt has stopped in it, or NULL.  */
static char const *
option_without_dash (char const *next)
{
  if (!next || next[0] != '-' || next[1] == '-' || optopt > CHAR_MAX
      || !strchr (next, optopt))
    return NULL;
  for (struct option const *o = long_options; o->name; o++)
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
   one option; return false if it does not.  */
static bool
refuse_ambiguous (struct request *r, char const *word)
{
  size_t length = strcspn (word, "=");
  char *list = xstrdup ("");

  for (struct option const *o = long_options; o->name; o++)
    if (strncmp (o->name, word, length) == 0 && !is_abbreviation (o))
      {
        char *longer = xasprintf ("%s '--%s'", list, o->name);
        if (!longer)
          xalloc_die ();
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

/* Refuse WORD in R, a long option without its dashes that there is not.  Return
   what was probably meant, or NULL.  */
static char const *
refuse_unknown (struct request *r, char const *word)
{
  if (refuse_ambiguous (r, word))
    return NULL;

  char *quoted = apostrophes (word - strlen ("--"));
  refuse (r, "unrecognized option %s", quoted);
  free (quoted);
  return similar_option (word);
}

/* Refuse in R what getopt, which returned ANSWER, found wrong in WORD with the
   option that optopt tells.  */
static void
refuse_known (struct request *r, int answer, char const *word)
{
  char letter[2] = { (char) optopt, '\0' };
  bool is_letter = (optopt <= CHAR_MAX && optopt != ':'
                    && strchr (short_options + 1, optopt));
  bool was_long = optopt > CHAR_MAX || strncmp (word, "--", 2) == 0;

  if (was_long && (is_letter || optopt > CHAR_MAX))
    refuse (r, answer == ':'
            ? "option '--%s' requires an argument"
            : "option '--%s' doesn't allow an argument",
            long_name (optopt));
  else
    {
      char *quoted = apostrophes (letter);
      refuse (r, answer == ':'
              ? "option requires an argument -- %s"
              : "invalid option -- %s", quoted);
      free (quoted);
    }
}

/* Return what is to be typed instead of the option that optopt tells with an
   argument behind '=', or NULL.  */
static char const *
form_with_operands (void)
{
  return (optopt == OPT_FD ? "--fd DESCRIPTOR DEST"
          : optopt == OPT_HANDLE ? "--handle HANDLE DEST" : NULL);
}

/* Return the words for what was probably meant: FOUND, or what follows from
   NEXT, the argument where getopt goes on.  Allocated, or NULL.  */
static char *
meant_words (char const *found, char const *next)
{
  char const *form = form_with_operands ();

  if (!found && optopt != 0)
    found = option_without_dash (next);
  if (found)
    return xasprintf ("did you mean '--%s'?", found);
  if (form)
    return xasprintf ("did you mean '%s'?", form);
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

/* Store in *ADVICE, allocated, what to type instead of WORD, or of the letter
   in it that optopt tells, if that is another program's option; return whether
   it is.  */
static bool
translate (char const *word, char **advice)
{
  char letter[2] = { (char) optopt, '\0' };
  bool is_long = strncmp (word, "--", 2) == 0;

  if (!is_long)
    return optopt <= CHAR_MAX && is_foreign_option (letter, advice);

  char *name = ximemdup0 (word + 2, strcspn (word + 2, "="));
  bool found = strlen (name) > 1 && is_foreign_option (name, advice);
  free (name);
  return found;
}

void
suggest_option (struct request *r, int answer, char const *word,
                char const *next)
{
  char const *found = NULL;

  if (optopt == 0)
    found = refuse_unknown (r, word + strlen ("--"));
  else
    refuse_known (r, answer, word);
  r->error->hint = true;
  /* Whoever calls ln from a script expects the lines of GNU ln.  */
  if (r->opts->report.notes == NOTES_ON_TERMINAL
      && !wants_notes (&r->opts->report))
    return;
  char *own = optopt != 0 ? meant_words (NULL, next) : NULL;
  if (own)
    r->error->advice = own;
  else if (!translate (word, &r->error->advice))
    r->error->advice = meant_words (found, next);
}
