/* How do the names of links that could not be made reach --failed0-to's file?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "failed-pairs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "deep.h"
#include "full-write.h"
#include "operand.h"
#include "platform/process.h"
#include "xalloc.h"

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
    pairs->fd = open_file_deep (file, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY);
  return pairs->fd < 0 ? errno : 0;
}

/* PAIRS cannot be written, by ERR: forget them.  Return ERR.  */
static int
give_up (struct failed_pairs *pairs, int err)
{
  if (pairs->fd >= 0)
    close (pairs->fd);
  pairs->fd = -1;
  pairs->err = err;
  return err;
}

int
pairs_add (struct failed_pairs *pairs, char const *src, char const *dst)
{
  size_t src_size = strlen (src) + 1;
  size_t dst_size = strlen (dst) + 1;

  if (pairs->fd < 0)
    return 0;
  char *pair = xmalloc (src_size + dst_size);
  memcpy (pair, src, src_size);
  memcpy (pair + src_size, dst, dst_size);
  size_t size = src_size + dst_size;
  int err = (full_write (pairs->fd, pair, size) < size
             ? give_up (pairs, errno) : 0);
  free (pair);
  return err;
}

int
pairs_close (struct failed_pairs *pairs)
{
  int fd = pairs->fd;

  pairs->fd = -1;
  return fd >= 0 && close (fd) != 0 ? give_up (pairs, errno) : 0;
}
