/* What is a link where the file system has none?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SIMULATE_H
#define FHLN_SIMULATE_H

#include "linker.h"

/* What makes simulated links.  */
extern struct linker const simulated_linker;

#endif
