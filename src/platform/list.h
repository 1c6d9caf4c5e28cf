/* Which names has a directory?
   SPDX-License-Identifier: GPL-3.0-or-later

   They are read a buffer at once and taken in line, in the order in which the
   file system lists them.  */

#ifndef FHLN_LIST_H
#define FHLN_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum list_type
{
  LIST_UNKNOWN = 0,
  LIST_DIRECTORY = 4            /* any other is none */
};

/* A directory entry, as getdents64(2) lists it.  */
struct list_record
{
  uint64_t ino;
  int64_t next;                 /* the position behind it */
  uint16_t length;              /* of the record, with what is unused */
  uint8_t type;                 /* a list_type, or another number */
  char name[];
};

/* How far a directory has been read.  */
struct listing
{
  char *buffer;                 /* of SIZE bytes, the caller's */
  size_t size;
  size_t at;                    /* where in BUFFER the next record begins */
  size_t end;                   /* where the last one ends */
  void *stream;                 /* where it is read by one; or NULL */
};

/* Get LISTING ready to read a directory from its beginning into BUFFER, of SIZE
   bytes, which have room for a dozen of the longest names.  */
void listing_start (struct listing *listing, void *buffer, size_t size);

/* Read the next entries of the directory open on FD; what LISTING had is lost.
   Return 0 or an errno.  There are no more if LISTING has none then.  */
int listing_fill (struct listing *listing, int fd);

/* Let the directory open on FD be read from POSITION on, which a record has
   told; 0 is its beginning.  Return 0 or an errno.  */
int listing_seek (struct listing *listing, int fd, int64_t position);

/* Let go what LISTING holds beside its buffer.  */
void listing_end (struct listing *listing);

/* Are the inodes of the directory open on FD, which is large, far from each
   other in the order of its list, so that linking in theirs is quicker?  */
bool lists_by_hash (int fd);

/* Is there a record in LISTING that was not taken?  */
static inline bool
listing_has_more (struct listing const *listing)
{
  return listing->at < listing->end;
}

/* Is RECORD a directory, or may it be one?  */
static inline bool
may_be_directory (struct list_record const *record)
{
  return record->type == LIST_DIRECTORY || record->type == LIST_UNKNOWN;
}

/* Take the next record of LISTING, which has one.  */
static inline struct list_record const *
listing_take (struct listing *listing)
{
  void const *at = listing->buffer + listing->at;
  struct list_record const *record = at;

  listing->at += record->length;
  return record;
}

/* Is NAME that of the directory itself, or of where it lies?  */
static inline bool
is_dot_name (char const *name)
{
  return (name[0] == '.'
          && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0')));
}

#endif
