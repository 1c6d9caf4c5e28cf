/* What does a file name consist of?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "name.h"

#include <string.h>

#include "basename-lgpl.h"
#include "xalloc.h"

char const *
base_name_of (char const *name, size_t *length)
{
  char const *base = last_component (name);

  *length = base_len (base);
  return base;
}

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
