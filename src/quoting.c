/* How is a name shown in a message?
   SPDX-License-Identifier: GPL-3.0-or-later

   In quotes, as for a shell.  Of a name that would fill more than a line only
   the beginning and the end are shown, each in quotes, with "..." between
   them: outside of quotes it is no part of a name.  */

#include <config.h>

#include "quoting.h"

#include <stdlib.h>
#include <string.h>

#include "quotearg.h"
#include "xalloc.h"

enum
{
  SHOWN_MAX = 1000,             /* bytes of a name, as they are shown */
  END_MAX = (SHOWN_MAX - 3) / 2, /* of its beginning, and of its end */
  UNESCAPED_MAX = END_MAX - 2   /* without the quotes */
};

/* Return STYLE, in which the LENGTH bytes of NAME can be quoted for a shell.
   Where they have an apostrophe and what cannot be printed, gnulib may write
   more than it has counted: then they are quoted as in C.  */
static enum quoting_style
sound_style (enum quoting_style style, char const *name, size_t length)
{
  if (!memchr (name, '\'', length))
    return style;

  struct quoting_options *options = clone_quoting_options (NULL);
  set_quoting_style (options, style);
  size_t counted = quotearg_buffer (NULL, 0, name, length, options);
  char *buffer = xmalloc (counted + 1);
  size_t written = quotearg_buffer (buffer, counted + 1, name, length,
                                    options);
  free (buffer);
  free (options);
  return written <= counted ? style : c_quoting_style;
}

/* Is BYTE one that goes on with a character of UTF-8?  */
static bool
goes_on (char byte)
{
  return ((unsigned char) byte & 0xc0) == 0x80;
}

/* Return as much of the LENGTH bytes at NAME, of the beginning or if LAST of
   the end, as fits when it is shown; allocated.  */
static char *
quoted_end (char const *name, size_t length, bool last)
{
  struct quoting_options *options = clone_quoting_options (NULL);
  size_t kept = length < UNESCAPED_MAX ? length : UNESCAPED_MAX;
  char *shown = NULL;

  do
    {
      size_t edge = last ? length - kept : kept;
      for (int i = 0; i < 3 && goes_on (name[edge]); i++)
        edge += last ? 1 : -1;
      char const *part = last ? name + edge : name;
      size_t part_length = last ? length - edge : edge;
      set_quoting_style (options,
                         sound_style (shell_escape_always_quoting_style, part,
                                      part_length));
      free (shown);
      shown = quotearg_alloc (part, part_length, options);
      kept -= kept / 16;
    }
  while (strlen (shown) > END_MAX);
  free (options);
  return shown;
}

/* QUOTED is NAME in quotes, in storage that may be written.  Return it, but
   without its middle if it is too long to be shown.  */
static char const *
fit_line (char *quoted, char const *name)
{
  if (strlen (quoted) <= SHOWN_MAX)
    return quoted;

  size_t length = strlen (name);
  char *first = quoted_end (name, length, false);
  char *last = quoted_end (name, length, true);
  strcpy (stpcpy (stpcpy (quoted, first), "..."), last);
  free (first);
  free (last);
  return quoted;
}

char *
quoted_whole (int slot, char const *name)
{
  return quotearg_n_style (slot,
                           sound_style (shell_escape_always_quoting_style,
                                        name, strlen (name)), name);
}

char const *
quoted_name (int slot, char const *name)
{
  return fit_line (quoted_whole (slot, name), name);
}

char const *
quoted_if_needed (char const *name, bool colon)
{
  enum quoting_style style = sound_style (shell_escape_quoting_style, name,
                                          strlen (name));

  return fit_line (colon ? quotearg_n_style_colon (0, style, name)
                   : quotearg_n_style (0, style, name), name);
}
