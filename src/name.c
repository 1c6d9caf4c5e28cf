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
