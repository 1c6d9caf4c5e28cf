/* Which ids have a mapping in this user namespace, or on a mount?
   SPDX-License-Identifier: GPL-3.0-or-later

   An id without a mapping shows as the overflow id, 65534 mostly, which may be
   that of somebody as well.  See user_namespaces(7).  */

#ifndef FHLN_ID_SPACE_H
#define FHLN_ID_SPACE_H

#include <stdbool.h>
#include <stdint.h>

#include "answer.h"

enum id_kind
{
  ID_USER,
  ID_GROUP
};

struct id_space
{
  uint32_t overflow;            /* as which an id without mapping shows */
  enum answer overflow_mapped;  /* has every id that shows so a mapping?  No:
                                   none has */
};

/* Fill SPACE for the ids of KIND in this user namespace.  */
void see_id_space (enum id_kind kind, struct id_space *space);

/* Has an id that shows as ID in SPACE a mapping?  */
static inline enum answer
has_mapping (struct id_space const *space, uint32_t id)
{
  return id != space->overflow ? ANSWER_YES : space->overflow_mapped;
}

/* What MAP, lines as of uid_map(5), says: does it lead to the id ID?  With
   OUTSIDE it is the second number of a line that counts.  */
bool map_has (char const *map, uint32_t id, bool outside);

#endif
