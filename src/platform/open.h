/* How is a directory, or SOURCE, opened without leaving where it must stay; and
   a directory, to be read?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_OPEN_H
#define FHLN_OPEN_H

#include <stdbool.h>

/* How a name is looked up.  */
enum look_up
{
  LOOK_UP_NOFOLLOW = 1,         /* not a symbolic link as last component */
  LOOK_UP_BENEATH = 2,          /* never outside of the starting directory */
  LOOK_UP_NO_SYMLINKS = 4       /* no symbolic link anywhere */
};

enum { LOOK_UP_CONFINED = LOOK_UP_BENEATH | LOOK_UP_NO_SYMLINKS };

/* Open the directory NAME, relative to DIRFD, for looking names up and
   creating them, as FLAGS of enum look_up tell; no permission to read it is
   needed where the system can do without.  LOOK_UP_NOFOLLOW does not count
   where NAME ends in a slash.  Return a close-on-exec descriptor above 2,
   which the caller closes, or -1 and errno: EXDEV if NAME leaves the starting
   directory, ELOOP if there is a symbolic link, ENOSYS if this system cannot
   promise what FLAGS ask for.  */
int open_directory (int dirfd, char const *name, int flags);

/* Open the directory NAME, relative to DIRFD, for reading; a symbolic link as
   last component is followed if FOLLOW, or if NAME ends in a slash.  Return a
   close-on-exec descriptor above 2, which the caller closes, or -1 and
   errno.  */
int open_to_read (int dirfd, char const *name, bool follow);

/* Open the directory that FD, which may be AT_FDCWD, holds once more, for
   reading.  As open_to_read.  */
static inline int
reopen_to_read (int fd)
{
  return open_to_read (fd, ".", false);
}

/* Hold the file NAME, relative to DIRFD, fast for a link to be made to it, as
   FLAGS tell, which have one of LOOK_UP_CONFINED.  Return a descriptor of the
   file itself, which is not really opened, and set *BASE to NULL; or where
   there are none, or none can be linked, the descriptor of its directory, which
   may be DIRFD, and set *BASE to its last component, allocated; a link is to be
   made without following that.  Return -1 and errno as open_directory does.  */
int open_source (int dirfd, char const *name, int flags, char **base);

#endif
