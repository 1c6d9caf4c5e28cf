/* How is a file renamed without replacing another, where no one call does it?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RENAME_LINK_H
#define FHLN_RENAME_LINK_H

/* As rename_exclusive, by a link to NEW and the removal of OLD; if OLD cannot
   be removed, NEW is again.  */
int rename_by_link (int dirfd, char const *old, char const *new);

#endif
