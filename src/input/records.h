/* What is the next name of a stream?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RECORDS_H
#define FHLN_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "name.h"
#include "scan.h"

enum
{
  CUT_NAME = LONGEST_NAME + 1,  /* so long that it shows that it is too long */
  ROOM_TO_READ = 16 * 1024,     /* beside two of these */
  RECORDS_BUFFER = 2 * (CUT_NAME + 1) + ROOM_TO_READ
};

/* A stream of names that end in NUL.  */
struct records
{
  int fd;
  bool eof;
  bool skipping;                /* the rest of a name that is too long */
  bool has_nul;                 /* one was read */
  bool has_lines;               /* none was, but newlines: as much as there is
                                   of the first name is there to be taken */
  size_t begin;                 /* what is read but not taken */
  size_t end;
  char *buffer;
};

struct record
{
  char const *text;
  size_t length;
  size_t parent;                /* bytes up to its last slash, or 0 */
};

/* Open the stream FILE, "-" for standard input, as R.  Return 0 or an
   errno.  */
int records_open (struct records *r, char const *file);

/* Is FILE what standard input is, so that to read a name takes it from there?
   Not opened for that: a FIFO would be waited for.  Other devices than
   terminals have nothing to take away.  */
bool records_take_answers (char const *file);

/* Read more of the stream.  Return 0 or an errno; at the end of the stream
   R's EOF is set.  */
int records_read (struct records *r);

/* It is done for each name, so it is done in line.  */

/* Take COUNT names, one or two, from R at once, into RECORD; they stay until
   the next records_read.  Return how many were taken: COUNT; 0 if more must be
   read first or, where R's EOF is set, nothing is left; at the very end fewer
   than COUNT.  */
static inline int
records_take (struct records *r, int count, struct record *record)
{
  char *p = r->buffer + r->begin;
  char *end = r->buffer + r->end;
  int taken = 0;

  for (; taken < count && p < end; taken++)
    {
      struct scanned scanned = scan_name (p);

      /* There is always a NUL behind what was read: the last name may lack
         its own, but only there.  */
      if (p + scanned.length == end && !r->eof)
        break;
      record[taken] = (struct record) { p, scanned.length, scanned.parent };
      p += scanned.length + 1;
    }
  if (taken < count && !r->eof)
    return 0;
  r->begin = p - r->buffer;
  return taken;
}

#endif
