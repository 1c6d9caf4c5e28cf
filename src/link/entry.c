/* How are the names beside DEST made, moved, exchanged and removed?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "entry.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "platform/link.h"
#include "platform/rename.h"
#include "platform/tries.h"
#include "tempname.h"

enum
{
  RANDOM_LETTERS = 8,
  TEMPORARY_TRIES = 8,          /* random names are taken once in an age */
  LOOK_TRIES = 3
};

bool
is_alike (struct look const *a, struct look const *b)
{
  return (a->mode == b->mode && a->uid == b->uid && a->gid == b->gid
          && a->size == b->size && a->modified[0] == b->modified[0]
          && a->modified[1] == b->modified[1]);
}

int
entry_look (int dirfd, char const *name, struct look *look)
{
  int err = look_afresh (dirfd, name, look);

  for (int tries = 1;
       err != 0 && err != ENOENT && tries < LOOK_TRIES; tries++)
    err = look_afresh (dirfd, name, look);
  return err;
}

enum found
entry_find (int dirfd, char const *name, struct look const *then,
            enum strictness strict, struct look *now)
{
  int err = entry_look (dirfd, name, now);

  if (err != 0)
    return err == ENOENT ? FOUND_NOTHING : FOUND_UNKNOWN;
  return (is_same_file (now, then)
          && (strict == NUMBER_SUFFICES || is_alike (now, then))
          ? FOUND_IT : FOUND_OTHER);
}

bool
forbids_links (int err)
{
  return (err == EPERM || err == ENOTSUP || err == ENOSYS || err == EMLINK
          || err == EXDEV || err == EINVAL);
}

/* Making.  */

/* Tries to make a name.  */
struct attempt
{
  struct maker const *maker;
  int dirfd;
  int tries;
  int err;
  bool stays;                   /* the last name is there, whoever's it is */
};

bool
refuses_names (int err)
{
  return err == EPERM || err == EINVAL || err == EILSEQ;
}

/* try_tempname's callback: make NAME.  Return -1 and EEXIST to be called with
   another name, else 0, with the result in ARG.  */
static int
attempt (char *name, void *arg)
{
  struct attempt *a = arg;
  struct look look;

  a->err = a->maker->make (a->maker->arg, a->dirfd, name);
  a->stays = false;
  if (a->err == 0)
    return 0;

  int look_err = entry_look (a->dirfd, name, &look);
  if (look_err == 0 && a->maker->is_made (a->maker->arg, a->dirfd, name))
    {
      a->err = 0;
      return 0;
    }
  /* Whoever has it by chance has it from before; and what is not to be looked
     up by a name that is refused is not there.  */
  a->stays = (look_err != ENOENT && a->err != EEXIST
              && ! (look_err == a->err && refuses_names (look_err)));
  if (a->err != EEXIST || ++a->tries == TEMPORARY_TRIES)
    return 0;
  errno = EEXIST;
  return -1;
}

int
entry_make (int dirfd, char *name, struct maker const *maker, bool *stays)
{
  struct attempt a = { .maker = maker, .dirfd = dirfd };

  memset (name + strlen (name) - RANDOM_LETTERS, 'X', RANDOM_LETTERS);
  if (try_tempname_len (name, 0, &a, attempt, RANDOM_LETTERS) < 0)
    a.err = errno;
  *stays = a.stays;
  return a.err;
}

/* Moving.  */

/* OLD should have been moved to NEW, which was REPLACED (or null) before.  Has
   it?  */
static bool
has_moved (int dirfd, char const *old, char const *new,
           struct look const *replaced)
{
  struct look look;

  return (entry_look (dirfd, old, &look) == ENOENT
          && entry_look (dirfd, new, &look) == 0
          && ! (replaced && is_same_file (&look, replaced)
                && is_alike (&look, replaced)));
}

int
entry_move (int dirfd, char const *old, char const *new,
            struct look const *replaced)
{
  for (int tries = 1; renameat (dirfd, old, dirfd, new) != 0; tries++)
    {
      int err = errno;
      if (has_moved (dirfd, old, new, replaced))
        return 0;
      if (err != EINTR || tries == EINTR_TRIES)
        return err;
    }
  return 0;
}

bool
entry_holds (int dirfd, char const *name, struct look const *file,
             bool numbered)
{
  struct look look;

  return (entry_look (dirfd, name, &look) == 0
          && (is_same_file (&look, file)
              || (numbered && is_alike (&look, file))));
}

/* Link OLD, which holds FILE, to NEW, and remove OLD if that can be done.
   Return 0, or an errno with NEW as it was.  */
static int
move_by_link (int dirfd, char const *old, char const *new,
              struct look const *file, enum strictness strict)
{
  struct look look;

  /* Where numbers do not tell whether NEW is ours, it must be free before; or
     what could not be done, so the answer was, has been done.  */
  if (strict != NUMBER_SUFFICES && entry_look (dirfd, new, &look) == 0)
    return (entry_look (dirfd, old, &look) == ENOENT
            && entry_holds (dirfd, new, file, true) ? 0 : EEXIST);
  int err = link_path (dirfd, old, dirfd, new, false);
  if (entry_holds (dirfd, new, file,
                   strict == NUMBER_IS_A_NAMES
                   || (strict != NUMBER_SUFFICES && err != EEXIST)))
    {
      entry_remove (dirfd, old, file, strict);
      return 0;
    }
  /* What cannot be linked may still be renamed, to a name that is free.  */
  if (forbids_links (err) && entry_look (dirfd, new, &look) == ENOENT)
    return entry_move (dirfd, old, new, NULL);
  return err != 0 ? err : EIO;
}

int
entry_move_to_free (int dirfd, char const *old, char const *new,
                    struct look const *file, enum strictness strict)
{
  for (int tries = 1; ; tries++)
    {
      struct look look;
      int err = rename_exclusive (dirfd, old, new);
      if (err == 0)
        return 0;
      if (err == ENOTSUP)
        return move_by_link (dirfd, old, new, file, strict);
      if (entry_look (dirfd, old, &look) == ENOENT
          && entry_holds (dirfd, new, file, true))
        return 0;
      if (err == EPERM || err == EACCES) /* of a filter, it may be */
        return move_by_link (dirfd, old, new, file, strict);
      if (err != EINTR || tries == EINTR_TRIES)
        return err;
    }
}

int
entry_exchange (int dirfd, char const *one, char const *other)
{
  return exchange_names (dirfd, one, other);
}

/* Removing.  */

int
entry_remove (int dirfd, char const *name, struct look const *file,
              enum strictness strict)
{
  for (int tries = 1; ; tries++)
    {
      struct look look;
      if (file)
        switch (entry_find (dirfd, name, file, strict, &look))
          {
          case FOUND_NOTHING:
            return 0;
          case FOUND_IT:
            break;
          case FOUND_OTHER:
            return EEXIST;
          case FOUND_UNKNOWN:
            return EIO;
          }
      int err = unlinkat (dirfd, name, 0) == 0 ? 0 : errno;
      int look_err = entry_look (dirfd, name, &look);
      if (look_err == ENOENT || (look_err != 0 && err == 0))
        return 0;
      if (err != EINTR || tries == EINTR_TRIES)
        return err == 0 || err == ENOENT ? EIO : err;
    }
}

int
entry_clear (int dirfd, char const *name, bool *stayed)
{
  int err = unlinkat (dirfd, name, 0) == 0 ? 0 : errno;

  *stayed = err != ENOENT;
  return (err == ENOENT ? 0
          : entry_remove (dirfd, name, NULL, NUMBER_SUFFICES));
}
