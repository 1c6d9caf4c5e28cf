/* May what could not be linked be written to --failed0-to's file?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_FAILED_TO_H
#define FHLN_FAILED_TO_H

#include "request.h"

/* Refuse --failed0-to in R, which has it, if it does not go with the other
   options, or if its file is one that R or OPERANDS read.  */
void check_failed_to (struct request *r, struct operands const *operands);

#endif
