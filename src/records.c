/* What is the next name of a stream?
   SPDX-License-Identifier: GPL-3.0-or-later

   Names end in NUL and are read in place, from one buffer of constant size.
   Nothing is read before it is asked for: whoever asks may first tell what
   has been done so far.  */

#include <config.h>

#include "fhln.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "platform/process.h"
#include "xalloc.h"

enum { BUFFER_SIZE = 128 * 1024 };

/* Open the stream FILE, "-" for standard input, as R.  Return 0 or an
   errno.  */
int
records_open (struct records *r, char const *file)
{
  *r = (struct records) { .fd = STDIN_FILENO };
  if (strcmp (file, "-") != 0)
    {
      r->fd = above_standard (open (file, O_RDONLY | O_CLOEXEC));
      if (r->fd < 0)
        return errno;
    }
  r->buffer = xmalloc (BUFFER_SIZE + 1);
  return 0;
}

/* Does R hold no whole set of names, but a full buffer?  Then its last name
   is longer than any that the system takes: keep what shows that, and pass
   over the rest.  */
static void
cut_long_name (struct records *r)
{
  char *start = r->buffer + r->begin;
  char *end = r->buffer + r->end;
  char *last = memrchr (start, '\0', end - start);
  size_t kept = (last ? last + 1 : start) - r->buffer + PATH_MAX;

  if (kept < r->end)
    r->end = kept;
  r->skipping = true;
}

/* Of the LENGTH bytes just read behind R's end, keep those behind the end of
   the name that is passed over.  */
static size_t
skip (struct records *r, size_t length)
{
  char *fresh = r->buffer + r->end;
  char *nul = memchr (fresh, '\0', length);

  if (!nul)
    return 0;
  r->skipping = false;
  length -= nul - fresh;
  memmove (fresh, nul, length);
  return length;
}

/* Read more of the stream.  Return 0 or an errno; at the end of the stream
   R's EOF is set.  */
int
records_read (struct records *r)
{
  ssize_t length;

  memmove (r->buffer, r->buffer + r->begin, r->end - r->begin);
  r->end -= r->begin;
  r->begin = 0;
  if (r->end == BUFFER_SIZE)
    cut_long_name (r);
  do
    length = read (r->fd, r->buffer + r->end, BUFFER_SIZE - r->end);
  while (length < 0 && errno == EINTR);
  if (length < 0)
    {
      int err = errno;
      r->eof = true;
      r->begin = r->end = 0;
      return err;
    }
  if (length == 0)
    r->eof = true;
  r->end += r->skipping ? skip (r, length) : (size_t) length;
  return 0;
}

/* Take COUNT names from R at once, into TEXT and LENGTH; they stay until the
   next records_read.  Return how many were taken: COUNT; 0 if more must be
   read first or, where R's EOF is set, nothing is left; at the very end fewer
   than COUNT.  */
int
records_take (struct records *r, int count, struct record *record)
{
  char *p = r->buffer + r->begin;
  char *end = r->buffer + r->end;
  int taken = 0;

  for (; taken < count && p < end; taken++)
    {
      char *nul = memchr (p, '\0', end - p);
      if (!nul)
        {
          /* The last name may lack its NUL; there is room for one.  */
          if (!r->eof)
            break;
          *end = '\0';
          nul = end;
        }
      record[taken] = (struct record) { p, nul - p };
      p = nul < end ? nul + 1 : end;
    }
  if (taken < count && !r->eof)
    return 0;
  r->begin = p - r->buffer;
  return taken;
}
