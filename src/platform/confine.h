/* How is a directory opened?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_CONFINE_H
#define FHLN_CONFINE_H

#include <stdbool.h>

/* Open the directory NAME, relative to DIRFD, for looking names up and
   creating them; no permission to read it is needed where the system can do
   without.  Do not follow a symbolic link in the last component if NOFOLLOW,
   unless NAME ends in a slash.  Return a close-on-exec descriptor above 2,
   which the caller closes, or -1 and errno.  */
int open_directory (int dirfd, char const *name, bool nofollow);

#endif
