/* Which ids have a mapping in this user namespace, or on a mount?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "id-space.h"

#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "proc.h"

/* A map has at most 340 lines of 33 bytes.  */
enum { NUMBER_SIZE = 12, USUAL_OVERFLOW = 65534, MAP_SIZE = 12 * 1024 };

/* A line of a map.  */
struct id_range
{
  unsigned long inside;
  unsigned long outside;
  unsigned long count;
};

/* Take the line at *TEXT, which is moved behind it, into RANGE.  Return whether
   there is one.  */
static bool
next_range (char const **text, struct id_range *range)
{
  int length = 0;

  if (sscanf (*text, "%lu %lu %lu%n", &range->inside, &range->outside,
              &range->count, &length) != 3)
    return false;
  *text += length;
  return true;
}

bool
map_has (char const *map, uint32_t id, bool outside)
{
  struct id_range range;

  while (next_range (&map, &range))
    {
      unsigned long first = outside ? range.outside : range.inside;
      if (first <= id && id - first < range.count)
        return true;
    }
  return false;
}

/* Does MAP have every id there is?  */
static bool
map_is_whole (char const *map)
{
  struct id_range range;
  unsigned long count = 0;

  while (next_range (&map, &range))
    count += range.count;
  return count >= UINT_MAX;
}

void
see_id_space (enum id_kind kind, struct id_space *space)
{
  char number[NUMBER_SIZE];
  char map[MAP_SIZE];

  *space = (struct id_space) { .overflow = USUAL_OVERFLOW };
  if (read_proc (kind == ID_USER ? "/proc/sys/kernel/overflowuid"
                 : "/proc/sys/kernel/overflowgid", number, sizeof number) > 0)
    space->overflow = strtoul (number, NULL, 10);
  if (read_proc (kind == ID_USER ? "/proc/self/uid_map"
                 : "/proc/self/gid_map", map, sizeof map) < 0)
    return;
  if (!map_has (map, space->overflow, false))
    space->overflow_mapped = ANSWER_NO;
  else if (map_is_whole (map))
    space->overflow_mapped = ANSWER_YES;
}
