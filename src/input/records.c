/* What is the next name of a stream?
   SPDX-License-Identifier: GPL-3.0-or-later

   Names end in NUL and are read in place, from one buffer of constant size.
   Nothing is read before it is asked for: whoever asks may first tell what
   has been done so far.  */

#include <config.h>

#include "records.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "deep.h"
#include "platform/look.h"
#include "platform/process.h"
#include "xalloc.h"

int
records_open (struct records *r, char const *file)
{
  *r = (struct records) { .fd = STDIN_FILENO };
  if (strcmp (file, "-") != 0)
    {
      r->fd = open_file_deep (file, O_RDONLY);
      if (r->fd < 0)
        return errno;
    }
  r->buffer = xmalloc (RECORDS_BUFFER + SCAN_SLACK);
  return 0;
}

/* Is FILE, a device, the terminal that is standard input?  */
static bool
is_terminal_of_input (char const *file)
{
  int fd = (isatty (STDIN_FILENO)
            ? open_file_deep (file, O_RDONLY | O_NOCTTY | O_NONBLOCK) : -1);
  bool same = fd >= 0 && is_same_terminal (STDIN_FILENO, fd);

  if (fd >= 0)
    close (fd);
  return same;
}

bool
records_take_answers (char const *file)
{
  struct look names, input;

  if (look_at_deep (AT_FDCWD, file, &names) != 0
      || look_at_descriptor (STDIN_FILENO, &input) != 0)
    return false;
  if (!is_same_file (&names, &input))
    return (S_ISCHR (names.mode) && S_ISCHR (input.mode)
            && is_terminal_of_input (file));
  return !S_ISCHR (input.mode) || isatty (STDIN_FILENO);
}

/* R's buffer is full, and holds no whole set of names: cut those that are
   longer than LONGEST_NAME, so far that this still shows.  The rest of the last
   one is yet to come.  */
static void
cut_long_names (struct records *r)
{
  char *p = r->buffer + r->begin;
  char *end = r->buffer + r->end;
  char *nul;

  for (; (nul = memchr (p, '\0', end - p)); p = nul + 1)
    if (nul - p > CUT_NAME)
      {
        memmove (p + CUT_NAME, nul, end - nul);
        end -= nul - p - CUT_NAME;
        nul = p + CUT_NAME;
      }
  if (end - p > CUT_NAME)
    {
      end = p + CUT_NAME;
      r->skipping = true;
    }
  r->end = end - r->buffer;
}

/* Look whether the names of R, of which not one has ended so far, end in
   newlines; LENGTH bytes were just read.  It shows where no more of the first
   one can come.  */
static void
look_for_lines (struct records *r, size_t length)
{
  r->has_nul = memchr (r->buffer + r->end, '\0', length) != NULL;
  r->has_lines = (!r->has_nul && !r->skipping
                  && (r->eof || r->end + length == RECORDS_BUFFER)
                  && memchr (r->buffer, '\n', r->end + length) != NULL);
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

int
records_read (struct records *r)
{
  ssize_t length;

  memmove (r->buffer, r->buffer + r->begin, r->end - r->begin);
  r->end -= r->begin;
  r->begin = 0;
  if (r->end == RECORDS_BUFFER)
    cut_long_names (r);
  do
    length = read (r->fd, r->buffer + r->end, RECORDS_BUFFER - r->end);
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
  if (!r->has_nul)
    look_for_lines (r, length);
  r->end += r->skipping ? skip (r, length) : (size_t) length;
  memset (r->buffer + r->end, 0, SCAN_SLACK);
  return 0;
}
