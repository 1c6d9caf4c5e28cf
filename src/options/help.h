/* What does --help say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_HELP_H
#define FHLN_HELP_H

#include <stdbool.h>

enum { HELP_PARTS = 3 };

/* Return the operand forms, each ended by NUL, and the last one by another;
   those of link if AS_LINK.  */
char const *help_forms (bool as_link);

/* Store in TEXTS what follows them, in parts, ended by NULL.  */
void help_texts (bool as_link, char const *texts[HELP_PARTS]);

#endif
