/* How is a name shown in a message?
   SPDX-License-Identifier: GPL-3.0-or-later

   In quotes, as for a shell.  Of a name that would fill more than a line only
   the beginning and the end are shown, each in quotes, with "..." between
   them: outside of quotes it is no part of a name.  */

#include <config.h>

#include "quoting.h"

#include <stdlib.h>
#include <string.h>

#include "name.h"
#include "platform/user-locale.h"
#include "quotearg.h"
#include "xalloc.h"

/* How many bytes of a name are shown, with its quotes.  */
enum
{
  SHOWN_MAX = 1000,
  SHOWN_IN_NOTE_MAX = 480       /* two of them, and words, fill a line */
};

/* Return options to quote the LENGTH bytes of NAME in STYLE, which is one for a
   shell.  Where they have an apostrophe and what cannot be printed, gnulib may
   write more than it has counted: then they are quoted as in C.  */
static struct quoting_options *
sound_options (enum quoting_style style, char const *name, size_t length)
{
  struct quoting_options *options = clone_quoting_options (NULL);

  set_quoting_style (options, style);
  if (!memchr (name, '\'', length))
    return options;

  size_t counted = quotearg_buffer (NULL, 0, name, length, options);
  char *buffer = xmalloc (counted + 1);
  size_t written = quotearg_buffer (buffer, counted + 1, name, length,
                                    options);
  free (buffer);
  if (written > counted)
    set_quoting_style (options, c_quoting_style);
  return options;
}

/* Return as much of the LENGTH bytes at NAME, of the beginning or if LAST of
   the end, as fits in MAX bytes when it is shown; allocated.  */
static char *
quoted_end (char const *name, size_t length, bool last, size_t max)
{
  size_t unescaped = max - strlen ("''");
  size_t kept = length < unescaped ? length : unescaped;
  char *shown = NULL;

  do
    {
      size_t edge = last ? length - kept : kept;
      for (int i = 0; i < 3 && is_inside_character (name[edge]); i++)
        edge += last ? 1 : -1;
      char const *part = last ? name + edge : name;
      size_t part_length = last ? length - edge : edge;
      struct quoting_options *options =
        sound_options (shell_escape_always_quoting_style, part, part_length);
      free (shown);
      shown = quotearg_alloc (part, part_length, options);
      free (options);
      kept -= kept / 16;
    }
  while (strlen (shown) > max);
  return shown;
}

/* QUOTED is NAME in quotes, allocated.  Return it, but without its middle if it
   has more than MAX bytes.  */
static char *
fit_line (char *quoted, char const *name, size_t max)
{
  if (strlen (quoted) <= max)
    return quoted;

  size_t length = strlen (name);
  size_t end = (max - strlen ("...")) / 2;
  char *first = quoted_end (name, length, false, end);
  char *last = quoted_end (name, length, true, end);
  strcpy (stpcpy (stpcpy (quoted, first), "..."), last);
  free (first);
  free (last);
  return quoted;
}

/* Return NAME, quoted in STYLE, which is one for a shell; if COLON, as if a
   colon were special as well.  */
static char *
quoted_in (enum quoting_style style, char const *name, bool colon)
{
  size_t length = strlen (name);
  struct quoting_options *options = sound_options (style, name, length);

  set_char_quoting (options, ':', colon);
  char *quoted = quotearg_alloc (name, length, options);
  free (options);
  return quoted;
}

char *
quoted_whole (char const *name)
{
  return quoted_in (shell_escape_always_quoting_style, name, false);
}

char *
quoted_name (char const *name)
{
  return fit_line (quoted_whole (name), name, SHOWN_MAX);
}

char *
quoted_in_note (char const *name)
{
  return fit_line (quoted_whole (name), name, SHOWN_IN_NOTE_MAX);
}

char *
quoted_if_needed (char const *name, bool colon)
{
  return fit_line (quoted_in (shell_escape_quoting_style, name, colon), name,
                   SHOWN_MAX);
}

char *
quoted_argument (char const *text)
{
  use_locale ();
  return quoted_name (text);
}
