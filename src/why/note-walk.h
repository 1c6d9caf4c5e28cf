/* What does a note say of where a name has ended, or was refused?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_NOTE_WALK_H
#define FHLN_NOTE_WALK_H

#include "put.h"

put_function put_culprit, put_culprit_owner, put_culprit_mode, put_component;
put_function put_link, put_contents, put_start, put_length, put_limit, put_fs;
put_function put_mount, put_device, put_fuse_user, put_refused, put_refused_at;
put_function put_refused_within, put_looked_in, put_odd_name;
put_function put_as_directory, put_odd_reason;

#endif
