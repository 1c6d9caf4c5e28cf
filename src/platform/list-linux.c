/* Which names has a directory on Linux: getdents64(2).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "list.h"

#include <errno.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "fstype.h"
#include "tries.h"

void
listing_start (struct listing *listing, void *buffer, size_t size)
{
  *listing = (struct listing) { .buffer = buffer, .size = size };
}

int
listing_fill (struct listing *listing, int fd)
{
  long got;

  listing->at = listing->end = 0;
  for (int tries = 1; ; tries++)
    {
      got = syscall (SYS_getdents64, fd, listing->buffer, listing->size);
      if (got >= 0)
        break;
      if (errno == ENOENT)      /* it was removed, and has no names */
        return 0;
      if (errno != EINTR || tries == EINTR_TRIES)
        return errno;
    }
  listing->end = got;
  return 0;
}

int
listing_seek (struct listing *listing, int fd, int64_t position)
{
  listing->at = listing->end = 0;
  return lseek (fd, position, SEEK_SET) == (off_t) position ? 0 : errno;
}

void
listing_end (struct listing *listing)
{
  listing->at = listing->end = 0;
}

/* ext4 lists names in the order of their hashes, and inodes lie in that in
   which files were made.  */
bool
lists_by_hash (int fd)
{
  struct statfs fs;
  struct fstype const *type = (fstatfs (fd, &fs) == 0
                               ? fstype_of_magic ((uint32_t) fs.f_type) : NULL);

  return type && type->family == FS_EXT;
}
