/* Which directory is a name in that is longer than the system takes?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_DEEP_H
#define FHLN_DEEP_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/look.h"

/* What is left of a name to be walked.  */
struct rest
{
  char const *name;
  size_t length;
};

/* A name and the directory where it starts, and what they take.  */
struct deep
{
  int *dirfd;
  char const **name;
  int *held;                    /* the directory, to be closed, or -1 */
  char **owned;                 /* the name, allocated, or NULL */
};

/* Is NAME longer than the system takes, and not longer than fhln does?  */
bool is_deep (char const *name);

/* As open_directory, and as look_at with a symbolic link followed, of a NAME
   that may be longer than the system takes.  */
int open_deep (int dirfd, char const *name, int flags);
int look_at_deep (int dirfd, char const *name, struct look *look);

/* As open, with FLAGS and close-on-exec, of a file NAME that may be longer than
   the system takes; one that is made gets mode 0666.  Return a descriptor above
   2, or -1 and errno.  */
int open_file_deep (char const *name, int flags);

/* Let *FD, which is START or a descriptor to be closed, go on to the directory
   to which the first part of REST leads, looked up as FLAGS tell; REST is then
   what follows.  Return 0, or an errno with nothing changed.  */
int enter_part (int start, int *fd, struct rest *rest, int flags);

/* Let DEEP, a name for which is_deep holds, be the last component of it in its
   directory, looked up as FLAGS tell.  Return 0, or an errno with nothing
   changed.  */
int shorten_deep (struct deep const *deep, int flags);

#endif
