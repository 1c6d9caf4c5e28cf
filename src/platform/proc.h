/* What does a small file of procfs or sysfs say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PROC_H
#define FHLN_PROC_H

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

#include "answer.h"

enum { DESCRIPTOR_LINK_SIZE = sizeof "/proc/self/fd/" + 12 };

/* Write to NAME, and return, the name of the link by which procfs shows what is
   open on FD, or the current directory (AT_FDCWD).  */
static inline char const *
descriptor_link (int fd, char name[DESCRIPTOR_LINK_SIZE])
{
  if (fd == AT_FDCWD)
    return strcpy (name, "/proc/self/cwd");
  sprintf (name, "/proc/self/fd/%d", fd);
  return name;
}

/* Read the file NAME into TEXT, as much as there is room for in SIZE bytes, the
   NUL at its end included.  Return how much that is, or -1 if it cannot be
   read.  */
ssize_t read_proc (char const *name, char *text, size_t size);

/* Is the number in the file NAME more than 0?  */
enum answer proc_setting (char const *name);

/* Open the file NAME as a stream, or return NULL.  */
FILE *open_proc (char const *name);

#endif
