/* What number has a backup?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "numbered.h"

#include <string.h>

#include "spelling.h"

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

bool
is_less (char const *a, char const *b)
{
  size_t length[2] = { strspn (a, "0123456789"), strspn (b, "0123456789") };

  return (length[0] != length[1] ? length[0] < length[1]
          : memcmp (a, b, length[0]) < 0);
}

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

size_t
room_for (char const *base, size_t limit, size_t suffix)
{
  size_t room = limit > suffix ? limit - suffix : 0;

  return strlen (base) <= room ? strlen (base) : cut_at (base, room);
}

void
write_numbered (char *name, char const *base, size_t limit,
                char const *number)
{
  size_t kept = room_for (base, limit, strlen (number) + strlen (".~~"));

  memmove (name, base, kept);
  strcpy (stpcpy (stpcpy (name + kept, ".~"), number), "~");
}
