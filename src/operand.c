/* What does one operand mean?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "operand.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "handle-text.h"

int
parse_descriptor (char const *text, int *fd)
{
  int number = 0;
  char const *p = text;
  for (; '0' <= *p && *p <= '9'; p++)
    {
      int digit = *p - '0';
      if (number > (INT_MAX - digit) / 10)
        return EINVAL;
      number = number * 10 + digit;
    }
  if (p == text || *p != '\0')
    return EINVAL;
  *fd = number;
  return 0;
}

int
parse_dirfd (char const *text, int *fd)
{
  if (strcmp (text, "cwd") != 0)
    return parse_descriptor (text, fd);
  *fd = AT_FDCWD;
  return 0;
}

int
parse_source (struct source *src, fhandle_t *handle)
{
  struct handle_parts parts;
  int err;

  switch (src->kind)
    {
    case SOURCE_PATH:
    case SOURCE_VIA_HANDLE:
      break;
    case SOURCE_FD:
      return parse_descriptor (src->text, &src->fd);
    case SOURCE_HANDLE:
      src->handle = handle;
      err = parse_handle (src->text, &parts);
      return err != 0 ? err : fh_from_parts (&parts, handle);
    }
  return 0;
}

int
output_descriptor (char const *file)
{
  static char const folders[][sizeof "/proc/self/fd/"] =
    { "/dev/fd/", "/proc/self/fd/" };
  int fd = -1;

  if (strcmp (file, "-") == 0 || strcmp (file, "/dev/stdout") == 0)
    return STDOUT_FILENO;
  if (strcmp (file, "/dev/stderr") == 0)
    return STDERR_FILENO;
  for (size_t i = 0; i < sizeof folders / sizeof *folders && fd < 0; i++)
    {
      size_t length = strlen (folders[i]);
      if (strncmp (file, folders[i], length) == 0)
        parse_descriptor (file + length, &fd);
    }
  return fd;
}
