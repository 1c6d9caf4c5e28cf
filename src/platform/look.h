/* What does one look at a file show?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_LOOK_H
#define FHLN_LOOK_H

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
  uint64_t subvolume;           /* 0: none, or unknown */
  uint64_t mount_id;            /* 0: unknown */
  uint64_t size;
  uint64_t allocated;           /* bytes, without holes */
  int64_t accessed[2];          /* seconds and nanoseconds */
  int64_t modified[2];
  mode_t mode;
  uid_t uid;
  gid_t gid;
  bool attributes_known;        /* the next six: what is not true, is not so */
  bool mount_root;              /* something is mounted here */
  bool automount;               /* and would be, if it were opened */
  bool append_only;             /* names may be added, never removed */
  bool immutable;
  bool undeletable;             /* the name cannot be removed */
  bool encrypted;
};

/* Look at NAME, relative to DIRFD, without triggering an automount and
   without asking a remote server for what is cached; follow a symbolic link
   if FOLLOW.  Return 0 and fill LOOK, or return an errno.  */
int look_at (int dirfd, char const *name, bool follow, struct look *look);

/* As look_at, of NAME itself and not of what it leads to; but a server is asked
   what is there now, whatever was cached.  */
int look_afresh (int dirfd, char const *name, struct look *look);

/* Look at the directory open on DIRFD, which may be AT_FDCWD.
   Return 0 and fill LOOK, or return an errno.  */
static inline int
look_at_directory (int dirfd, struct look *look)
{
  return look_at (dirfd, ".", true, look);
}

/* Return the absolute name of what is open on FD, or of the current directory
   (AT_FDCWD), allocated; or NULL and errno, ENOTSUP where the system does not
   tell.  */
char *name_of_descriptor (int fd);

/* Look at the absolute NAME itself, if no server nor a disk needs to be asked
   for it.  Return 0 and fill LOOK, or return an errno, EAGAIN if one does.  */
int look_at_cached (char const *name, struct look *look);

/* Look at what is open on FD.  Return 0 and fill LOOK, or return an errno.  */
int look_at_descriptor (int fd, struct look *look);

/* Are A and B looks at one file?  */
static inline bool
is_same_file (struct look const *a, struct look const *b)
{
  return a->dev == b->dev && a->ino == b->ino;
}

#endif
