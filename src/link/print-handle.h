/* What is the handle of a SOURCE?  (--print-handle)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PRINT_HANDLE_H
#define FHLN_PRINT_HANDLE_H

#include "job.h"

/* Store the text of the handle of JOB's SOURCE in its result.  */
void print_handle (struct job *job);

#endif
