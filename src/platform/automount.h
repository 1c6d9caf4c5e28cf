/* May opening a directory mount something?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_AUTOMOUNT_H
#define FHLN_AUTOMOUNT_H

#include <stdbool.h>

/* May there be directories below the one open on FD that something is mounted
   on when they are opened?  True where that cannot be found out.  */
bool has_automounts (int fd);

#endif
