/* What does one operand mean?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "fhln.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "basename-lgpl.h"
#include "spelling.h"
#include "xalloc.h"

/* Return where the last component of NAME starts, and store its length
   without trailing slashes in *LENGTH (0 if NAME is empty or all slashes).  */
char const *
base_name_of (char const *name, size_t *length)
{
  char const *base = last_component (name);

  *length = base_len (base);
  return base;
}

/* Return the length of the part of NAME that names the directory of its
   last component, 0 if NAME is a single component.  */
size_t
parent_length (char const *name)
{
  return last_component (name) - name;
}

bool
ends_in_slash (char const *name)
{
  size_t length = strlen (name);

  return length != 0 && name[length - 1] == '/';
}

/* Store in *FD the descriptor that TEXT gives as a decimal number.
   Return 0, or EINVAL if it is none.  */
int
parse_descriptor (char const *text, int *fd)
{
  int number = 0;
  char const *p = text;
  for (; '0' <= *p && *p <= '9'; p++)
    {
      int digit = *p - '0';
      if (number > (INT_MAX - digit) / 10)
        return EINVAL;
      number = number * 10 + digit;
    }
  if (p == text || *p != '\0')
    return EINVAL;
  *fd = number;
  return 0;
}

/* As parse_descriptor, for a directory: "cwd" is AT_FDCWD.  */
int
parse_dirfd (char const *text, int *fd)
{
  if (strcmp (text, "cwd") != 0)
    return parse_descriptor (text, fd);
  *fd = AT_FDCWD;
  return 0;
}

/* Read the text of SRC as its kind wants it: a descriptor's number into
   SRC->fd, a handle into *HANDLE, which SRC->handle then points to.
   Return 0, or EINVAL if it is malformed.  */
int
parse_source (struct source *src, fhandle_t *handle)
{
  struct handle_parts parts;
  int err;

  switch (src->kind)
    {
    case SOURCE_PATH:
    case SOURCE_VIA_HANDLE:
      break;
    case SOURCE_FD:
      return parse_descriptor (src->text, &src->fd);
    case SOURCE_HANDLE:
      src->handle = handle;
      err = parse_handle (src->text, &parts);
      return err != 0 ? err : fh_from_parts (&parts, handle);
    }
  return 0;
}

/* Return how many bytes of the absolute names A and B their common leading
   components take, as an offset into both; it is at a slash or an end.  */
static size_t
common_length (char const *a, char const *b)
{
  size_t i = 0;
  size_t common = 0;

  for (; a[i] == b[i] && a[i] != '\0'; i++)
    if (a[i] == '/')
      common = i;
  if ((a[i] == '\0' || a[i] == '/') && (b[i] == '\0' || b[i] == '/'))
    common = i;
  return common;
}

/* Return the name by which FILE is reached from DIRECTORY.  Both are absolute
   and canonical.  The result is allocated with malloc.  */
char *
relative_to (char const *file, char const *directory)
{
  size_t common = common_length (file, directory);
  char const *down = file + common;
  char const *up = directory + common;
  size_t levels = 0;

  down += strspn (down, "/");
  up += strspn (up, "/");
  for (char const *p = up; *p != '\0'; p += strspn (p, "/"))
    {
      levels++;
      p += strcspn (p, "/");
    }

  char *result = xmalloc (levels * strlen ("../") + strlen (down)
                          + sizeof ".");
  char *end = result;
  for (; levels != 0; levels--)
    end = stpcpy (end, "../");
  end = stpcpy (end, down);
  if (end == result)
    strcpy (end, ".");
  else if (end[-1] == '/')
    *--end = '\0';
  return result;
}

/* If NAME is that of a numbered backup, BASE.~N~, return where N begins and
   store in *LENGTH the length of BASE; else return NULL.  Of more digits than a
   name has bytes it is none: a server may list longer names.  */
char const *
parse_numbered (char const *name, size_t *length)
{
  size_t end = strlen (name);
  size_t start = end != 0 ? end - 1 : 0;

  while (start != 0 && '0' <= name[start - 1] && name[start - 1] <= '9')
    start--;
  if (end == 0 || name[end - 1] != '~' || start == end - 1
      || end - 1 - start > NUMBER_DIGITS_MAX || name[start] == '0' || start < 3
      || memcmp (name + start - 2, ".~", 2) != 0)
    return NULL;
  *length = start - 2;
  return name + start;
}

/* Is the number that A begins with less than B's?  */
bool
is_less (char const *a, char const *b)
{
  size_t length[2] = { strspn (a, "0123456789"), strspn (b, "0123456789") };

  return (length[0] != length[1] ? length[0] < length[1]
          : memcmp (a, b, length[0]) < 0);
}

/* Add one to the decimal number TEXT, which has room for one more digit.  */
void
increment (char *text)
{
  size_t i = strlen (text);

  while (i != 0 && text[i - 1] == '9')
    text[--i] = '0';
  if (i != 0)
    text[i - 1]++;
  else
    {
      memmove (text + 1, text, strlen (text) + 1);
      *text = '1';
    }
}

/* Return how much of BASE a name of at most LIMIT bytes has room for before
   SUFFIX bytes; no character of UTF-8 is divided.  */
size_t
room_for (char const *base, size_t limit, size_t suffix)
{
  size_t room = limit > suffix ? limit - suffix : 0;

  return strlen (base) <= room ? strlen (base) : cut_at (base, room);
}

/* Write the name of BASE's backup NUMBER, decimal digits, of at most LIMIT
   bytes, to NAME, which has room for both and five bytes more.  */
void
write_numbered (char *name, char const *base, size_t limit,
                char const *number)
{
  size_t kept = room_for (base, limit, strlen (number) + strlen (".~~"));

  memmove (name, base, kept);
  strcpy (stpcpy (stpcpy (name + kept, ".~"), number), "~");
}
