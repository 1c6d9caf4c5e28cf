/* How is a name linked to another?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_LINK_H
#define FHLN_LINK_H

#include <stdbool.h>

/* Give the file SRC, relative to SRCFD, the new name DST, relative to DSTFD,
   as linkat(2) does; follow a symbolic link in SRC's last component if FOLLOW.
   Return 0, or -1 and errno; EEXIST wherever DST exists.  */
int link_path (int srcfd, char const *src, int dstfd, char const *dst,
               bool follow);

#endif
