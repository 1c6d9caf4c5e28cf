/* How is an open file given a new name on Linux: linkat(2) with AT_EMPTY_PATH,
   or else through procfs.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "link.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "linux-abi.h"
#include "origin.h"
#include "process.h"

enum { DESCRIPTOR_TEXT_SIZE = 12 };

/* May linkat be tried through /proc, after it failed with ERR on FD?  Not
   where the file is deleted: a file that never had a name may get one.  */
static bool
may_go_through_proc (int fd, int err)
{
  struct stat st;

  if ((err != ENOENT && err != EINVAL && err != EPERM)
      || fstat (fd, &st) != 0)
    return false;
  bool nameless = opened_as_tmpfile (fd);
  return st.st_nlink != 0 || nameless;
}

/* Open the directory of this process's descriptors in procfs; what else may be
   there is not trusted.  Return a descriptor, or -1.  */
static int
open_descriptors (void)
{
  struct statfs fs;
  int fd = above_standard (open ("/proc/self/fd",
                                 O_PATH | O_DIRECTORY | O_CLOEXEC));

  if (fd >= 0 && fstatfs (fd, &fs) == 0 && fs.f_type == ABI_PROC_SUPER_MAGIC)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

/* As link_descriptor, by the name that FD has in /proc, whose link leads to
   the file itself; the error is ERR where there is no /proc.  */
static int
link_through_proc (int fd, int tofd, char const *name, int err)
{
  char number[DESCRIPTOR_TEXT_SIZE];
  int directory = open_descriptors ();

  if (directory < 0)
    return err;
  sprintf (number, "%d", fd);
  err = (linkat (directory, number, tofd, name, AT_SYMLINK_FOLLOW) == 0
         ? 0 : errno);
  close (directory);
  return err;
}

bool
links_nameless (int fd)
{
  return opened_as_tmpfile (fd);
}

bool
links_descriptors (void)
{
  int directory = open_descriptors ();

  if (directory >= 0)
    close (directory);
  return directory >= 0;
}

int
link_descriptor (int fd, int tofd, char const *name)
{
  if (linkat (fd, "", tofd, name, AT_EMPTY_PATH) == 0)
    return 0;

  int err = errno;
  return (may_go_through_proc (fd, err)
          ? link_through_proc (fd, tofd, name, err) : err);
}
