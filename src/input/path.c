/* What are the entries of one directory after the other called?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "path.h"

#include <stdlib.h>
#include <string.h>

#include "tree-place.h"
#include "xalloc.h"

/* Let PATH have room for LENGTH bytes and NUL.  */
static void
make_room (struct path *path, size_t length)
{
  if (length < path->size)
    return;
  path->size = 2 * length + 256;
  path->text = xrealloc (path->text, path->size);
}

/* Write the LENGTH bytes at TEXT before END.  Return where they begin.  */
static char *
put_before (char *end, char const *text, size_t length)
{
  return memcpy (end - length, text, length);
}

void
path_enter (struct path *path, char const *upwards, char const *root,
            struct trail const *trail)
{
  size_t up = strlen (upwards);
  size_t root_length = strlen (root);
  bool has_slash = root_length == 0 || root[root_length - 1] == '/';
  size_t levels = 0;

  for (struct trail const *t = trail; t; t = t->up)
    levels++;
  size_t length = (levels * up + root_length + !has_slash
                   + trail_length (trail));
  make_room (path, length);
  path->length = length;

  char *at = put_trail (path->text + length, trail);
  if (!has_slash)
    at = put_before (at, "/", 1);
  at = put_before (at, root, root_length);
  for (; levels > 0; levels--)
    at = put_before (at, upwards, up);
}

char const *
path_of (struct path *path, char const *name)
{
  size_t length = strlen (name);

  make_room (path, path->length + length);
  memcpy (path->text + path->length, name, length + 1);
  return path->text;
}

void
path_free (struct path *path)
{
  free (path->text);
}
