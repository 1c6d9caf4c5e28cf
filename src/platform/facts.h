/* What can be seen of a file, a directory, a mount?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_FACTS_H
#define FHLN_FACTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

/* One look at a file.  What the system does not tell is false.  */
struct look
{
  uint64_t dev;
  uint64_t ino;
  uint64_t nlink;
  mode_t mode;
  uid_t uid;
  bool mount_root;              /* something is mounted here */
  bool append_only;             /* names may be added, never removed */
};

/* Look at NAME, relative to DIRFD, without triggering an automount and
   without asking a remote server for what is cached; follow a symbolic link
   if FOLLOW.  Return 0 and fill LOOK, or return an errno.  */
int look_at (int dirfd, char const *name, bool follow, struct look *look);

/* Look at the directory open on DIRFD, which may be AT_FDCWD.
   Return 0 and fill LOOK, or return an errno.  */
int look_at_directory (int dirfd, struct look *look);

/* Look at what is open on FD.  Return 0 and fill LOOK, or return an errno.  */
int look_at_descriptor (int fd, struct look *look);

#endif
