/* How is a file given a new name, by a name that it has or by a descriptor?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_LINK_H
#define FHLN_LINK_H

#include <stdbool.h>

/* Give the file SRC, relative to SRCFD, the new name DST, relative to DSTFD,
   as linkat(2) does; follow a symbolic link in SRC's last component if FOLLOW.
   Return 0 or an errno; EEXIST wherever DST exists.  */
int link_path (int srcfd, char const *src, int dstfd, char const *dst,
               bool follow);

/* Give the file that is open on FD the new name NAME in TOFD.
   Return 0 or an errno, as linkat has it.  */
int link_descriptor (int fd, int tofd, char const *name);

/* May the file that is open on FD, which has no name, be given one?  */
bool links_nameless (int fd);

/* Does link_descriptor find here all that it needs without privilege?
   (procfs on Linux.)  */
bool links_descriptors (void);

#endif
