/* What is an open file that may have no name?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_ORIGIN_H
#define FHLN_ORIGIN_H

#include "file.h"

/* Fill in FILE, which is seen and whose mount is, where it comes from; it is
   open on FD.  */
void see_origin (int fd, struct file_facts *file);

/* Was FD opened with O_TMPFILE?  */
bool opened_as_tmpfile (int fd);

/* Fill in FILE, which is seen and open on FD, whether it has been removed
   under the name by which it was opened.  Some file systems tell by no link
   count.  */
void see_removal (int fd, struct file_facts *file);

/* Does the system swap to the file that LOOK shows?  */
bool is_swap_file (struct look const *look);

#endif
