/* What does a note advise?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_NOTE_ADVICE_H
#define FHLN_NOTE_ADVICE_H

#include "put.h"

put_function put_instead;

#endif
