/* What does the text of a file handle say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_HANDLE_TEXT_H
#define FHLN_HANDLE_TEXT_H

#include "platform/fh.h"

enum { HANDLE_TEXT_SIZE = 16 + 1 + 8 + 1 + 2 * HANDLE_BYTES_MAX + 1 };

/* Read TEXT into *PARTS.  Return 0, or EINVAL if it is malformed.  */
int parse_handle (char const *text, struct handle_parts *parts);

/* Write the text of PARTS, with its NUL, to TEXT.  */
void format_handle (struct handle_parts const *parts,
                    char text[HANDLE_TEXT_SIZE]);

#endif
