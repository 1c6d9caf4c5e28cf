/* What was meant by an option that getopt refuses?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SUGGEST_H
#define FHLN_SUGGEST_H

#include "request.h"

/* Return TEXT in apostrophes, as getopt has it; or quoted for the shell if it
   has characters that cannot be printed.  Allocated.  */
char *apostrophes (char const *text);

/* getopt has returned ANSWER, '?' or ':', for WORD; it goes on at NEXT, or
   NULL.  Let R's usage error say what is wrong, and what was probably
   meant.  */
void suggest_option (struct request *r, int answer, char const *word,
                     char const *next);

#endif
