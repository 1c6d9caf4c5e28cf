/* Which mount is a file on?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_MOUNT_H
#define FHLN_MOUNT_H

#include <stdbool.h>
#include <string.h>

#include "facts.h"

/* Fill MOUNT, which must be empty, for what is open on FD, or for the
   current directory (AT_FDCWD).  What cannot be found out stays unknown.  */
void see_mount (int fd, struct mount_facts *mount);

/* Return the id that the mount of FD has in the mount table, or 0.  */
uint64_t mount_table_id (int fd);

/* Make TO, which must be empty, a copy of FROM.  */
void copy_mount (struct mount_facts *to, struct mount_facts const *from);

/* Free what MOUNT owns, and make it empty.  */
void free_mount (struct mount_facts *mount);

/* Does OPTIONS, a mount's list with commas between, or NULL, have WORD?  */
static inline bool
has_option (char const *options, char const *word)
{
  size_t length = strlen (word);

  for (char const *p = options; p; p = strchr (p, ','))
    {
      p += *p == ',';
      if (strncmp (p, word, length) == 0
          && (p[length] == ',' || p[length] == '\0'))
        return true;
    }
  return false;
}

#endif
