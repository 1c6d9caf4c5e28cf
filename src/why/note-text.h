/* How does a note show a name, a number, an owner, a size, a place?
   SPDX-License-Identifier: GPL-3.0-or-later

   Each returns a text, allocated.  */

#ifndef FHLN_NOTE_TEXT_H
#define FHLN_NOTE_TEXT_H

#include "scene.h"

/* Return NAME quoted, or NULL if NAME is null.  */
char *quoted (char const *name);

/* Return TEXT, which is allocated, quoted, or NULL if it is null; free it.  */
char *quoted_text (char *text);

/* Return WORD, which others may have chosen, quoted only where it must be.  */
char *plain (char const *word);

/* Return VALUE in digits.  */
char *number (uint64_t value);

/* Return the number that VALUE, an option's, begins with; NULL if it begins
   with none, or is null.  */
char *digits_of (char const *value);

/* Return the beginning of the last component of NAME, quoted.  */
char *shortened (char const *name);

/* Return the permission bits of MODE, as chmod takes them.  */
char *mode_text (mode_t mode);

/* Return the user or group ID, which NAME, if it is not null, is the name
   of.  */
char *id_text (enum id_kind kind, char const *name, uint32_t id);

/* Return who owns the file of LOOK on MOUNT; NAME is the owner's, or null.  */
char *owner_text (struct scene const *s, struct mount_facts const *mount,
                  struct look const *look, char const *name);

/* Return BYTES for a reader.  */
char *size_text (uint64_t bytes);

/* Return where MOUNT is.  */
char *mount_text (struct mount_facts const *mount);

/* Return "TYPE PREPOSITION 'POINT'", or as much of it as is known; NULL if that
   is nothing.  */
char *file_system (struct mount_facts const *mount, char const *preposition);

/* Return what LOOK shows, with an article.  */
char *kind_text (struct look const *look);

#endif
