/* What does fhln do, from beginning to end?
   SPDX-License-Identifier: GPL-3.0-or-later

   From the command line to the exit status: give up privileges, parse the
   options, and do what they ask for.  */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "cause.h"
#include "dirname.h"
#include "options/help.h"
#include "options/options.h"
#include "platform/error-text.h"
#include "platform/privilege.h"
#include "progname.h"
#include "report/usage.h"
#include "run.h"
#include "xvasprintf.h"

enum { LONGEST_TOLD = 255 };

/* Is NAME one that can begin a message: not empty, no longer than a file's, and
   without what a terminal would act on?  The locale is not known yet, so only
   ASCII is sure to be harmless.  */
static bool
can_be_told (char const *name)
{
  char const *p = name;

  while (*p >= ' ' && *p <= '~')
    p++;
  return p != name && *p == '\0' && p - name <= LONGEST_TOLD;
}

/* Let messages begin with the last component of *ARGV0.  */
static void
name_program (char **argv0)
{
  if (*argv0)
    *argv0 = last_component (*argv0);
  set_program_name (*argv0 && can_be_told (*argv0) ? *argv0 : PACKAGE_NAME);
}

int
main (int argc, char **argv)
{
  struct settings opts;
  struct operands operands;
  char const *texts[HELP_PARTS];
  struct usage_error error;
  int err;

  name_program (&argv[0]);
  err = drop_privileges ();
  if (err != 0)
    {
      struct error_room room;

      usage_tell (&(struct usage_error) {
        .problem = USAGE_WRONG,
        .message = xasprintf ("cannot give up privileges: %s",
                              error_text (err, &room)),
      });
      return EXIT_FAILURE;
    }
  switch (parse_options (argc, argv, &opts, &operands, &error))
    {
    case PARSED_HELP:
      help_texts (opts.report.as_link, texts);
      usage_help (help_forms (opts.report.as_link), texts);
      return EXIT_SUCCESS;
    case PARSED_VERSION:
      usage_version ();
      return EXIT_SUCCESS;
    case PARSED_BAD:
      usage_tell (&error);
      return opts.detailed_status ? EXIT_CLASS_USAGE : EXIT_FAILURE;
    case PARSED_RUN:
      break;
    }
  run_all (&opts, &operands);
}
