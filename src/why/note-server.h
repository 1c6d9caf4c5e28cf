/* What does a note say of a server that refused?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_NOTE_SERVER_H
#define FHLN_NOTE_SERVER_H

#include "put.h"

put_function put_server, put_server_reasons, put_dir_view, put_src_view;
put_function put_culprit_view, put_made, put_made_stays;

#endif
