/* What is the next name of a stream?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RECORDS_H
#define FHLN_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "attribute.h"
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

/* Take the name at *P from R, of which what is read ends at END, as NAME, with
   its parent if WHOLE.  *P is behind it then.  Return false if it is not there,
   or not whole.  */
ATTRIBUTE_ALWAYS_INLINE static inline bool
record_take (struct records const *r, char **p, char const *end,
             struct record *name, bool whole)
{
  if (*p >= end)
    return false;

  struct scanned scanned = (whole ? scan_name (*p)
                            : (struct scanned) { scan_length (*p), 0 });
  /* There is always a NUL behind what was read: the last name may lack its own,
     but only there.  */
  if (*p + scanned.length == end && !r->eof)
    return false;
  *name = (struct record) { *p, scanned.length, scanned.parent };
  *p += scanned.length + 1;
  return true;
}

/* Is NAME to be taken?  MEMORY is the caller's.  */
typedef bool wanted_function (void *memory, struct record const *name);

/* Take COUNT names, one or two, from R at once, into RECORD, of which the last
   one is WANTED with MEMORY, and pass over those before; they stay until the
   next records_read.  Return how many were taken: COUNT; 0 if more must be read
   first or, where R's EOF is set, nothing is left; at the very end fewer than
   COUNT.  */
ATTRIBUTE_ALWAYS_INLINE static inline int
records_take_wanted (struct records *r, int count, struct record *record,
                     wanted_function *wanted, void *memory)
{
  char *p = r->buffer + r->begin;
  char const *end = r->buffer + r->end;
  char *start;
  int taken;

  do
    {
      start = p;
      taken = record_take (r, &p, end, &record[0], !wanted || count == 1);
      if (taken != 0 && count > 1)
        taken += record_take (r, &p, end, &record[1], true);
    }
  while (taken == count && wanted && !wanted (memory, &record[count - 1]));
  if (taken < count && !r->eof)
    {
      p = start;
      taken = 0;
    }
  r->begin = p - r->buffer;
  if (wanted && taken > 1)
    record[0].parent = scan_name (start).parent;
  return taken;
}

/* As records_take_wanted, of all names.  */
ATTRIBUTE_ALWAYS_INLINE static inline int
records_take (struct records *r, int count, struct record *record)
{
  return records_take_wanted (r, count, record, NULL, NULL);
}

#endif
