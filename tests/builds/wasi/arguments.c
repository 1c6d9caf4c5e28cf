/* Arguments for a WASI host that passes none: the lines of the environment
   variable ARGUMENTS.  The link takes __wrap___main_argc_argv, by --wrap, for
   clang's name of main.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS_MAX = 64 };

int __real___main_argc_argv (int argc, char **argv);
int __wrap___main_argc_argv (int argc, char **argv);

int
__wrap___main_argc_argv (int argc, char **argv)
{
  static char *lines[ARGUMENTS_MAX + 1];
  char *text = getenv ("ARGUMENTS");

  if (!text)
    return __real___main_argc_argv (argc, argv);
  for (argc = 0; argc < ARGUMENTS_MAX && text; argc++)
    {
      lines[argc] = text;
      text = strchr (text, '\n');
      if (text)
        *text++ = '\0';
    }
  return __real___main_argc_argv (argc, lines);
}
