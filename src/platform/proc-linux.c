/* What does a small file of procfs or sysfs say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "proc.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "process.h"

enum { NUMBER_SIZE = 24 };

static int
open_to_read (char const *name)
{
  return above_standard (open (name, O_RDONLY | O_CLOEXEC));
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
