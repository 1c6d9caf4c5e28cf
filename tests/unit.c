/* Unit tests of the pure parts; prints TAP.
   SPDX-License-Identifier: GPL-3.0-or-later */

#include <config.h>

#include <stdio.h>

#include "fhln.h"

int
main (void)
{
  puts ("1..1");
  puts ("ok 1 - the headers and the archive fit together");
  return 0;
}
