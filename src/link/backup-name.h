/* What will the old file be called?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_BACKUP_NAME_H
#define FHLN_BACKUP_NAME_H

#include "replacement.h"

/* Choose R's BACKUP and EXCLUSIVE.  */
void choose_backup (struct replacement *r);

/* R's BACKUP is taken: choose the next number.  Nothing is allocated that could
   end the run.  */
void choose_next_backup (struct replacement *r);

/* The run has made R's BACKUP.  */
void remember_backup (struct replacement *r);

/* Free BACKUPS, which may be null.  */
void backups_free (struct backups *backups);

#endif
