/* What does fhln ask of its own process on a POSIX system?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "signal-set.h"

enum { USUAL_WIDTH = 80 };

void
hold_signals (struct held_signals *held)
{
  sigset_t all;

  sigfillset (&all);
  for (int signal = FIRST_KEPT; signal <= LAST_KEPT; signal++)
    add_signal (&all, signal);
  change_mask (SIG_SETMASK, &all, &held->before);
}

void
release_signals (struct held_signals const *held)
{
  change_mask (SIG_SETMASK, &held->before, NULL);
}

int
above_standard (int fd)
{
  if (fd < 0 || fd > STDERR_FILENO)
    return fd;

  int moved = fcntl (fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  int err = errno;
  close (fd);
  errno = err;
  return moved;
}

int
duplicate_directory (int fd)
{
  return fcntl (fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
}

int
duplicate_to_write (int fd)
{
  int flags = fcntl (fd, F_GETFL);

  if (flags >= 0 && (flags & O_ACCMODE) == O_RDONLY)
    {
      errno = EBADF;
      return -1;
    }
  return duplicate_directory (fd);
}

/* A session has one terminal at most, so two names of a session's are one.  */
bool
is_same_terminal (int fd, int other)
{
  pid_t session = tcgetsid (fd);

  return session >= 0 && tcgetsid (other) == session;
}

int
terminal_width (int fd)
{
  struct winsize size;

  if (!isatty (fd))
    return 0;
  return (ioctl (fd, TIOCGWINSZ, &size) == 0 && size.ws_col != 0
          ? size.ws_col : USUAL_WIDTH);
}

int
descriptor_limit (void)
{
  long limit = sysconf (_SC_OPEN_MAX);

  return limit < 0 || limit > INT_MAX ? INT_MAX : (int) limit;
}
