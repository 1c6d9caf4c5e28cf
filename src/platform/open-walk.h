/* How is a name walked by a program, so that it stays where it must?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_OPEN_WALK_H
#define FHLN_OPEN_WALK_H

#include <stdbool.h>

/* Walk NAME, relative to DIRFD, component by component, each from the
   descriptor of the one before; FLAGS, of enum look_up, have one of
   LOOK_UP_CONFINED.  Return the descriptor of the directory that the last
   component lies in, DIRFD itself or one that the caller closes, and store that
   component in *BASE, allocated: "." if ENTER, or if NAME by its form is a
   directory's.  That was no symbolic link, but for LOOK_UP_NOFOLLOW.  Return
   -1 and errno on failure, as open_directory does.  */
int walk_confined (int dirfd, char const *name, int flags, bool enter,
                   char **base);

#endif
