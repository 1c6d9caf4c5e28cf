/* What was meant by an option that getopt refuses?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SUGGEST_H
#define FHLN_SUGGEST_H

#include "request.h"

/* getopt has returned ANSWER, '?' or ':', for WORD; it goes on at NEXT, or
   NULL.  Let R's usage error say what is wrong, and what was probably
   meant.  */
void suggest_option (struct request *r, int answer, char const *word,
                     char const *next);

#endif
