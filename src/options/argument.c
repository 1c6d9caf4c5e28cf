/* What does the argument of an option say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "argument.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "argmatch.h"
#include "c-ctype.h"
#include "operand.h"
#include "platform/error-text.h"
#include "quotearg.h"
#include "quoting.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* Words, one of which is the argument: values[i] is what words[i] means.  Never
   static: each pointer would be relocated in a run that does not use it.  */
struct choice
{
  char const *const *words;     /* ended by NULL */
  int const *values;
};

static char const *const if_exists_words[] =
  { "fail", "same", "skip", "replace", "ask", NULL };
static int const if_exists_values[] =
  { IF_EXISTS_FAIL, IF_EXISTS_SAME, IF_EXISTS_SKIP, IF_EXISTS_REPLACE,
    IF_EXISTS_ASK };

static char const *const simulate_words[] =
  { "never", "auto", "always", NULL };
static int const simulate_values[] =
  { SIMULATE_NEVER, SIMULATE_AUTO, SIMULATE_ALWAYS };

static char const *const backup_words[] =
  { "none", "off", "simple", "never", "existing", "nil", "numbered", "t",
    NULL };
static int const backup_values[] =
  { no_backups, no_backups, simple_backups, simple_backups,
    numbered_existing_backups, numbered_existing_backups, numbered_backups,
    numbered_backups };

/* A longer word is not shown as a whole.  */
enum { WORD_MAX = 250 };

/* Return the lines that list the words of CHOICE, those that mean the same in
   one line; allocated.  */
static char *
list_of (struct choice const *choice)
{
  char *list = xstrdup ("Valid arguments are:");

  for (int i = 0; choice->words[i]; i++)
    {
      bool means_same = i > 0 && choice->values[i - 1] == choice->values[i];
      char *longer = xasprintf (means_same ? "%s, '%s'" : "%s\n  - '%s'",
                                list, choice->words[i]);
      free (list);
      list = longer;
    }
  char *whole = xasprintf ("%s\n", list);
  free (list);
  return whole;
}

/* Return WORD, an argument, as gnulib's argmatch shows it; allocated.  */
static char *
shown_word (char const *word)
{
  struct quoting_options *options;

  if (strlen (word) > WORD_MAX)
    return quoted_name (word);
  options = clone_quoting_options (NULL);
  set_quoting_style (options, locale_quoting_style);
  char *shown = quotearg_alloc (word, strlen (word), options);
  free (options);
  return shown;
}

/* Store in *VALUE what WORD, of CHOICE, means.  Return whether it is there: if
   not, it is refused as the argument of CONTEXT, in the words that gnulib's
   argmatch would print.  The locale is not used here, so quotes are
   apostrophes.  */
static bool
choose (struct request *r, struct choice const *choice, char const *context,
        char const *word, int *value)
{
  ptrdiff_t found = argmatch (word, choice->words, choice->values,
                              sizeof choice->values[0]);

  if (found >= 0)
    {
      *value = choice->values[found];
      return true;
    }
  char *shown = shown_word (word);
  refuse (r, "%s argument %s for '%s'",
          found == -1 ? "invalid" : "ambiguous", shown, context);
  free (shown);
  r->error->list = list_of (choice);
  r->error->hint = true;
  return false;
}

void
parse_if_exists (struct request *r, char const *word)
{
  struct choice const whats = { if_exists_words, if_exists_values };
  int what;

  if (choose (r, &whats, "--if-exists", word, &what))
    set_if_exists (r, (enum if_exists) what);
}

char const *
if_exists_word (enum if_exists what)
{
  return if_exists_words[what];
}

void
parse_simulate (struct request *r, char const *word)
{
  struct choice const whens = { simulate_words, simulate_values };
  int when = SIMULATE_ALWAYS;

  if (!word || choose (r, &whens, "--simulate", word, &when))
    r->opts->simulate = (enum simulate) when;
}

void
parse_directory (struct request *r, char const *text, int *fd)
{
  int err = parse_dirfd (text, fd);

  if (err == 0)
    return;
  struct error_room room;
  char *shown = quoted_argument (text);
  refuse (r, "invalid descriptor %s: %s", shown, error_text (err, &room));
  free (shown);
  r->error->advice = xstrdup ("give the number of a descriptor that is open, "
                              "or cwd");
  r->error->hint = true;
}

/* Store in *NUMBER what TEXT, a decimal number, begins with.  Return where it
   ends; NULL if it is not from 1 to UINT32_MAX.  */
static char const *
parse_number (char const *text, uint32_t *number)
{
  unsigned long long value = 0;
  char *end;

  if (c_isdigit (*text))
    value = strtoull (text, &end, 10);
  *number = value;
  return value >= 1 && value <= UINT32_MAX ? end : NULL;
}

/* Refuse TEXT, which is no WHAT, and say by ADVICE what would be.  */
static void
refuse_text (struct request *r, char const *what, char const *text,
             char const *advice)
{
  char *shown = quoted_argument (text);

  refuse (r, "invalid %s %s", what, shown);
  free (shown);
  r->error->advice = xstrdup (advice);
  r->error->hint = true;
}

void
parse_jobs (struct request *r, char const *text)
{
  uint32_t jobs = 0;
  char const *end = parse_number (text, &jobs);

  if (end && *end == '\0' && jobs <= INT_MAX)
    r->opts->input.tree.workers = (int) jobs;
  else
    refuse_text (r, "number of jobs", text, "give a number from 1 on");
}

void
parse_shard (struct request *r, char const *text)
{
  uint32_t part = 0;
  uint32_t count = 0;
  char const *slash = parse_number (text, &part);
  char const *end = (slash && *slash == '/'
                     ? parse_number (slash + 1, &count) : NULL);

  if (end && *end == '\0' && part <= count)
    {
      struct input_settings *input = &r->opts->input;
      input->divided = true;
      input->shard = shard_of (part, count);
    }
  else
    refuse_text (r, "part", text, "give K/N: part K, from 1 to N, of N");
}

/* Let simple backups end in SUFFIX, or if that is null in what the environment
   says; a slash anywhere makes it invalid, so that a backup stays in DEST's
   directory.  */
static void
set_suffix (char const *suffix)
{
  if (!suffix)
    suffix = getenv ("SIMPLE_BACKUP_SUFFIX");
  set_simple_backup_suffix (suffix && !strchr (suffix, '/') ? suffix : "");
}

void
settle_backup (struct request *r)
{
  struct link_settings *opts = &r->opts->link;
  struct choice const types = { backup_words, backup_values };
  char const *control = r->control;
  char const *context = "backup type";
  int type = numbered_existing_backups;

  if (!control || *control == '\0')
    {
      control = getenv ("VERSION_CONTROL");
      context = "$VERSION_CONTROL";
    }
  if (control && *control != '\0'
      && !choose (r, &types, context, control, &type))
    return;
  opts->backup = (enum backup_type) type;
  set_suffix (r->suffix);
  opts->suffix = simple_backup_suffix;
  if (opts->backup != no_backups && !r->if_exists_given)
    {
      opts->if_exists = IF_EXISTS_REPLACE;
      opts->backs_up_own = true;
    }
}

void
note_stray_word (struct request *r, int c, char *const *next)
{
  char const *const *words = c == 'b' ? backup_words : simulate_words;
  char const *word = next[0];

  if (!word || r->opts->stray.operand)
    return;
  if (word[0] == '=')
    word = word[1] != '\0' ? word + 1 : next[1];
  else
    while (*words && strcmp (*words, word) != 0)
      words++;
  if (word && *words)
    r->opts->stray = (struct stray) {
      .name = c == 'b' ? "backup" : "simulate",
      .operand = next[0], .word = word,
    };
}
