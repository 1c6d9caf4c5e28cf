/* What do the parts of the test program lie share?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_LIE_H
#define FHLN_LIE_H

#include <stdbool.h>

#include "run.h"
#include "world.h"

/* What the command line asks for; lie.c's head has it all.  */
struct settings
{
  struct scene scene;
  bool backup, gap, fails, honest, twice;
  char const *suffix;
  char const *rules;
  struct command command;
};

/* What one run was like.  */
struct outcome
{
  struct end end;
  int followed, made, calls;    /* as the server tells it */
};

struct verdict
{
  struct settings const *s;
  struct world world;
  struct outcome *outcome;
  char const *rules;            /* in this run */
  bool noop;                    /* one of them is that */
  bool decidable;               /* a look after the error tells all */
  int runs;
  int wrong;
};

/* Say that the run of V shows WHAT, about NAME.  */
void wrong (struct verdict *v, char const *what, char const *name);

/* Judge the run of V.  */
void judge (struct verdict *v);

#endif
