/* Is all known that may have refused?
   SPDX-License-Identifier: GPL-3.0-or-later

   Only then a cause may be told that nothing shows, because no other is
   left.  */

#ifndef FHLN_ELIMINATE_H
#define FHLN_ELIMINATE_H

#include "scene.h"

/* Have all facts been seen on which the refusal of S may depend, and does this
   machine alone decide there?  Then what no fact explains was refused by
   something that cannot be looked at.  */
bool is_all_known (struct scene const *s);

#endif
