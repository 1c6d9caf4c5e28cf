/* What new names does a file system refuse, whoever asks: what POSIX tells.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "barred.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/statvfs.h>

struct barred
see_barred (int fd)
{
  struct statvfs fs;
  bool known = (fd == AT_FDCWD ? statvfs (".", &fs) : fstatvfs (fd, &fs)) == 0;

  return (struct barred) {
    .names = known && (fs.f_flag & ST_RDONLY) != 0 ? EROFS : 0,
  };
}
