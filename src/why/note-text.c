/* How does a note show a name, a number, an owner, a size, a place?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "note-text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "name.h"
#include "quoting.h"
#include "xalloc.h"
#include "xvasprintf.h"

enum { SHOWN_BYTES = 24 };

char *
quoted (char const *name)
{
  return name ? quoted_in_note (name) : NULL;
}

char *
quoted_text (char *text)
{
  char *result = quoted (text);

  free (text);
  return result;
}

char *
plain (char const *word)
{
  return quoted_if_needed (word, false);
}

char *
number (uint64_t value)
{
  return xasprintf ("%" PRIu64, value);
}

char *
digits_of (char const *value)
{
  size_t length = value ? strspn (value, "0123456789") : 0;

  return length != 0 ? ximemdup0 (value, length) : NULL;
}

char *
shortened (char const *name)
{
  size_t length;
  char const *base = base_name_of (name, &length);
  size_t shown = length < SHOWN_BYTES ? length : SHOWN_BYTES;
  /* A character of UTF-8 is shown whole.  */
  for (int i = 0;
       i < 3 && shown < length && is_inside_character (base[shown]); i++)
    shown--;
  char *part = ximemdup0 (base, shown);
  char *name_quoted = quoted (part);
  char *result = xasprintf ("%s%s", name_quoted,
                            length > shown ? "..." : "");

  free (part);
  free (name_quoted);
  return result;
}

char *
mode_text (mode_t mode)
{
  return xasprintf ("%04o", (unsigned int) mode & 07777);
}

char *
id_text (enum id_kind kind, char const *name, uint32_t id)
{
  char const *word = kind == ID_USER ? "uid" : "gid";

  if (!name)
    return xasprintf ("%s %" PRIu32, word, id);
  char *shown = plain (name);
  char *text = xasprintf ("%s (%s %" PRIu32 ")", shown, word, id);
  free (shown);
  return text;
}

char *
owner_text (struct scene const *s, struct mount_facts const *mount,
            struct look const *look, char const *name)
{
  static char const outside[] = "a user outside this user namespace";
  enum answer mapped = (s->facts->process.known
                        && s->facts->process.initial == ANSWER_NO
                        ? is_mapped (s, mount, look, ID_USER) : ANSWER_YES);

  if (mapped == ANSWER_NO)
    return xstrdup (outside);
  char *id = id_text (ID_USER, name, look->uid);
  if (mapped == ANSWER_YES)
    return id;
  char *either = xasprintf ("%s, or %s", id, outside);
  free (id);
  return either;
}

char *
size_text (uint64_t bytes)
{
  static char const *const units[] = { "kB", "MB", "GB", "TB" };
  double value = bytes;
  size_t i = 0;

  if (bytes < 1000)
    return xasprintf ("%" PRIu64 " bytes", bytes);
  for (value /= 1000; value >= 1000 && i < 3; i++)
    value /= 1000;
  return xasprintf (value < 10 ? "%.1f %s" : "%.0f %s", value, units[i]);
}

char *
mount_text (struct mount_facts const *mount)
{
  return mount->point ? quoted (mount->point) : xstrdup ("(out of sight)");
}

char *
file_system (struct mount_facts const *mount, char const *preposition)
{
  if (!mount->type)
    return NULL;

  char *type = plain (mount->type);
  char *point = mount_text (mount);
  char *result = xasprintf ("%s %s %s", type, preposition, point);
  free (point);
  free (type);
  return result;
}

char *
kind_text (struct look const *look)
{
  mode_t mode = look->mode;

  return xstrdup (S_ISDIR (mode) ? "a directory"
                  : S_ISLNK (mode) ? "a symbolic link"
                  : S_ISFIFO (mode) ? "a fifo"
                  : S_ISSOCK (mode) ? "a socket"
                  : S_ISCHR (mode) || S_ISBLK (mode) ? "a device"
                  : "a regular file");
}
