/* How does a whole file system reach the disk?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SYNC_H
#define FHLN_SYNC_H

/* Return NULL if that can be asked for here, else the words for it, to stand
   after "is".  */
char const *sync_unavailable (void);

/* Write what the file system of FD, open for reading, holds back.
   Return 0 or an errno.  */
int sync_file_system (int fd);

#endif
