/* What would the system answer if a link were made?  (--dry-run)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_FORESEE_H
#define FHLN_FORESEE_H

#include "entry.h"
#include "placer.h"

/* Return what the linker of JOB would answer if it made JOB's link, 0 or an
   errno, as far as looking tells: permissions and limits are not asked for.  */
int foresee_link (struct placer *placer, struct job *job);

/* As foresee_link, of a link under a name that is free in the directory of
   ENTRY, where JOB's DEST lies.  */
int foresee_free (struct job const *job, struct entry const *entry);

/* -w: would JOB's symbolic link lead nowhere?  Return why, or 0.  */
int foresee_missing (struct placer *placer, struct job *job);

#endif
