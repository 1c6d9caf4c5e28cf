/* What does the command line ask for, where fhln is called as link?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_AS_LINK_H
#define FHLN_AS_LINK_H

#include "request.h"

/* Parse ARGV as GNU link does: two operands, and no options but --help and
   --version.  R gets what they say, and OPERANDS those.  */
void parse_as_link (struct request *r, int argc, char **argv,
                    struct operands *operands);

#endif
