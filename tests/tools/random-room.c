/* How is a file system filled, so that a link finds no room?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "random-parts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "tool.h"

enum
{
  LINKS_OF_EXT4 = 65000,
  PATH = 4200
};

static char *
filler (char path[PATH], char const *base, int number)
{
  snprintf (path, PATH, "%.4000s/fill%d", base, number);
  return path;
}

/* Make empty files in BASE until there are no inodes.  */
static void
take_inodes (char const *base)
{
  char path[PATH];
  int number = 0, fd;

  while ((fd = open (filler (path, base, number), O_WRONLY | O_CREAT | O_EXCL,
                     0600))
         >= 0)
    {
      close (fd);
      number++;
    }
  if (errno != ENOSPC)
    die (path);
}

/* Return how much is free on FD's file system; if RESERVED, for users.  */
static off_t
free_bytes (int fd, bool reserved)
{
  struct statfs fs;

  if (fstatfs (fd, &fs) != 0)
    die ("fstatfs");
  return (off_t)(reserved ? fs.f_bavail : fs.f_bfree) * fs.f_bsize;
}

/* Let nothing be free on BASE; or, if RESERVED, nothing for users.  */
static void
take_blocks (char const *base, bool reserved)
{
  char path[PATH];
  int fd = open (filler (path, base, 0), O_WRONLY | O_CREAT | O_EXCL, 0600);
  off_t end = 0, step;

  if (fd < 0)
    die (path);
  for (int tries = 0; (step = free_bytes (fd, reserved)) > 0 && tries < 40;
       tries++)
    {
      for (; step > 0 && fallocate (fd, 0, end, step) != 0; step /= 2)
        continue;
      end += step;
      if (step == 0)
        break;
    }
  close (fd);
}

void
use_up (struct situation const *s, char const *base)
{
  switch ((enum room)s->value[ROOM])
    {
    case NO_INODES:
    case NO_DISK_INODES:
      take_inodes (base);
      break;
    case FULL:
    case RESERVED:
      take_blocks (base, s->value[ROOM] == RESERVED);
      break;
    case ENOUGH:
    case SHORT_DIRECTORY:
    case MANY_LINKS:
    case ROOMS:
      break;
    }
}

void
give_back (struct situation const *s, char const *base)
{
  char path[PATH];
  int number = 0;

  if (s->value[ROOM] != ENOUGH)
    while (unlink (filler (path, base, number)) == 0)
      number++;
}

void
make_links (char const *base)
{
  char first[PATH], name[PATH];

  snprintf (first, sizeof first, "%.4000s/full", base);
  int fd = open (first, O_WRONLY | O_CREAT, 0666);
  if (fd < 0 || fchmod (fd, 0666) != 0)
    die (first);
  close (fd);
  snprintf (name, sizeof name, "%.4000s/links", base);
  mkdir (name, 0700);
  for (int i = 1; i < LINKS_OF_EXT4; i++)
    {
      snprintf (name, sizeof name, "%.4000s/links/%d", base, i);
      if (link (first, name) != 0)
        die (name);
    }
}
