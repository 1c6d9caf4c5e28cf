/* What do all unit tests share?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_TESTS_UNIT_H
#define FHLN_TESTS_UNIT_H

#include <stdbool.h>

/* The tests so far.  */
struct tally
{
  int count;
  int failed;
};

/* Count a test, WHAT, that passes if OK.  */
void check (struct tally *tally, bool ok, char const *what);

void test_shard (struct tally *t);

#endif
