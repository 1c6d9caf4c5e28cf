/* How is a name walked without following any symbolic link?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_CONFINE_WALK_H
#define FHLN_CONFINE_WALK_H

/* Open NAME, relative to DIRFD, with OPEN_FLAGS, component by component, each
   from the descriptor of the one before.  A symbolic link is ELOOP; with
   LOOK_UP_BENEATH in FLAGS, "..", and a NAME that is absolute, are EXDEV.
   Return a descriptor, or -1 and errno.  */
int open_walking (int dirfd, char const *name, int open_flags, int flags);

#endif
