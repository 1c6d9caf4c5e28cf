/* What does a file name consist of?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "name.h"

#include <string.h>

#include "basename-lgpl.h"
#include "unistr.h"
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

char *
base_of (char const *name)
{
  size_t length;
  char const *base = base_name_of (name, &length);

  return ximemdup0 (base, length);
}

char *
parent_of (char const *name)
{
  size_t length = parent_length (name);

  return length != 0 ? ximemdup0 (name, length) : xstrdup (".");
}

bool
ends_in_slash (char const *name)
{
  size_t length = strlen (name);

  return length != 0 && name[length - 1] == '/';
}

bool
is_odd_name (char const *name, size_t length)
{
  if (length == 0)
    return false;
  if (u8_check ((uint8_t const *) name, length)
      || name[length - 1] == '.' || name[length - 1] == ' ')
    return true;
  for (size_t i = 0; i < length; i++)
    if ((unsigned char) name[i] < ' ' || strchr ("\"*:<>?\\|\177", name[i]))
      return true;
  return false;
}
