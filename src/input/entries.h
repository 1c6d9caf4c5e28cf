/* Which entry of a directory comes next?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_ENTRIES_H
#define FHLN_ENTRIES_H

#include "walk-state.h"

/* Return the next entry of W's deepest directory, and store 0 in *ERR; or NULL
   and 0 if there is none left, or NULL and an errno.  */
struct list_record const *next_record (struct walker *w, int *err);

#endif
