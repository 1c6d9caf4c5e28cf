/* How are help and a usage error told?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_USAGE_H
#define FHLN_USAGE_H

#include <stdbool.h>

#include "job.h"

/* Print the operand FORMS, ended by NULL, and TEXT to standard output.  */
void usage_help (char const *const *forms, char const *text);

/* Print --version's lines to standard output.  */
void usage_version (void);

/* Print where help is to be found to standard error.  */
void usage_hint (void);

/* Print the usage error that names are to be read from where answers come.  */
void usage_names_answer (void);

/* Print the usage error that TEXT is no SOURCE of KIND (ERR).  */
void usage_malformed (enum source_kind kind, char const *text, int err);

/* Print a usage error to standard error, and the hint if HINT.  */
void usage_tell (bool hint, char const *format, ...)
  __attribute__ ((format (printf, 2, 3)));

#endif
