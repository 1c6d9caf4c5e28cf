/* How are help and a usage error told?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "usage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "platform/user-locale.h"
#include "progname.h"
#include "words.h"
#include "xalloc.h"

void
usage_help (char const *forms, char const *const *texts)
{
  char *buffer = buffer_output ();

  for (char const *form = forms; *form != '\0'; form += strlen (form) + 1)
    printf ("%s %s %s\n", form == forms ? "Usage:" : "  or: ", program_name,
            form);
  for (size_t i = 0; texts[i]; i++)
    fputs (texts[i], stdout);
  close_output ();
  free (buffer);
}

void
usage_version (void)
{
  atexit (close_output);
  puts (PACKAGE_STRING);
  puts ("License GPLv3+: GNU GPL version 3 or later "
        "<https://gnu.org/licenses/gpl.html>.\n"
        "This is free software: you are free to change and redistribute it.\n"
        "There is NO WARRANTY, to the extent permitted by law.");
}

/* Print LINE to standard error, if it is not null, and free it.  */
static void
tell_line (char *line)
{
  if (line)
    complain (line);
  free (line);
}

/* Where ERROR is told by its kind, write its texts.  */
static void
put_into_words (struct usage_error *error)
{
  switch (error->problem)
    {
    case USAGE_GOOD:
    case USAGE_WRONG:
      break;
    case USAGE_MALFORMED:
      use_locale ();
      error->message = malformed_words (error->kind, error->text, error->err);
      error->advice =
        xstrdup (error->kind == SOURCE_HANDLE
                 ? "give a handle as --print-handle prints it, or a line of "
                   "/proc/PID/fdinfo"
                 : "give the number of a descriptor that is open");
      error->hint = true;
      break;
    case USAGE_NAMES_ANSWER:
      error->message = xstrdup ("cannot combine --interactive and names on "
                                "standard input: give the names in a file");
      break;
    }
}

void
usage_tell (struct usage_error *error)
{
  put_into_words (error);
  tell_line (error->message);
  if (error->list)
    fputs (error->list, stderr);
  free (error->list);
  tell_line (error->advice);
  if (error->hint)
    fprintf (stderr, "Try '%s --help' for more information.\n",
             program_name);
}
