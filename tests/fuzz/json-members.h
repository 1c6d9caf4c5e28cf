/* What are keys and values made of, for the fuzz target json?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef JSON_MEMBERS_H
#define JSON_MEMBERS_H

#include "fuzz.h"

enum { MEMBERS_MAX = 40 };

/* A key and its value, as bytes.  */
struct member
{
  char const *key;
  char *value;
};

struct members
{
  struct member member[MEMBERS_MAX];
  int count;
};

static void *
get (size_t size)
{
  void *p = malloc (size);

  require (p != NULL, "enough memory");
  return p;
}

/* Add to M the member KEY with VALUE, which M owns from now on.  */
static void
add (struct members *m, char const *key, char *value)
{
  require (m->count < MEMBERS_MAX, "room for the members");
  m->member[m->count++] = (struct member) { key, value };
}

/* UTF-8, as RFC 3629 has it.  */

/* Return how many bytes the character at P takes, which has LEFT bytes; 0 if
   there is none.  */
static size_t
utf8_length (unsigned char const *p, size_t left)
{
  static struct { unsigned char first[2]; unsigned char second[2]; int length; }
  const table[] = {
    { { 0x00, 0x7f }, { 0x00, 0x00 }, 1 },
    { { 0xc2, 0xdf }, { 0x80, 0xbf }, 2 },
    { { 0xe0, 0xe0 }, { 0xa0, 0xbf }, 3 },
    { { 0xe1, 0xec }, { 0x80, 0xbf }, 3 },
    { { 0xed, 0xed }, { 0x80, 0x9f }, 3 },
    { { 0xee, 0xef }, { 0x80, 0xbf }, 3 },
    { { 0xf0, 0xf0 }, { 0x90, 0xbf }, 4 },
    { { 0xf1, 0xf3 }, { 0x80, 0xbf }, 4 },
    { { 0xf4, 0xf4 }, { 0x80, 0x8f }, 4 },
  };

  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    {
      size_t length = table[i].length;
      if (p[0] < table[i].first[0] || p[0] > table[i].first[1])
        continue;
      if (length > left)
        return 0;
      if (length > 1
          && (p[1] < table[i].second[0] || p[1] > table[i].second[1]))
        return 0;
      for (size_t j = 2; j < length; j++)
        if ((p[j] & 0xc0) != 0x80)
          return 0;
      return length;
    }
  return 0;
}

/* Return TEXT, allocated, with U+FFFD for each byte that is no UTF-8; or NULL
   if there is none.  */
static char *
with_replacements (char const *text)
{
  size_t left = strlen (text);
  char *shown = get (3 * left + 1);
  char *end = shown;
  bool replaced = false;

  while (left != 0)
    {
      size_t length = utf8_length ((void const *) text, left);
      if (length != 0)
        end = mempcpy (end, text, length);
      else
        {
          end = mempcpy (end, "\357\277\275", 3);
          replaced = true;
          length = 1;
        }
      text += length;
      left -= length;
    }
  *end = '\0';
  if (replaced)
    return shown;
  free (shown);
  return NULL;
}

#endif
