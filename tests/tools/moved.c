/* Loaded before the C library: names in the directory $MOVED_FROM stand for
   those in $MOVED_TO, for whoever asks the C library.  What programs such as
   fakechroot do, and no more than fhln needs of it.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Return NAME, or what it stands for, in BUFFER.  */
static char const *
moved (char const *name, char buffer[PATH_MAX])
{
  char const *from = getenv ("MOVED_FROM");
  char const *to = getenv ("MOVED_TO");
  size_t length = from ? strlen (from) : 0;

  if (!to || length == 0 || strncmp (name, from, length) != 0
      || (name[length] != '/' && name[length] != '\0'))
    return name;
  snprintf (buffer, PATH_MAX, "%s%s", to, name + length);
  return buffer;
}

/* Call the next function NAME, of the type TYPE, with the arguments.  */
#define NEXT(type, name, ...) \
  ((type) dlsym (RTLD_NEXT, name)) (__VA_ARGS__)

int
linkat (int fromfd, char const *from, int tofd, char const *to, int flags)
{
  char one[PATH_MAX], two[PATH_MAX];
  typedef int function (int, char const *, int, char const *, int);

  return NEXT (function *, "linkat", fromfd, moved (from, one), tofd,
               moved (to, two), flags);
}

int
symlinkat (char const *contents, int fd, char const *name)
{
  char buffer[PATH_MAX];
  typedef int function (char const *, int, char const *);

  return NEXT (function *, "symlinkat", contents, fd, moved (name, buffer));
}

int
fstatat (int fd, char const *restrict name, struct stat *restrict st,
         int flags)
{
  char buffer[PATH_MAX];
  typedef int function (int, char const *, struct stat *, int);

  return NEXT (function *, "fstatat", fd, moved (name, buffer), st, flags);
}

int
statx (int fd, char const *restrict name, int flags, unsigned int mask,
       struct statx *restrict stx)
{
  char buffer[PATH_MAX];
  typedef int function (int, char const *, int, unsigned int, struct statx *);

  return NEXT (function *, "statx", fd, moved (name, buffer), flags, mask,
               stx);
}

/* The mode that follows FLAGS in the arguments.  */
#define MODE_BEHIND(flags, mode) \
  do \
    if (((flags) & O_CREAT) != 0 || ((flags) & O_TMPFILE) == O_TMPFILE) \
      { \
        va_list args; \
        va_start (args, flags); \
        (mode) = va_arg (args, mode_t); \
        va_end (args); \
      } \
  while (0)

int
open (char const *name, int flags, ...)
{
  char buffer[PATH_MAX];
  mode_t mode = 0;
  typedef int function (char const *, int, ...);

  MODE_BEHIND (flags, mode);
  return NEXT (function *, "open", moved (name, buffer), flags, mode);
}

int
openat (int fd, char const *name, int flags, ...)
{
  char buffer[PATH_MAX];
  mode_t mode = 0;
  typedef int function (int, char const *, int, ...);

  MODE_BEHIND (flags, mode);
  return NEXT (function *, "openat", fd, moved (name, buffer), flags, mode);
}
