/* What is wrong with an option that getopt refuses, and what was meant?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SUGGEST_H
#define FHLN_SUGGEST_H

#include <getopt.h>

#include "request.h"

/* An argument that getopt does not take.  */
struct bad_option
{
  int answer;                   /* what it returned: '?' or ':' */
  char const *word;             /* the argument before optind */
  char const *next;             /* that at optind, or NULL */
  char const *letters;          /* the short options */
  struct option const *options; /* the long ones */
  char const *advice;           /* what to type instead, or NULL */
};

/* getopt has refused an argument, as BAD tells: let R's usage error say what is
   wrong with it, and what was probably meant.  */
void suggest_option (struct request *r, struct bad_option const *bad);

char const *long_name (struct option const *options, int c);

#endif
