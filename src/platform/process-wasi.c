/* What does fhln ask of its own process under WASI?  It has no signals, and a
   host that ends it in the middle cannot be held off.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { USUAL_WIDTH = 80 };

void
hold_signals (struct held_signals *held)
{
  *held = (struct held_signals) { .before = 0 };
}

void
release_signals (struct held_signals const *held)
{
  (void) held;
}

/* A descriptor cannot be duplicated here.  None of 0, 1 and 2 is ever free:
   the host opens all three, and nothing closes one.  */
int
above_standard (int fd)
{
  return fd;
}

int
duplicate_directory (int fd)
{
  return openat (fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

int
duplicate_to_write (int fd)
{
  int flags = fcntl (fd, F_GETFL);

  if (flags < 0)
    return -1;
  if ((flags & O_ACCMODE) != O_RDONLY)
    return fd;
  errno = EBADF;
  return -1;
}

/* There are no sessions here.  */
bool
is_same_terminal (int fd, int other)
{
  (void) fd;
  (void) other;
  return false;
}

/* A terminal does not tell its size here.  */
int
terminal_width (int fd)
{
  return isatty (fd) ? USUAL_WIDTH : 0;
}

/* Hosts allow many, and do not tell.  */
int
descriptor_limit (void)
{
  enum { USUAL = 256 };

  return USUAL;
}
