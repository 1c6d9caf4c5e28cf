/* What does a file name consist of?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "name.h"

#include <string.h>

#include "basename-lgpl.h"

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
