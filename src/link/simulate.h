/* What is a link where the file system has none?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SIMULATE_H
#define FHLN_SIMULATE_H

#include "linker.h"

/* What makes simulated links.  */
extern struct linker const simulated_linker;

/* Can a simulated link to SRC be called DST, as far as the two names and SRC
   itself tell?  Return 0 or an errno.  */
int check_simulated (struct source const *src, struct dest const *dst);

#endif
