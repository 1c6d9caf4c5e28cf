/* What are the entries of one directory after the other called?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PATH_H
#define FHLN_PATH_H

#include <stddef.h>

struct trail;

/* A name that grows and shrinks.  */
struct path
{
  char *text;                   /* allocated, or NULL */
  size_t length;                /* of what a directory's entries have in
                                   common */
  size_t size;
};

/* Let PATH's entries be those of the directory to which TRAIL leads from ROOT:
   after UPWARDS, for each directory on the way, and ROOT, which may be
   empty.  */
void path_enter (struct path *path, char const *upwards, char const *root,
                 struct trail const *trail);

/* Return the name of the entry NAME in PATH, which is valid until the next
   one.  */
char const *path_of (struct path *path, char const *name);

/* Free what PATH owns.  */
void path_free (struct path *path);

#endif
