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

/* Has the directory open on FD, which shows LOOK, been removed?  Some file
   systems tell by no link count.  */
bool is_removed_directory (int fd, struct look const *look);

/* Does the system swap to the file that LOOK shows?  */
bool is_swap_file (struct look const *look);

#endif
