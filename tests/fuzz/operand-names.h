/* What do names come to, reckoned once more and naively?  (for operand)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FUZZ_OPERAND_NAMES_H
#define FUZZ_OPERAND_NAMES_H

#include "fuzz.h"

static char *
get (size_t size)
{
  char *p = malloc (size);

  require (p != NULL, "enough memory");
  return p;
}

static char *
copy (char const *text, size_t length)
{
  char *p = get (length + 1);

  memcpy (p, text, length);
  p[length] = '\0';
  return p;
}

/* Is TEXT the component WORD, and then a slash or its end?  */
static bool
is_component (char const *text, char const *word)
{
  size_t length = strlen (word);

  return (strncmp (text, word, length) == 0
          && (text[length] == '/' || text[length] == '\0'));
}

/* Append to PATH, canonical and with room, the components of NAME.  */
static void
append (char *path, char const *name)
{
  char *end = path + strlen (path);

  while (*name != '\0')
    {
      size_t length = strcspn (name, "/");
      if (is_component (name, ".."))
        while (end != path && *--end != '/')
          ;
      else if (length != 0 && !is_component (name, "."))
        {
          *end++ = '/';
          memcpy (end, name, length);
          end += length;
        }
      *end = '\0';
      name += length + (name[length] == '/');
    }
}

/* Return the canonical name of NAME in the directory DIR, which starts at
   HERE; each only counts if the one after it is relative.  Without symbolic
   links; allocated; the root is the empty text.  */
static char *
resolve (char const *here, char const *dir, char const *name)
{
  char *path = get (strlen (here) + strlen (dir) + strlen (name) + 4);

  *path = '\0';
  if (*name != '/')
    {
      if (*dir != '/')
        append (path, here);
      append (path, dir);
    }
  append (path, name);
  return path;
}

static void
require_same_file (char *a, char *b, char const *what)
{
  if (strcmp (a, b) != 0)
    fprintf (stderr, "%s\n%s\n", a, b);
  require (strcmp (a, b) == 0, what);
  free (a);
  free (b);
}

/* How many bytes of NAME are before its last component, and are that.  */
struct parts
{
  size_t parent;
  size_t base;
};

static struct parts
parts_of (char const *name)
{
  size_t end = strlen (name);

  while (end != 0 && name[end - 1] == '/')
    end--;
  if (end == 0)
    return (struct parts) { strlen (name), 0 };

  size_t begin = end;
  while (begin != 0 && name[begin - 1] != '/')
    begin--;
  return (struct parts) { begin, end - begin };
}

#endif
