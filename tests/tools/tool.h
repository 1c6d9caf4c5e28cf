/* How does a test program end that cannot do its work?
   SPDX-License-Identifier: GPL-3.0-or-later

   What a test program shares with others stands alone as it does: without
   fhln's own sources, gnulib and <config.h>.  */

#ifndef FHLN_TOOL_H
#define FHLN_TOOL_H

#include <stdio.h>
#include <stdlib.h>

/* Exit statuses: the test could not be made; it is to be skipped here.  */
enum { CANNOT = 2, SKIPPED = 77 };

/* Say that WHAT, the last call, has failed, and exit.  */
static inline _Noreturn void
die (char const *what)
{
  perror (what);
  exit (CANNOT);
}

#endif
