/* What does a file name consist of?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_NAME_H
#define FHLN_NAME_H

#include <stdbool.h>
#include <stddef.h>

/* What fhln takes of a name, in bytes.  Linux takes 4095 at once: deep.c walks
   to what is longer.  */
enum { LONGEST_NAME = 64 * 1024 - 1 };

/* Return where the last component of NAME starts, and store its length
   without trailing slashes in *LENGTH (0 if NAME is empty or all slashes).  */
char const *base_name_of (char const *name, size_t *length);

/* Return the length of the part of NAME that names the directory of its
   last component, 0 if NAME is a single component.  */
size_t parent_length (char const *name);

/* Return the last component of NAME without trailing slashes, allocated.  */
char *base_of (char const *name);

/* Return the part of NAME that names the directory of its last component, "."
   if NAME is a single component; allocated.  */
char *parent_of (char const *name);

/* Does NAME end in a slash?  */
bool ends_in_slash (char const *name);

/* Is BYTE inside a character of UTF-8, not its beginning?  */
static inline bool
is_inside_character (char byte)
{
  return ((unsigned char) byte & 0xc0) == 0x80;
}

/* Return why not every file system may take a component of NAME: the first that
   is not UTF-8, has a control character or one that is special to others, ends
   in a dot or a space, or is the name of a device elsewhere.  NULL if nothing
   is odd about any.  */
char const *oddity_of (char const *name);

#endif
