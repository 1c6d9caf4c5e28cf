/* What becomes of a directory that is found inside a tree?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_OFFER_H
#define FHLN_OFFER_H

#include "walk-state.h"

/* Take the entry RECORD of W's deepest directory, which is listed as a
   directory.  It is opened at SOURCE, and W's job is to make it; or to link it,
   if it is none by now.  */
enum walked offer_subdirectory (struct walker *w,
                                struct list_record const *record);

#endif
