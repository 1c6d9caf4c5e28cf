/* How are the names beside DEST made, moved, exchanged and removed?
   SPDX-License-Identifier: GPL-3.0-or-later

   Nothing else in fhln moves or removes a name.  What is moved or removed has
   been looked at just before, and what is not the file that the caller expects
   stays where it is.  A server may do its work and answer an error all the
   same, or answer success and do nothing: a look decides what has happened.  */

#ifndef FHLN_ENTRY_H
#define FHLN_ENTRY_H

#include <stdbool.h>

#include "platform/look.h"

/* A name held fast: its directory's descriptor, which is somebody else's, and
   its last component.  */
struct entry
{
  int dirfd;
  char const *base;
};

#define TEMPORARY_TEMPLATE ".fhln-XXXXXXXX"
enum { TEMPORARY_SIZE = sizeof TEMPORARY_TEMPLATE };

/* What makes an entry NAME in DIRFD.  */
struct maker
{
  /* Return 0 or an errno.  */
  int (*make) (void const *arg, int dirfd, char const *name);
  /* Is NAME what MAKE makes?  */
  bool (*is_made) (void const *arg, int dirfd, char const *name);
  void const *arg;
};

/* What stands under a name.  */
enum found
{
  FOUND_NOTHING,
  FOUND_IT,                     /* the file that was expected */
  FOUND_OTHER,
  FOUND_UNKNOWN                 /* it cannot be looked at */
};

/* What is an inode's number worth?  There are servers that give one to each
   name of a file.  */
enum strictness
{
  NUMBER_SUFFICES,
  NUMBER_MAY_BE_A_NAMES,
  NUMBER_IS_A_NAMES
};

/* Have A and B all in common by which two files may be told apart but their
   numbers, which a server may give to each name?  */
bool is_alike (struct look const *a, struct look const *b);

/* Look at NAME in DIRFD, and once more where that fails, as a name may have to
   stay if it cannot be looked at.  Return 0 and fill LOOK, or return an
   errno.  */
int entry_look (int dirfd, char const *name, struct look *look);

/* Look at NAME in DIRFD, where the file of THEN is expected, and fill NOW.  Its
   number alone decides only if STRICT says that it suffices.  */
enum found entry_find (int dirfd, char const *name, struct look const *then,
                       enum strictness strict, struct look *now);

/* Does NAME, in DIRFD, hold the file of FILE?  If NUMBERED, the name may have
   another number.  */
bool entry_holds (int dirfd, char const *name, struct look const *file,
                  bool numbered);

/* Does ERR mean that a file cannot be linked here, whatever is tried?  */
bool forbids_links (int err);

/* Is ERR an answer of file systems that do not take a name?  */
bool refuses_names (int err);

/* Make a new name of MAKER's in DIRFD, and store it in NAME, a template.
   Return 0 or an errno; then *STAYS tells whether NAME may be there all the
   same.  */
int entry_make (int dirfd, char *name, struct maker const *maker,
                bool *stays);

/* Let OLD, in DIRFD, take the place of NEW, which was REPLACED or, if that is
   null, anything.  Return 0 if it has, or an errno.  */
int entry_move (int dirfd, char const *old, char const *new,
                struct look const *replaced);

/* As entry_move, where NEW must not exist: EEXIST.  OLD holds FILE, looked at
   as STRICT says.  Where no one call does that, OLD may still be there,
   too.  */
int entry_move_to_free (int dirfd, char const *old, char const *new,
                        struct look const *file, enum strictness strict);

/* Let ONE and OTHER, in DIRFD, change places.  Return 0 or an errno, as
   exchange_names does; what has happened is for the caller to look at.  */
int entry_exchange (int dirfd, char const *one, char const *other);

/* Remove NAME, a temporary name that holds FILE, looked at as STRICT says; if
   FILE is null it has never held anything but what this run has made.  Return
   0 if it is gone, or an errno.  */
int entry_remove (int dirfd, char const *name, struct look const *file,
                  enum strictness strict);

/* Remove NAME, a temporary name that has been moved and so is gone, unless it
   was a link to the file whose name it took: then *STAYED is set.  Return 0 if
   it is gone, or an errno.  */
int entry_clear (int dirfd, char const *name, bool *stayed);

#endif
