/* What does the text of a file handle say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_HANDLE_H
#define FHLN_HANDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum
{
  HANDLE_BYTES_MAX = 128,       /* Linux: MAX_HANDLE_SZ */
  HANDLE_TEXT_SIZE = 16 + 1 + 8 + 1 + 2 * HANDLE_BYTES_MAX + 1
};

/* The parts of a handle's text, FSID:TYPE:BYTES, or of a line that
   /proc/PID/fdinfo/FD has of inotify or fanotify.  */
struct handle_parts
{
  bool has_fsid;                /* a line of fdinfo has none */
  bool has_ino;                 /* it may have these two */
  bool has_sdev;
  uint64_t fsid;
  uint64_t ino;
  uint32_t sdev;                /* the kernel's: 12 bits major, 20 minor */
  uint32_t type;
  size_t count;
  unsigned char bytes[HANDLE_BYTES_MAX];
};

/* Read TEXT into *PARTS.  Return 0, or EINVAL if it is malformed.  */
int parse_handle (char const *text, struct handle_parts *parts);

/* Write the text of PARTS, with its NUL, to TEXT.  */
void format_handle (struct handle_parts const *parts,
                    char text[HANDLE_TEXT_SIZE]);

#endif
