/* Which names has a directory on a POSIX system: readdir, on a descriptor of
   its own.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "list.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "open.h"

enum { LONGEST_RECORD = 1024 };

void
listing_start (struct listing *listing, void *buffer, size_t size)
{
  *listing = (struct listing) { .buffer = buffer, .size = size };
}

/* Open the directory of FD for LISTING, if it is not.  Return 0 or an
   errno.  */
static int
open_stream (struct listing *listing, int fd)
{
  if (listing->stream)
    return 0;

  int own = reopen_to_read (fd);
  if (own < 0)
    return errno;
  listing->stream = fdopendir (own);
  if (listing->stream)
    return 0;
  int err = errno;
  close (own);
  return err;
}

static unsigned int
type_of_entry (struct dirent const *entry)
{
#ifdef DT_DIR
  return (entry->d_type == DT_UNKNOWN ? LIST_UNKNOWN
          : entry->d_type == DT_DIR ? LIST_DIRECTORY : LIST_DIRECTORY + 1);
#else
  (void) entry;
  return LIST_UNKNOWN;
#endif
}

/* Add ENTRY to what LISTING has; POSITION is behind it.  */
static void
add_record (struct listing *listing, struct dirent const *entry,
            int64_t position)
{
  void *at = listing->buffer + listing->end;
  struct list_record *record = at;
  size_t length = offsetof (struct list_record, name) + strlen (entry->d_name)
                  + 1;

  length = (length + 7) & ~(size_t) 7;
  record->ino = entry->d_ino;
  record->next = position;
  record->length = length;
  record->type = type_of_entry (entry);
  strcpy (record->name, entry->d_name);
  listing->end += length;
}

int
listing_fill (struct listing *listing, int fd)
{
  int err = open_stream (listing, fd);

  listing->at = listing->end = 0;
  while (err == 0 && listing->size - listing->end >= LONGEST_RECORD)
    {
      errno = 0;
      struct dirent const *entry = readdir (listing->stream);
      if (!entry)
        return listing->end != 0 ? 0 : errno;
      if (strlen (entry->d_name) < LONGEST_RECORD / 2)
        add_record (listing, entry, telldir (listing->stream));
    }
  return err;
}

int
listing_seek (struct listing *listing, int fd, int64_t position)
{
  int err = open_stream (listing, fd);

  listing->at = listing->end = 0;
  if (err == 0)
    seekdir (listing->stream, position);
  return err;
}

void
listing_end (struct listing *listing)
{
  if (listing->stream)
    closedir (listing->stream);
  listing->stream = NULL;
  listing->at = listing->end = 0;
}

bool
lists_by_hash (int fd)
{
  (void) fd;
  return false;
}
