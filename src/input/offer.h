/* What becomes of a directory that is found inside a tree?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_OFFER_H
#define FHLN_OFFER_H

#include "walk-state.h"

/* Take the entry RECORD of W's deepest directory, which is listed as a
   directory, and store in *WALKED what is to be done.  It is opened at SOURCE,
   and W's job is to make it; or to link it, if it is none by now.  Return false
   if that is to be left out.  */
bool offer_subdirectory (struct walker *w, struct list_record const *record,
                         enum walked *walked);

#endif
