/* What is a question to the facts?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_FITS_H
#define FHLN_FITS_H

#include "scene.h"

/* Do the facts of S show one cause?  The table of causes has tried those before
   it.  What is unknown never fits.  */
typedef bool fits_function (struct scene const *s);

#endif
