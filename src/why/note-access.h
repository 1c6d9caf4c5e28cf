/* What does a note say of permissions?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_NOTE_ACCESS_H
#define FHLN_NOTE_ACCESS_H

#include "put.h"

put_function put_culprit_given, put_culprit_you, put_culprit_unmapped;
put_function put_dir_lacks, put_dir_given, put_dir_you, put_dir_unmapped;
put_function put_src_given, put_src_you, put_src_unmapped, put_your_unmapped;
put_function put_without;

#endif
