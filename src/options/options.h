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
   *OPERANDS.  Nothing is printed: the first usage error goes to *ERROR, where
   only the problem is set if there is none.  The rest of the line is still read
   for --detailed-exit-status.  */
enum parsed parse_options (int argc, char **argv, struct settings *opts,
                           struct operands *operands,
                           struct usage_error *error);

#endif
