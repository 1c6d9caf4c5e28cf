/* What does the text of a file handle say?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "handle-text.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

/* Text still to be read.  */
struct reader
{
  char const *p;
  char const *end;
};

/* Return the value of the lower-case hexadecimal digit C, or -1.  */
static int
digit_value (char c)
{
  if ('0' <= c && c <= '9')
    return c - '0';
  if ('a' <= c && c <= 'f')
    return c - 'a' + 10;
  return -1;
}

/* Read all of R as a hexadecimal number of at most DIGITS digits into
   *VALUE.  Return whether it is one.  */
static bool
read_number (struct reader r, size_t digits, uint64_t *value)
{
  size_t length = r.end - r.p;

  if (length == 0 || length > digits)
    return false;
  *value = 0;
  for (; r.p < r.end; r.p++)
    {
      int digit = digit_value (*r.p);
      if (digit < 0)
        return false;
      *value = *value << 4 | digit;
    }
  return true;
}

/* Read all of R as a handle's bytes into PARTS.  Return whether they are.  */
static bool
read_bytes (struct reader r, struct handle_parts *parts)
{
  size_t length = r.end - r.p;

  if (length == 0 || length % 2 != 0 || length / 2 > HANDLE_BYTES_MAX)
    return false;
  parts->count = length / 2;
  for (size_t i = 0; i < parts->count; i++)
    {
      int high = digit_value (r.p[2 * i]);
      int low = digit_value (r.p[2 * i + 1]);
      if (high < 0 || low < 0)
        return false;
      parts->bytes[i] = high << 4 | low;
    }
  return true;
}

/* Read all of R as a handle's type into PARTS.  */
static bool
read_type (struct reader r, struct handle_parts *parts)
{
  uint64_t type;

  if (!read_number (r, 8, &type) || type > INT_MAX)
    return false;
  parts->type = type;
  return true;
}

/* Return the part of R before the next of SEPARATORS or its end; *R begins
   behind that then.  */
static struct reader
next_part (struct reader *r, char const *separators)
{
  struct reader part = *r;

  part.end = part.p + strcspn (part.p, separators);
  r->p = part.end < r->end ? part.end + 1 : r->end;
  return part;
}

/* Read FSID:TYPE:BYTES from R into PARTS.  */
static bool
read_triple (struct reader r, struct handle_parts *parts)
{
  struct reader fsid = next_part (&r, ":");
  struct reader type = next_part (&r, ":");

  parts->has_fsid = true;
  return (fsid.end - fsid.p == 16 && read_number (fsid, 16, &parts->fsid)
          && read_type (type, parts) && read_bytes (r, parts));
}

/* What a line of fdinfo has told so far.  */
struct fdinfo
{
  struct handle_parts *parts;
  uint64_t count;
  bool has_count;
  bool has_type;
  bool has_bytes;
};

/* Is the text of R WORD?  */
static bool
is_word (struct reader r, char const *word)
{
  size_t length = strlen (word);

  return (size_t) (r.end - r.p) == length && memcmp (r.p, word, length) == 0;
}

/* Take the field KEY:VALUE of a line of fdinfo into F.  Fields that are not
   about the file are passed over.  Return false if it is malformed, or there
   twice.  */
static bool
take_field (struct fdinfo *f, struct reader key, struct reader value)
{
  struct handle_parts *parts = f->parts;
  uint64_t number;

  if (is_word (key, "fhandle-bytes"))
    return (!f->has_count
            && (f->has_count = read_number (value, 8, &f->count)));
  if (is_word (key, "fhandle-type"))
    return !f->has_type && (f->has_type = read_type (value, parts));
  if (is_word (key, "f_handle"))
    return !f->has_bytes && (f->has_bytes = read_bytes (value, parts));
  if (is_word (key, "ino"))
    return (!parts->has_ino
            && (parts->has_ino = read_number (value, 16, &parts->ino)));
  if (is_word (key, "sdev"))
    {
      if (parts->has_sdev || !read_number (value, 8, &number))
        return false;
      parts->has_sdev = true;
      parts->sdev = number;
    }
  return true;
}

/* Read a line of fdinfo, of inotify or fanotify, from R into PARTS.  */
static bool
read_fdinfo (struct reader r, struct handle_parts *parts)
{
  struct fdinfo f = { .parts = parts };

  while (r.p < r.end)
    {
      struct reader field = next_part (&r, " \t\n");
      struct reader key = field;
      char const *colon = memchr (field.p, ':', field.end - field.p);

      if (colon)
        {
          key.end = colon;
          field.p = colon + 1;
          if (!take_field (&f, key, field))
            return false;
        }
      else if (field.p != field.end && !is_word (field, "inotify")
               && !is_word (field, "fanotify"))
        return false;
    }
  return (f.has_count && f.has_type && f.has_bytes
          && f.count == parts->count);
}

int
parse_handle (char const *text, struct handle_parts *parts)
{
  struct reader r = { text, text + strlen (text) };

  *parts = (struct handle_parts) { .count = 0 };
  return ((strstr (text, "f_handle:") ? read_fdinfo (r, parts)
           : read_triple (r, parts))
          ? 0 : EINVAL);
}

void
format_handle (struct handle_parts const *parts, char text[HANDLE_TEXT_SIZE])
{
  static char const digits[] = "0123456789abcdef";
  char *p = text;

  p += sprintf (p, "%016llx:%lx:", (unsigned long long) parts->fsid,
                (unsigned long) parts->type);
  for (size_t i = 0; i < parts->count; i++)
    {
      *p++ = digits[parts->bytes[i] >> 4];
      *p++ = digits[parts->bytes[i] & 0xf];
    }
  *p = '\0';
}
