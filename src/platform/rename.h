/* How do names of one directory change places?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RENAME_H
#define FHLN_RENAME_H

/* Let the names ONE and OTHER of the directory DIRFD change places, at once.
   Return 0 or an errno: ENOTSUP, with nothing changed, where the system or the
   file system has no such call.  */
int exchange_names (int dirfd, char const *one, char const *other);

/* Give the file OLD, in the directory DIRFD, the name NEW there instead, which
   must not exist.  Return 0 or an errno: EEXIST if NEW exists, ENOTSUP as
   above.  */
int rename_exclusive (int dirfd, char const *old, char const *new);

#endif
