/* What does a note say of room and quotas?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_NOTE_ROOM_H
#define FHLN_NOTE_ROOM_H

#include "put.h"

put_function put_dir_reserved, put_dir_free, put_dir_size_option;
put_function put_reserve_owner, put_room_reasons, put_quotas;

#endif
