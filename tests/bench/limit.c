/* The least that a link can cost: linkat and exit, without a C library.

   SPDX-License-Identifier: GPL-3.0-or-later

   limit SOURCE DEST

   A program of the benchmark.  The exit status is linkat's errno.  */

#include "bare.h"

void
begin (long *stack)
{
  long result = call (__NR_linkat, AT_FDCWD, stack[2], AT_FDCWD, stack[3], 0);

  for (;;)
    call (__NR_exit_group, -result, 0, 0, 0, 0);
}
