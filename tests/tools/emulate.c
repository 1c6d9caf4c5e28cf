/* Loaded before the C library: hard links are emulated, as $EMULATE says, by
   "copy", "symlink" or "nothing", and the answer is success.  What proot's
   link2symlink does, and file systems that copy.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Make TO in TOFD a copy of what is open on FD.  Return 0, or -1.  */
static int
copy (int fd, int tofd, char const *to)
{
  char buffer[4096];
  ssize_t got = -1;
  int out = openat (tofd, to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  while (out >= 0 && (got = read (fd, buffer, sizeof buffer)) > 0)
    if (write (out, buffer, got) != got)
      got = -1;
  if (out >= 0)
    close (out);
  return got == 0 ? 0 : -1;
}

int
linkat (int fromfd, char const *from, int tofd, char const *to, int flags)
{
  char const *how = getenv ("EMULATE");

  (void) flags;
  if (how && strcmp (how, "symlink") == 0)
    return symlinkat (from, tofd, to);
  if (faccessat (tofd, to, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
    {
      errno = EEXIST;
      return -1;
    }
  if (!how || strcmp (how, "copy") != 0)
    return 0;

  int fd = openat (fromfd, from, O_RDONLY | O_CLOEXEC);
  int result = fd < 0 ? -1 : copy (fd, tofd, to);
  if (fd >= 0)
    close (fd);
  return result;
}
