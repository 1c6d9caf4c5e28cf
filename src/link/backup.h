/* How does the old file keep a name while the new link takes DEST's?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_BACKUP_H
#define FHLN_BACKUP_H

#include "replacement.h"

/* The temporary name is made: let the new link take DEST's place, and the old
   file get its backup's name.  JOB's end is written.  */
void replace_and_keep (struct replacement *r);

#endif
