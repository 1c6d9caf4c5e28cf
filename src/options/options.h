/* What does the command line ask for?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_OPTIONS_H
#define FHLN_OPTIONS_H

#include "settings.h"
#include "usage-error.h"

enum parsed
{
  PARSED_RUN,
  PARSED_HELP,
  PARSED_VERSION,
  PARSED_BAD                    /* a usage error */
};

/* Parse ARGV into *OPTS, which must outlive neither ARGV nor its strings, and
   *OPERANDS.  The first usage error goes to *ERROR, of which else only the
   problem is set, and nothing is printed; the rest of the line is still read
   for --detailed-exit-status.  */
enum parsed parse_options (int argc, char **argv, struct settings *opts,
                           struct operands *operands,
                           struct usage_error *error);

#endif
