/* What does a small file of procfs or sysfs say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "proc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "linux-abi.h"
#include "process.h"

enum { NUMBER_SIZE = 24 };

/* Open NAME to read.  Of procfs only what is its own: a container may have
   mounted the file of a server over one.  */
static int
open_to_read (char const *name)
{
  static char const procfs[] = "/proc/";
  struct abi_open_how how = { .flags = O_RDONLY | O_CLOEXEC,
                              .resolve = ABI_RESOLVE_NO_XDEV };
  int proc, fd, err;

  if (strncmp (name, procfs, sizeof procfs - 1) != 0)
    return above_standard (open (name, O_RDONLY | O_CLOEXEC));
  proc = above_standard (open (procfs, O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (proc < 0)
    return -1;
  fd = abi_openat2 (proc, name + sizeof procfs - 1, &how);
  if (fd < 0 && (errno == ENOSYS || errno == EPERM))
    fd = openat (proc, name + sizeof procfs - 1, O_RDONLY | O_CLOEXEC);
  err = errno;
  close (proc);
  errno = err;
  return above_standard (fd);
}

/* Such a file may give less at once than it has.  */
ssize_t
read_proc (char const *name, char *text, size_t size)
{
  int fd = open_to_read (name);
  size_t length = 0;
  ssize_t got;

  if (fd < 0)
    return -1;
  do
    {
      got = read (fd, text + length, size - 1 - length);
      length += got > 0 ? (size_t) got : 0;
    }
  while (got > 0 && length < size - 1);
  close (fd);
  text[length] = '\0';
  return got < 0 ? -1 : (ssize_t) length;
}

enum answer
proc_setting (char const *name)
{
  char text[NUMBER_SIZE];

  if (read_proc (name, text, sizeof text) <= 0)
    return ANSWER_UNKNOWN;
  return strtol (text, NULL, 10) > 0 ? ANSWER_YES : ANSWER_NO;
}

FILE *
open_proc (char const *name)
{
  int fd = open_to_read (name);
  FILE *stream = fd >= 0 ? fdopen (fd, "r") : NULL;

  if (fd >= 0 && !stream)
    close (fd);
  return stream;
}
