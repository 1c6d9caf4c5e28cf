/* What does a server answer to the calls that change names?
   SPDX-License-Identifier: GPL-3.0-or-later

   RULES are words HOW:OP:ERRNO[:NUMBER].  OP is link, symlink, unlink, rename
   (which replaces), noreplace or exchange.  HOW is deny (nothing is done, the
   answer is ERRNO), lie (it is done, the answer is ERRNO) or noop (nothing is
   done, the answer is success, whatever ERRNO).  NUMBER is N (the Nth call of
   that OP alone) or N- (that and all later); without it, all are meant.  The
   first rule that fits counts.  */

#ifndef FHLN_SERVER_RULES_H
#define FHLN_SERVER_RULES_H

#include <stdbool.h>

enum { RULES_MAX = 8 };

enum op
{
  OP_LINK, OP_SYMLINK, OP_UNLINK, OP_RENAME, OP_NOREPLACE, OP_EXCHANGE, OPS
};

enum how { HOW_DENY, HOW_LIE, HOW_NOOP, HOWS };

struct rule
{
  enum how how;
  enum op op;
  int error;
  int first, last;              /* of the calls of OP, from 1 */
  int followed;
};

struct rules
{
  struct rule rule[RULES_MAX];
  int count;
  int calls[OPS];
};

/* What is to be done about one call.  */
struct order
{
  bool make;                    /* do it */
  int error;                    /* and answer that, unless it fails */
};

/* Set RULES to those of TEXT, and all counts to nothing.  Return whether they
   could be read.  */
bool set_rules (struct rules *rules, char const *text);

/* A call of OP has come: look what RULES say.  */
struct order order_for (struct rules *rules, enum op op);

/* Return how many calls have come.  */
int count_calls (struct rules const *rules);

/* Return the errno of the name ERRNO_NAME, or 0.  */
int errno_of (char const *errno_name);

#endif
