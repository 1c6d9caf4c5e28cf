/* Which names of a directory were listed, and then not there?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "vanished.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/list.h"
#include "platform/open.h"
#include "xalloc.h"

enum
{
  FULL = 32 * 1024,             /* bytes of names */
  BUFFER_SIZE = 32 * 1024
};

void
vanished_add (struct vanished *vanished, char const *name)
{
  size_t length = strlen (name) + 1;

  while (vanished->size - vanished->length < length)
    vanished->names = x2realloc (vanished->names, &vanished->size);
  memcpy (vanished->names + vanished->length, name, length);
  vanished->length += length;
}

bool
vanished_is_full (struct vanished const *vanished)
{
  return vanished->length >= FULL;
}

static int
compare_names (void const *a, void const *b)
{
  char const *const *one = a;
  char const *const *other = b;

  return strcmp (*one, *other);
}

/* Return how many names VANISHED has.  */
static size_t
count_names (struct vanished const *vanished)
{
  size_t count = 0;

  for (size_t i = 0; i < vanished->length; i++)
    count += vanished->names[i] == '\0';
  return count;
}

/* Return the COUNT names of VANISHED in order, allocated.  */
static char const **
sorted_names (struct vanished const *vanished, size_t count)
{
  char const **sorted = xnmalloc (count, sizeof *sorted);
  char const *name = vanished->names;

  for (size_t i = 0; i < count; i++, name += strlen (name) + 1)
    sorted[i] = name;
  qsort (sorted, count, sizeof *sorted, compare_names);
  return sorted;
}

/* Keep in SORTED, COUNT names, those that the directory open on FD lists, at
   its beginning, in order.  Return how many they are, and store in *ERR an
   errno if it could not be read.  */
static size_t
keep_listed (char const **sorted, size_t count, int fd, int *err)
{
  char *buffer = xmalloc (BUFFER_SIZE);
  bool *found = xcalloc (count, sizeof *found);
  struct listing listing;
  size_t kept = 0;

  listing_start (&listing, buffer, BUFFER_SIZE);
  while ((*err = listing_fill (&listing, fd)) == 0
         && listing_has_more (&listing))
    while (listing_has_more (&listing))
      {
        char const *name = listing_take (&listing)->name;
        char const **at = bsearch (&name, sorted, count, sizeof *sorted,
                                   compare_names);
        if (at)
          found[at - sorted] = true;
      }
  listing_end (&listing);
  for (size_t i = 0; i < count; i++)
    if (found[i])
      sorted[kept++] = sorted[i];
  free (found);
  free (buffer);
  return kept;
}

void
vanished_sort_out (struct vanished *vanished, int fd)
{
  int again = reopen_to_read (fd);
  size_t count = count_names (vanished);

  free (vanished->listed);
  vanished->next = 0;
  vanished->listed = sorted_names (vanished, count);
  vanished->listed_count = count;
  vanished->err = again < 0 ? errno : 0;
  if (again < 0)
    return;
  vanished->listed_count = keep_listed (vanished->listed, count, again,
                                        &vanished->err);
  close (again);
}

char const *
vanished_take (struct vanished *vanished, bool *listed)
{
  char const *name = vanished->names + vanished->next;

  if (vanished->next >= vanished->length)
    {
      vanished_free (vanished);
      return NULL;
    }
  vanished->next += strlen (name) + 1;
  *listed = (vanished->err != 0
             || (vanished->listed_count != 0
                 && bsearch (&name, vanished->listed, vanished->listed_count,
                             sizeof *vanished->listed, compare_names)));
  return name;
}

void
vanished_free (struct vanished *vanished)
{
  free (vanished->names);
  free (vanished->listed);
  *vanished = (struct vanished) { .length = 0 };
}
