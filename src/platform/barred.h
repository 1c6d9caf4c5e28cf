/* What new names does a file system refuse, whoever asks?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_BARRED_H
#define FHLN_BARRED_H

#include <stdbool.h>

/* What is refused in a directory, as far as the system tells: an errno each, or
   0.  */
struct barred
{
  int names;                    /* any new name */
  int hard_links;
  int symlinks;
  bool divided;                 /* into parts that no link crosses, each of
                                   which shows a device of its own */
  bool mixed;                   /* its files may show several devices, and yet
                                   be linked */
};

/* Return what is refused in the directory open on FD, which may be AT_FDCWD.
   Nothing is asked that could change anything.  */
struct barred see_barred (int fd);

#endif
