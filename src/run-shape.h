/* How many workers does a tree get, and how much may each have open?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RUN_SHAPE_H
#define FHLN_RUN_SHAPE_H

#include "settings.h"

/* How many workers there are, and how many directories each has open.  */
struct shape
{
  int workers;
  int levels;
};

/* Return what suits OPTS, and this machine; FIRST is the lowest descriptor that
   was free.  */
struct shape choose_shape (struct settings const *opts, int first);

#endif
