/* What will the old file be called?
   SPDX-License-Identifier: GPL-3.0-or-later

   A directory is read once a run for the numbers that its backups have, not
   once a link; what others number meanwhile is noticed when a number turns out
   to be taken.  */

#include <config.h>

#include "backup-name.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hash.h"
#include "intprops.h"
#include "made.h"
#include "numbered.h"
#include "opendirat.h"
#include "same.h"
#include "spelling.h"
#include "xalloc.h"

enum
{
  INITIAL_SIZE = 61,
  NUMBER_SIZE = NUMBER_DIGITS_MAX + 8, /* one digit more, .~~ and a NUL */
  CUT_DIGITS_MAX = 18,          /* of a number behind a name that was cut */
  GNU_SPARES = 2                /* of the bytes that a name may have, two where
                                   the directory was read */
};

/* The highest number of the backups of a name in a directory.  */
struct numbered
{
  struct made_key key;
  char *number;                 /* decimal digits, allocated */
};

struct backups
{
  Hash_table *table;            /* of struct numbered; for each directory that
                                   was read an empty name stands there, too */
};

/* The table.  */

static size_t
hash_numbered (void const *element, size_t size)
{
  struct numbered const *numbered = element;
  uint64_t start;

  memcpy (&start, &numbered->key, sizeof start);
  return start % size;
}

static bool
is_same_numbered (void const *a, void const *b)
{
  struct numbered const *const one = a;
  struct numbered const *const other = b;

  return memcmp (&one->key, &other->key, sizeof one->key) == 0;
}

static void
free_numbered (void *element)
{
  struct numbered *numbered = element;

  free (numbered->number);
  free (numbered);
}

/* Return the number of BASE in the directory that PARENT looked at, "0" for
   none.  */
static char const *
number_of (struct backups const *backups, struct look const *parent,
           char const *base)
{
  struct numbered wanted = { .key = made_key (parent, base) };
  struct numbered const *found = hash_lookup (backups->table, &wanted);

  return found ? found->number : "0";
}

/* Let BASE there have the LENGTH digits of NUMBER, unless it has a higher
   one.  */
static void
set_number (struct backups *backups, struct look const *parent,
            char const *base, char const *number, size_t length)
{
  struct numbered wanted = { .key = made_key (parent, base) };
  struct numbered *found = hash_lookup (backups->table, &wanted);

  if (!found)
    {
      found = xmemdup (&wanted, sizeof wanted);
      if (!hash_insert (backups->table, found))
        xalloc_die ();
    }
  if (found->number && !is_less (found->number, number))
    return;
  free (found->number);
  found->number = ximemdup0 (number, length);
}

static struct backups *
backups_new (void)
{
  struct backups *backups = xmalloc (sizeof *backups);

  backups->table = hash_initialize (INITIAL_SIZE, NULL, hash_numbered,
                                    is_same_numbered, free_numbered);
  if (!backups->table)
    xalloc_die ();
  return backups;
}

void
backups_free (struct backups *backups)
{
  if (!backups)
    return;
  hash_free (backups->table);
  free (backups);
}

/* Names and numbers.  */

/* Return how many bytes a name in DIRFD may have.  */
static size_t
name_limit (int dirfd)
{
  long limit = (dirfd == AT_FDCWD ? pathconf (".", _PC_NAME_MAX)
                : fpathconf (dirfd, _PC_NAME_MAX));

  return limit > 0 ? (size_t) limit : SIZE_MAX;
}

/* Read the directory DIRFD, which PARENT looked at, into BACKUPS, unless that
   has been done.  Return whether all of it is there.  */
static bool
read_numbers (struct backups *backups, int dirfd, struct look const *parent)
{
  int fd;
  DIR *dir;
  struct dirent *entry;

  if (strcmp (number_of (backups, parent, ""), "0") != 0)
    return true;
  dir = opendirat (dirfd, ".", O_CLOEXEC, &fd);
  if (!dir)
    return false;
  while (errno = 0, (entry = readdir (dir)))
    {
      size_t length;
      char const *number = parse_numbered (entry->d_name, &length);
      if (number)
        {
          entry->d_name[length] = '\0';
          set_number (backups, parent, entry->d_name, number,
                      strlen (number) - 1);
        }
    }
  int err = errno;
  closedir (dir);
  if (err == 0)
    set_number (backups, parent, "", "1", 1);
  return err == 0;
}

/* Return the highest number of BASE's backups in BACKUPS, "0" for none.  Where
   BASE has to be cut, by as much as the number takes.  */
static char const *
highest_number (struct backups const *backups, struct look const *parent,
                char const *base, size_t limit)
{
  char const *highest = number_of (backups, parent, base);

  for (size_t digits = 1; digits <= CUT_DIGITS_MAX; digits++)
    {
      size_t kept = room_for (base, limit, strlen (".~~") + digits);
      if (base[kept] == '\0')
        continue;
      char *cut = ximemdup0 (base, kept);
      char const *number = number_of (backups, parent, cut);
      free (cut);
      if (strlen (number) == digits && is_less (highest, number))
        highest = number;
    }
  return highest;
}

/* Is there a backup NUMBER of BASE in DIRFD?  NAME is room for its name.  */
static bool
is_taken (int dirfd, char *name, char const *base, size_t limit,
          unsigned int number)
{
  char digits[INT_BUFSIZE_BOUND (unsigned int)];
  struct look look;

  sprintf (digits, "%u", number);
  write_numbered (name, base, limit, digits);
  return look_at (dirfd, name, false, &look) == 0;
}

/* Store in DIGITS the first number that BASE's backups in DIRFD, which cannot
   be read, have not, by asking for some; there may be gaps.  */
static void
ask_for_number (int dirfd, char *name, char const *base, size_t limit,
                char *digits)
{
  unsigned int free_number = 1;

  while (free_number < UINT_MAX / 2
         && is_taken (dirfd, name, base, limit, free_number))
    free_number *= 2;
  for (unsigned int taken = free_number / 2; free_number - taken > 1; )
    {
      unsigned int middle = taken + (free_number - taken) / 2;
      if (is_taken (dirfd, name, base, limit, middle))
        taken = middle;
      else
        free_number = middle;
    }
  sprintf (digits, "%u", free_number);
}

/* Write BASE, cut to KEPT bytes, and "~" to NAME, which has room for both.  */
static void
write_cut (char *name, char const *base, size_t kept)
{
  memmove (name, base, kept);
  strcpy (name + kept, "~");
}

/* Let R's BACKUP have NUMBER.  GNU ln does without one where the name would
   have to be cut, as long as that is free.  */
static void
use_number (struct replacement *r, char const *number, size_t limit)
{
  char const *base = r->entry.base;
  struct look look;

  write_numbered (r->backup, base, SIZE_MAX, number);
  if (strlen (r->backup) < limit)
    return;
  write_cut (r->backup, base, room_for (base, limit, GNU_SPARES));
  if (strcmp (number, "1") != 0
      || look_at (r->entry.dirfd, r->backup, false, &look) != ENOENT)
    write_numbered (r->backup, base, limit, number);
}

/* Let R have its numbered backup, of at most LIMIT bytes, if ALWAYS or if there
   is one already.  Return whether it has.  */
static bool
choose_numbered (struct replacement *r, size_t limit, bool always)
{
  char const *base = r->entry.base;
  int dirfd = r->entry.dirfd;
  struct placer *placer = r->placer;
  struct look const *parent;
  char number[NUMBER_SIZE] = "0";

  if (parents_look (placer->parents, dirfd, &parent) != 0)
    return false;
  if (!*placer->backups)
    *placer->backups = backups_new ();
  bool listed = read_numbers (*placer->backups, dirfd, parent);
  if (listed)
    strcpy (number, highest_number (*placer->backups, parent, base, limit));
  if (strcmp (number, "0") == 0 && !always)
    return false;
  r->backup = xmalloc (strlen (base) + NUMBER_SIZE);
  if (listed)
    increment (number);
  else
    ask_for_number (dirfd, r->backup, base, limit, number);
  use_number (r, number, limit);
  r->exclusive = true;
  return true;
}

/* Let R have its simple backup, of at most LIMIT bytes, as GNU ln calls it.
   Where that is DEST itself, as the name had to be cut or the suffix does not
   count, a shorter one.  */
static void
choose_simple (struct replacement *r, size_t limit)
{
  char const *base = r->entry.base;
  int dirfd = r->entry.dirfd;
  size_t spares = (r->placer->opts->backup == simple_backups ? 1
                   : GNU_SPARES);
  char const *suffix = r->placer->opts->suffix;
  size_t length = strlen (base) + strlen (suffix);

  r->backup = xmalloc (length + sizeof "~");
  strcpy (stpcpy (r->backup, base), suffix);
  if (length > limit + 1 - spares)
    write_cut (r->backup, base, room_for (base, limit, spares));
  for (size_t kept = room_for (base, limit, 1);
       kept != 0 && is_same_name (dirfd, r->backup, base);
       kept = cut_at (base, kept - 1))
    write_cut (r->backup, base, kept);
}

void
choose_backup (struct replacement *r)
{
  enum backup_type type = r->placer->opts->backup;

  if (type == no_backups)
    return;
  size_t limit = name_limit (r->entry.dirfd);
  if (type == simple_backups
      || !choose_numbered (r, limit, type == numbered_backups))
    choose_simple (r, limit);
}

/* Let NUMBER, decimal digits, be the highest number of BASE's backups that
   DIRFD lists, unless it is higher.  */
static void
raise_to_listed (int dirfd, char const *base, size_t limit, char *number)
{
  int fd;
  DIR *dir = opendirat (dirfd, ".", O_CLOEXEC, &fd);
  struct dirent *entry;

  while (dir && (entry = readdir (dir)))
    {
      size_t length;
      char const *listed = parse_numbered (entry->d_name, &length);
      if (listed && is_less (number, listed)
          && length == room_for (base, limit,
                                 strlen (entry->d_name) - length)
          && memcmp (entry->d_name, base, length) == 0)
        {
          size_t digits = strlen (listed) - 1;
          memcpy (number, listed, digits);
          number[digits] = '\0';
        }
    }
  if (dir)
    closedir (dir);
}

void
choose_next_backup (struct replacement *r)
{
  char const *base = r->entry.base;
  size_t limit = name_limit (r->entry.dirfd);
  size_t length;
  char number[NUMBER_SIZE] = "0";
  char const *taken = parse_numbered (r->backup, &length);

  if (taken)
    {
      strcpy (number, taken);
      number[strlen (number) - 1] = '\0';
    }
  raise_to_listed (r->entry.dirfd, base, limit, number);
  increment (number);
  write_numbered (r->backup, base, limit, number);
}

void
remember_backup (struct replacement *r)
{
  char const *backup = r->job->result.backup;
  size_t length;
  char const *number = parse_numbered (backup, &length);
  struct look const *parent;

  if (!r->exclusive || !number
      || parents_look (r->placer->parents, r->entry.dirfd, &parent) != 0)
    return;
  char *base = ximemdup0 (backup, length);
  set_number (*r->placer->backups, parent, base, number, strlen (number) - 1);
  free (base);
}
