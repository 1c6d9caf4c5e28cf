/* What does one operand mean?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_OPERAND_H
#define FHLN_OPERAND_H

#include "job.h"

/* Store in *FD the descriptor that TEXT gives as a decimal number.
   Return 0, or EINVAL if it is none.  */
int parse_descriptor (char const *text, int *fd);

/* As parse_descriptor, for a directory: "cwd" is AT_FDCWD.  */
int parse_dirfd (char const *text, int *fd);

/* Read the text of SRC as its kind wants it: a descriptor's number into
   SRC->fd, a handle into *HANDLE, which SRC->handle then points to.
   Return 0, or EINVAL if it is malformed.  */
int parse_source (struct source *src, fhandle_t *handle);

/* Return the descriptor that FILE, where output is to go, stands for: 1 for
   "-", N for /dev/fd/N, and so on; or -1 if it names a file.  */
int output_descriptor (char const *file);

#endif
