/* How does one job go from its request to what is told of it, and how all of
   them?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RUN_H
#define FHLN_RUN_H

#include "settings.h"

/* Do all jobs that OPTS and OPERANDS ask for, and exit.  Never return: what was
   allocated for the whole run is not freed, and as long as it can be reached
   from there, a leak checker finds only what was lost.  */
_Noreturn void run_all (struct settings const *opts,
                        struct operands const *operands);

#endif
