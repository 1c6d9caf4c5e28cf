/* How are help and a usage error told?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_USAGE_H
#define FHLN_USAGE_H

#include "usage-error.h"

/* Print the operand FORMS, ended by NULL, and TEXT to standard output.  */
void usage_help (char const *const *forms, char const *text);

/* Print --version's lines to standard output.  */
void usage_version (void);

/* Print ERROR to standard error, and free its texts.  */
void usage_tell (struct usage_error *error);

#endif
