/* Which directory entries did this run make?  (The just-created guard.)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_MADE_H
#define FHLN_MADE_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/look.h"

/* The entries.  */
struct made;

/* What an entry is known by.  */
struct made_key
{
  unsigned char digest[12];     /* of the directory and the folded name */
  uint32_t spelling;
};

/* What is known of an entry.  */
struct made_found
{
  enum
  {
    MADE_NOT,
    MADE_ALIKE,                 /* a name that a directory may take for it */
    MADE_SO                     /* this name */
  } spelling;
  bool backed_up;               /* an old file was there */
};

/* Return a new, empty set, to be freed with made_free.  */
struct made *made_new (void);

/* Free MADE, which may be null.  */
void made_free (struct made *made);

/* Return the key of the entry BASE in the directory that PARENT looked at.  */
struct made_key made_key (struct look const *parent, char const *base);

/* Return what MADE knows of the entry of KEY.  */
struct made_found made_find (struct made const *made, struct made_key key);

/* Add the entry of KEY to MADE if it is not there; BACKED_UP if the old file of
   that name is its backup now.  */
void made_add (struct made *made, struct made_key key, bool backed_up);

#endif
