/* What is the next job of a walk about?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_AIM_H
#define FHLN_AIM_H

#include "walk-state.h"

/* W's job is, or will be, about something else than the entries of the deepest
   directory.  */
void aim_elsewhere (struct walker *w);

/* Let W's job be about the entry RECORD of the deepest directory, which is to
   be placed; or if it was about something else, let the caller know that first,
   and RECORD wait.  */
enum walked aim_at_entry (struct walker *w, struct list_record const *record);

/* Let W's job be about NAME in the deepest directory.  */
void aim_at_name (struct walker *w, char const *name);

/* Let W's job be about NODE's directory.  */
void aim_at_directory (struct walker *w, struct node const *node);

/* Let W's job be that NODE's directory failed at STEP, by REFUSAL and ERR,
   which is to be told.  */
enum walked aim_at_failure (struct walker *w, struct node const *node,
                            enum refusal refusal, enum step step, int err);

#endif
