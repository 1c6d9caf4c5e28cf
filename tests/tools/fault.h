/* What do the parts of the test program fault share?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_FAULT_H
#define FHLN_FAULT_H

#include <stdbool.h>

#include "run.h"
#include "world.h"

enum { CALLS_MAX = 4096 };

/* Made by LIBRARY once an allocation has failed, beside the directory w.  */
#define MARK "failed"

/* What the command line asks for; fault.c's head has it all.  */
struct settings
{
  struct scene scene;
  bool backup, keeps, no_exchange, twice, fails, told, sanitized;
  char const *suffix;
  char const *or;
  char const *library;          /* NULL: system calls are disturbed */
  struct command command;
};

/* What is done to one run: call number AT (from 0), and AGAIN, or -1.  */
struct plan
{
  int at;
  int again;
  int error;                    /* instead of the call, or 0 */
  int signal;                   /* before the call, or 0 */
  bool goes_on;                 /* allocations: all from AT on fail */
};

/* What one run was like.  */
struct outcome
{
  struct end end;
  int count;                    /* of calls */
  long call[CALLS_MAX];
};

struct verdict
{
  struct settings const *s;
  struct plan const *plan;
  struct world world;
  struct outcome const *outcome;
  char const *whole;            /* what is said undisturbed */
  int skip;                     /* so many calls are start-up */
  int wrong;                    /* so far, in all runs */
};

/* Run the command of S, disturbed by PLAN after SKIP calls.  */
void run (struct settings const *s, struct plan const *plan, int skip,
          struct outcome *outcome);

/* Judge the run of V.  */
void judge (struct verdict *v);

/* Judge what has become of the run of V by another one, undisturbed, which
   ended so.  */
void judge_again (struct verdict *v, struct end const *end);

/* Return the call of the run of V that had the number NUMBER after start-up,
   or -1.  */
long call_at (struct verdict const *v, int number);

/* Say that the run of V shows WHAT, about NAME.  */
void wrong (struct verdict *v, char const *what, char const *name);

/* Judge what the run of V has said, which has made MADE links: ALL that were
   asked for, or not.  */
void judge_words (struct verdict *v, int made, bool all);

/* Judge what the run of V has said, which must fail and change nothing.  */
void judge_words_of_failure (struct verdict *v);

#endif
