/* Under which name does another mount show a file?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_ELSEWHERE_H
#define FHLN_ELSEWHERE_H

#include "file.h"

/* Return the name that the mount OTHER has for FILE, which is open on FD and on
   another mount of the same file system: allocated, absolute, and found to lead
   there.  NULL if there is none, or the system does not tell.  */
char *name_on_mount (int fd, struct file_facts const *file,
                     struct mount_facts const *other);

#endif
