/* How does a link take the place of an old DEST?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_REPLACE_H
#define FHLN_REPLACE_H

#include "placer.h"

/* Replace DEST, which was DST or is gone (null), by a link to SRC.  */
void replace (struct placer *placer, struct job *job, struct look const *src,
              struct look const *dst);

#endif
