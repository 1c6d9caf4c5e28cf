/* Which names lead through a tree to where a job lies?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree-place.h"

#include <string.h>

size_t
trail_length (struct trail const *trail)
{
  size_t length = 0;

  for (; trail; trail = trail->up)
    length += strlen (trail->name) + 1;
  return length;
}

char *
put_trail (char *end, struct trail const *trail)
{
  for (; trail; trail = trail->up)
    {
      size_t length = strlen (trail->name);
      *--end = '/';
      end -= length;
      memcpy (end, trail->name, length);
    }
  return end;
}
