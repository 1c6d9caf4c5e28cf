/* What does a note say of SOURCE?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_NOTE_SOURCE_H
#define FHLN_NOTE_SOURCE_H

#include "put.h"

put_function put_src, put_src_fd, put_src_owner, put_src_kind, put_src_links;
put_function put_src_type, put_src_at, put_src_fs, put_src_mount;
put_function put_src_project, put_src_subvolume, put_rescue, put_src_size;
put_function put_nameless_kind, put_src_mode;

#endif
