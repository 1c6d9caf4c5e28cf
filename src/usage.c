/* How are help and a usage error told?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "usage.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "closeout.h"
#include "output.h"
#include "progname.h"
#include "words.h"
#include "xvasprintf.h"

void
usage_help (char const *const *forms, char const *text)
{
  char *buffer = buffer_output ();

  for (size_t i = 0; forms[i]; i++)
    printf ("%s %s %s\n", i == 0 ? "Usage:" : "  or: ", program_name,
            forms[i]);
  fputs (text, stdout);
  close_stdout ();
  free (buffer);
}

void
usage_version (void)
{
  atexit (close_stdout);
  puts (PACKAGE_STRING);
  puts ("License GPLv3+: GNU GPL version 3 or later "
        "<https://gnu.org/licenses/gpl.html>.\n"
        "This is free software: you are free to change and redistribute it.\n"
        "There is NO WARRANTY, to the extent permitted by law.");
}

void
usage_hint (void)
{
  fprintf (stderr, "Try '%s --help' for more information.\n",
           program_name);
}

void
usage_tell (bool hint, char const *format, ...)
{
  va_list args;

  va_start (args, format);
  char *line = xvasprintf (format, args);
  va_end (args);
  complain (line);
  free (line);
  if (hint)
    usage_hint ();
}

void
usage_names_answer (void)
{
  usage_tell (false, "cannot combine --interactive and names on standard "
                "input: give the names in a file");
}

void
usage_malformed (enum source_kind kind, char const *text, int err)
{
  char *words = malformed_words (kind, text, err);

  complain (words);
  free (words);
  usage_tell (true, kind == SOURCE_HANDLE
                ? "give a handle as --print-handle prints it, or a line of "
                  "/proc/PID/fdinfo" : "give the number of a descriptor that "
                "is open");
}
