/* What does a note say of sandboxes and security modules?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_NOTE_SANDBOX_H
#define FHLN_NOTE_SANDBOX_H

#include "put.h"

put_function put_sandboxes, put_or_sandboxes;

#endif
