/* How are help and a usage error told?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_USAGE_H
#define FHLN_USAGE_H

#include "usage-error.h"

/* Print to standard output the operand FORMS, each ended by NUL and the last
   one by another, and TEXTS, which are ended by NULL.  */
void usage_help (char const *forms, char const *const *texts);

/* Print --version's lines to standard output.  */
void usage_version (void);

/* Print ERROR to standard error, and free its texts.  */
void usage_tell (struct usage_error *error);

#endif
