/* Was an operand meant to be the argument of an option?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_STRAY_H
#define FHLN_STRAY_H

#include "settings.h"

/* Return what to say of the operand of OPTS that was meant to be an option's
   argument, allocated; or NULL if there is none, or if such a file exists.  */
char *stray_word_note (struct settings const *opts);

#endif
