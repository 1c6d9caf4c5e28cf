/* How do the names of links that could not be made reach --failed0-to's file?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "failed-pairs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "operand.h"
#include "platform/process.h"
#include "xalloc.h"

enum { PAIRS_SIZE = 64 * 1024 };

void
pairs_start (struct failed_pairs *pairs)
{
  *pairs = (struct failed_pairs) { .fd = -1 };
}

int
pairs_open (struct failed_pairs *pairs, char const *file)
{
  int fd = output_descriptor (file);

  if (fd >= 0)
    pairs->fd = duplicate_to_write (fd);
  else
    pairs->fd = above_standard (open (file, O_WRONLY | O_CREAT | O_TRUNC
                                      | O_NOCTTY | O_CLOEXEC, 0666));
  if (pairs->fd < 0)
    return errno;
  pairs->buffer = xmalloc (PAIRS_SIZE);
  return 0;
}

/* PAIRS cannot be written, by ERR: forget them.  Return ERR.  */
static int
give_up (struct failed_pairs *pairs, int err)
{
  if (pairs->fd >= 0)
    close (pairs->fd);
  pairs->fd = -1;
  pairs->pending = 0;
  pairs->err = err;
  return err;
}

int
pairs_flush (struct failed_pairs *pairs)
{
  size_t written = 0;

  while (written < pairs->pending)
    {
      ssize_t n = write (pairs->fd, pairs->buffer + written,
                         pairs->pending - written);
      if (n >= 0)
        written += n;
      else if (errno != EINTR)
        return give_up (pairs, errno);
    }
  pairs->pending = 0;
  return 0;
}

/* Add NAME to PAIRS.  Return 0 or an errno.  */
static int
add_name (struct failed_pairs *pairs, char const *name)
{
  size_t length = strlen (name) + 1;

  while (length > 0)
    {
      size_t room = PAIRS_SIZE - pairs->pending;
      size_t part = length < room ? length : room;
      memcpy (pairs->buffer + pairs->pending, name, part);
      pairs->pending += part;
      name += part;
      length -= part;
      int err = pairs->pending == PAIRS_SIZE ? pairs_flush (pairs) : 0;
      if (err != 0)
        return err;
    }
  return 0;
}

/* A pair that fits is written by one call.  */
int
pairs_add (struct failed_pairs *pairs, char const *src, char const *dst)
{
  size_t length = strlen (src) + strlen (dst) + 2;
  int err = 0;

  if (pairs->fd < 0)
    return 0;
  if (pairs->pending + length > PAIRS_SIZE)
    err = pairs_flush (pairs);
  if (err == 0)
    err = add_name (pairs, src);
  if (err == 0)
    err = add_name (pairs, dst);
  return err;
}

int
pairs_close (struct failed_pairs *pairs)
{
  int err = pairs_flush (pairs);

  if (err == 0 && pairs->fd >= 0 && close (pairs->fd) != 0)
    {
      pairs->fd = -1;
      err = give_up (pairs, errno);
    }
  pairs->fd = -1;
  free (pairs->buffer);
  pairs->buffer = NULL;
  return err;
}
