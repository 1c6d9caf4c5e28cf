/* How much room has the file system of a directory?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_ROOM_H
#define FHLN_ROOM_H

#include "file.h"

/* Fill in FILE, whose mount is known, what there is of room on the file system
   of FD, which may be AT_FDCWD.  */
void see_room (int fd, struct file_facts *file);

#endif
