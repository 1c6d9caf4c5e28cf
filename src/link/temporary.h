/* How does SOURCE get a temporary name beside DEST, and how does that go again?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_TEMPORARY_H
#define FHLN_TEMPORARY_H

#include "replacement.h"

/* Would the system refuse to take a temporary name of R out of its directory,
   which PARENT looked at, or to move it over what DST and BACKUP (or null)
   looked at?  Then a name would stay that nobody can remove.  */
bool keeps_names (struct replacement const *r, struct look const *parent,
                  struct look const *dst, struct look const *backup);

/* Give R its temporary names, which are still to be made.  */
void name_temporary (struct replacement *r);

/* Give SOURCE the temporary name of R.  Return whether it has it; else R has
   failed.  */
bool make_temporary (struct replacement *r);

/* Fill R's MADE.  Return whether that is known; else R has failed.  */
bool look_at_temporary (struct replacement *r);

/* R's temporary name was never moved, or has been moved back: remove it.  */
void remove_temporary (struct replacement *r);

/* R has failed at STEP with ERR, and its temporary name was never moved, or has
   been moved back: remove it.  */
void give_up (struct replacement *r, enum step step, int err);

/* NAME stays in DEST's directory; OLD if it is a name of the old file.  */
void leave_behind (struct replacement *r, char const *name, bool old);

/* The new link stands at DEST: remove the temporary name if that is still
   there, too.  */
void clear_temporary (struct replacement *r);

#endif
