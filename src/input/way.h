/* How is a directory of a tree reached again that was closed?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_WAY_H
#define FHLN_WAY_H

#include "node.h"

/* Which of a node's two directories.  */
enum side
{
  SIDE_SOURCE,
  SIDE_DEST
};

/* Open the directory of NODE on SIDE for reading: from CHILD, a descriptor of
   one in it, or -1, or else by the names from the tree's root, one of ROOTS.
   It is the directory that it was, or is not opened; where DEST's is absent,
   SOURCE's.  Return a descriptor, which the caller closes, or -1 and errno,
   ESTALE if it is not there any more.  */
int way_back (struct node const *node, enum side side, int child,
              int const roots[2]);

/* Let NODE know which directory is open on FD at DEST, if it does not.  */
void know_dest (struct node *node, int fd);

#endif
