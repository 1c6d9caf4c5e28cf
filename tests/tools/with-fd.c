/* Run a command that finds something open on a descriptor of its choice.

   SPDX-License-Identifier: GPL-3.0-or-later

   with-fd KIND NAME FD COMMAND [ARGUMENT]...

   A shell opens files, directories and pipes; this opens the rest as FD:
   path      NAME by O_PATH
   link      the symbolic link NAME itself, by O_PATH and O_NOFOLLOW
   tmpfile   a file without a name in the directory NAME, by O_TMPFILE
   private   the same with O_EXCL, so that it may never get a name
   memory    a file of memfd_create, called NAME
   socket    one end of a pair of sockets
   Exit status: COMMAND's, or 125 if something could not be opened, or 126 if
   COMMAND could not be run.

   A test program: it stands alone and is compiled without <config.h>.  */

#define _GNU_SOURCE 1
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CANNOT_OPEN = 125, CANNOT_RUN = 126 };

struct how
{
  const char *kind;
  int flags;
};

static const struct how hows[] =
{
  { "path", O_PATH },
  { "link", O_PATH | O_NOFOLLOW },
  { "tmpfile", O_TMPFILE | O_RDWR },
  { "private", O_TMPFILE | O_EXCL | O_RDWR },
};

/* Open NAME as KIND says.  Return a descriptor, or -1.  */
static int
open_as (const char *kind, const char *name)
{
  int pair[2];

  for (size_t i = 0; i < sizeof hows / sizeof hows[0]; i++)
    if (strcmp (kind, hows[i].kind) == 0)
      return open (name, hows[i].flags | O_CLOEXEC, 0600);
  if (strcmp (kind, "memory") == 0)
    return memfd_create (name, MFD_CLOEXEC);
  if (strcmp (kind, "socket") == 0)
    return (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0
            ? pair[0] : -1);
  fprintf (stderr, "with-fd: unknown kind %s\n", kind);
  exit (CANNOT_OPEN);
}

int
main (int argc, char **argv)
{
  if (argc < 5)
    {
      fprintf (stderr, "usage: with-fd KIND NAME FD COMMAND"
               " [ARGUMENT]...\n");
      return CANNOT_OPEN;
    }
  int wanted = atoi (argv[3]);
  int fd = open_as (argv[1], argv[2]);
  if (fd < 0)
    {
      perror (argv[2]);
      return CANNOT_OPEN;
    }
  /* dup2 leaves the descriptor open over exec, unless it is the same.  */
  if (fd == wanted ? fcntl (fd, F_SETFD, 0) < 0 : dup2 (fd, wanted) < 0)
    {
      perror (argv[3]);
      return CANNOT_OPEN;
    }
  execvp (argv[4], argv + 4);
  perror (argv[4]);
  return CANNOT_RUN;
}
