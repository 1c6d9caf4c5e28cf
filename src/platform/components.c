/* What is left of a name that is looked up component by component?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "components.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

void
components_start (struct components *c, char const *name, size_t length)
{
  c->text = c->next = ximemdup0 (name, length);
}

char *
components_take (struct components *c)
{
  char *name = c->next + strspn (c->next, "/");
  size_t length = strcspn (name, "/");

  c->next = name + length;
  return length != 0 ? ximemdup0 (name, length) : NULL;
}

bool
components_at_end (struct components const *c)
{
  return c->next[strspn (c->next, "/")] == '\0';
}

void
components_follow (struct components *c, char const *contents)
{
  char *text = xmalloc (strlen (contents) + strlen (c->next) + 1);

  strcpy (stpcpy (text, contents), c->next);
  free (c->text);
  c->text = c->next = text;
}

void
components_end (struct components *c)
{
  free (c->text);
}

char const *
rest_below (char const *name, char const *directory)
{
  size_t length = strlen (directory);

  if (strcmp (directory, "/") == 0)
    return name[1] == '\0' ? "" : name;
  return (strncmp (name, directory, length) == 0
          && (name[length] == '/' || name[length] == '\0')
          ? name + length : NULL);
}
