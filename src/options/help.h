/* What does --help say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_HELP_H
#define FHLN_HELP_H

#include <stdbool.h>

/* Return the operand forms, ended by NULL; those of link if AS_LINK.  */
char const *const *help_forms (bool as_link);

/* Return what follows them, in parts, ended by NULL.  */
char const *const *help_texts (bool as_link);

#endif
