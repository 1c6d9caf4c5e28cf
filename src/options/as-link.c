/* What does the command line ask for, where fhln is called as link?
   SPDX-License-Identifier: GPL-3.0-or-later

   The usage errors are those of GNU link, in its words.  */

#include <config.h>

#include "as-link.h"

#include <stdlib.h>
#include <string.h>

#include "option-table.h"
#include "quoting.h"
#include "suggest.h"

/* Refuse WORD in R, which getopt does not take.  */
static void
refuse_option (struct request *r, char const *word)
{
  char letter[2] = { (char) optopt, '\0' };
  bool is_long = strncmp (word, "--", 2) == 0;
  char *shown = apostrophes (is_long ? word : letter);

  if (is_long && optopt != 0)
    refuse (r, "option '--%s' doesn't allow an argument", long_name (optopt));
  else
    refuse (r, is_long ? "unrecognized option %s" : "invalid option -- %s",
            shown);
  free (shown);
}

/* Refuse in R a number of OPERANDS that is not two.  */
static void
check_two (struct request *r, struct operands const *operands)
{
  int count = operands->count;

  if (count == 2)
    return;
  if (count == 0)
    refuse (r, "missing operand");
  else
    {
      char *shown = quoted_argument (operands->text[count == 1 ? 0 : 2]);
      refuse (r, count == 1 ? "missing operand after %s" : "extra operand %s",
              shown);
      free (shown);
    }
}

void
parse_as_link (struct request *r, int argc, char **argv,
               struct operands *operands)
{
  static struct option const options[] =
  {
    { "help", no_argument, NULL, OPT_HELP },
    { "version", no_argument, NULL, OPT_VERSION },
    { NULL, 0, NULL, 0 }
  };
  int c = getopt_long (argc, argv, ":", options, NULL);

  r->opts->report.as_link = true;
  r->opts->input.exact = true;
  r->opts->link.leave_directories = true;
  operands->text = argv + optind;
  operands->count = argc - optind;
  if (c == OPT_HELP || c == OPT_VERSION)
    {
      r->help = c;
      return;
    }
  if (c != -1)
    refuse_option (r, argv[optind - 1]);
  else
    check_two (r, operands);
  r->error->hint = is_refused (r);
}
