/* What does a note say of this process?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_NOTE_PROCESS_H
#define FHLN_NOTE_PROCESS_H

#include "put.h"

put_function put_root, put_link_kind, put_or_namespace;

#endif
