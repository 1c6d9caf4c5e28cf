/* What does a server say of a name's attributes?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program fuse-errno.  */

#include "server-attributes.h"

#include <stdlib.h>
#include <string.h>

/* Return what was seen of PATH, or NULL.  */
static struct seen *
find_seen (struct attributes *a, char const *path)
{
  for (int i = 0; i < CACHE_MAX; i++)
    if (a->seen[i].path && strcmp (a->seen[i].path, path) == 0)
      return &a->seen[i];
  return NULL;
}

void
forget_all (struct attributes *a)
{
  for (int i = 0; i < CACHE_MAX; i++)
    {
      free (a->seen[i].path);
      a->seen[i].path = NULL;
    }
}

void
forget (struct attributes *a, char const *path)
{
  struct seen *seen = find_seen (a, path);

  if (seen)
    {
      free (seen->path);
      seen->path = NULL;
    }
}

void
move_seen (struct attributes *a, char const *from, char const *to,
           bool exchanged)
{
  struct seen *one = find_seen (a, from);
  struct seen *other = exchanged ? find_seen (a, to) : NULL;

  if (!exchanged)
    forget (a, to);
  if (one)
    {
      free (one->path);
      one->path = strdup (to);
    }
  if (other)
    {
      free (other->path);
      other->path = strdup (from);
    }
}

void
pretend (struct attributes *a, char const *path, struct stat const *st)
{
  free (a->pretended);
  a->pretended = strdup (path);
  a->pretended_as = *st;
}

bool
is_pretended (struct attributes *a, char const *path, struct stat *st)
{
  if (!a->pretended || strcmp (a->pretended, path) != 0)
    return false;
  *st = a->pretended_as;
  free (a->pretended);
  a->pretended = NULL;
  return true;
}

void
recall (struct attributes *a, char const *path, struct stat *st)
{
  if (!a->cache && !a->own_inodes)
    return;

  struct seen *seen = find_seen (a, path);
  if (seen && seen->st.st_ino != st->st_ino)
    {
      forget (a, path);
      seen = NULL;
    }
  for (int i = 0; i < CACHE_MAX && !seen; i++)
    if (!a->seen[i].path)
      {
        seen = &a->seen[i];
        *seen = (struct seen) { strdup (path), *st, ++a->last_number };
      }
  if (a->cache && seen)
    {
      st->st_nlink = seen->st.st_nlink;
      st->st_ctim = seen->st.st_ctim;
    }
  if (a->own_inodes && seen)
    st->st_ino = seen->number;
}
