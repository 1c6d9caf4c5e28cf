/* What is left of a name that is looked up component by component?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_COMPONENTS_H
#define FHLN_COMPONENTS_H

#include <stdbool.h>
#include <stddef.h>

/* How many symbolic links are followed for one name: as many as Linux does.  */
enum { SYMLINKS_MAX = 40 };

struct components
{
  char *text;                   /* allocated */
  char *next;                   /* where it goes on in TEXT */
};

/* Let C be the first LENGTH bytes of NAME; it is to be ended.  */
void components_start (struct components *c, char const *name, size_t length);

/* Return the next component of C, allocated, or NULL if there is none; C goes
   on behind it.  */
char *components_take (struct components *c);

/* Is nothing but slashes left of C?  */
bool components_at_end (struct components const *c);

/* The component taken last is a symbolic link: let CONTENTS, what it says, take
   its place in C.  */
void components_follow (struct components *c, char const *contents);

/* Free what C owns.  */
void components_end (struct components *c);

/* Return what follows the directory DIRECTORY in NAME, both absolute names: ""
   or what begins with a slash; NULL if NAME is not in it.  */
char const *rest_below (char const *name, char const *directory);

#endif
