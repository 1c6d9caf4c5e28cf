/* What does somebody else do between two calls?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program between.  */

#include "between.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *
in_directory (char name[NAME_SIZE], char const *base)
{
  snprintf (name, NAME_SIZE, "d/%.60s", base);
  return name;
}

enum which
file_at (struct run const *r, char const *base)
{
  char name[NAME_SIZE];
  struct file found;
  int file = 0;

  if (*base == '\0' || !find_file (r->dir, in_directory (name, base), &found))
    return FILES;
  while (file < FILES && !is_same (r->files[file], found))
    file++;
  return file;
}

/* Find the temporary name in d.  Return whether there is one.  */
static bool
find_temporary (struct run const *r, char base[NAME_SIZE])
{
  DIR *stream = open_directory (r->dir, "d");
  struct dirent *entry;
  bool found = false;

  while (!found && (entry = readdir (stream)) != NULL)
    if (strncmp (entry->d_name, ".fhln", 5) == 0)
      {
        snprintf (base, NAME_SIZE, "%.60s", entry->d_name);
        found = true;
      }
  closedir (stream);
  return found;
}

/* Has R exchanged names?  Until then nobody else knows the temporary name, and
   it needs no look.  */
static bool
has_exchanged (struct run const *r)
{
  for (int i = 0; i < r->count - 1; i++)
    if (r->calls[i].flags == RENAME_EXCHANGE && !r->s->no_exchange)
      return true;
  return false;
}

/* Move the file FROM, which is number FILE, to BASE in d by renameat2's
   FLAGS; what is replaced there is excused.  */
static void
put (struct run *r, char const *from, enum which file, char const *base,
     unsigned int flags)
{
  char name[NAME_SIZE];
  enum which there = file_at (r, base);

  if (renameat2 (r->dir, from, r->dir, in_directory (name, base), flags) != 0)
    return;
  if (there != FILES && flags == 0)
    r->excused[there] = true;
  strcpy (r->put[file - FILE_X], base);
}

void
act (struct run *r, enum action action, char const *from, enum which file)
{
  char name[NAME_SIZE];
  char temporary[NAME_SIZE];
  enum which there = file_at (r, "a");

  switch (action)
    {
    case MOVE_TO_DEST:
      put (r, from, file, "a", 0);
      break;
    case EXCHANGE_DEST:
      put (r, from, file, "a", RENAME_EXCHANGE);
      break;
    case MOVE_NEW_TO_DEST:
      put (r, from, file, "a", RENAME_NOREPLACE);
      break;
    case REMOVE_DEST:
      if (unlinkat (r->dir, "d/a", 0) == 0 && there != FILES)
        r->excused[there] = true;
      break;
    case MOVE_TO_BACKUP:
      put (r, from, file, r->backup, 0);
      break;
    case MAKE_DIRECTORY:
      mkdirat (r->dir, in_directory (name, r->backup), 0700);
      break;
    case MOVE_TO_TEMPORARY:
      if (has_exchanged (r) && find_temporary (r, temporary))
        put (r, from, file, temporary, 0);
      break;
    default:
      break;
    }
}
