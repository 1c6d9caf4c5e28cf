/* What is wrong with a command line?
   SPDX-License-Identifier: GPL-3.0-or-later

   Who parses it returns this; who reports tells it.  */

#ifndef FHLN_USAGE_ERROR_H
#define FHLN_USAGE_ERROR_H

#include <stdbool.h>

#include "job.h"

enum usage_problem
{
  USAGE_GOOD,                   /* nothing is wrong */
  USAGE_WRONG,                  /* what the texts say */
  USAGE_MALFORMED,              /* an operand is no SOURCE of its kind */
  USAGE_NAMES_ANSWER            /* names are read from where answers come */
};

struct usage_error
{
  enum usage_problem problem;

  /* USAGE_WRONG: allocated, or NULL if there is none, in this order.  */
  char *message;                /* without the program's name */
  char *list;                   /* whole lines, told as they are */
  char *advice;                 /* as MESSAGE */
  bool hint;                    /* where help is to be found */

  /* USAGE_MALFORMED.  */
  enum source_kind kind;
  char const *text;
  int err;
};

#endif
