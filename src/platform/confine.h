/* How is a directory, or SOURCE, opened without leaving where it must stay?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_CONFINE_H
#define FHLN_CONFINE_H

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

/* As open_directory, for a file of any kind, which is not really opened: the
   descriptor only stands for it.  */
int open_pinned (int dirfd, char const *name, int flags);

#endif
