/* What does a line of JSON say, for the fuzz target json?  A parser of its own,
   as strict as RFC 8259 and RFC 3629 have it.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef JSON_PARSE_H
#define JSON_PARSE_H

#include "fuzz.h"
#include "json-members.h"

/* The parser.  */

struct parser
{
  unsigned char const *p;
  unsigned char const *end;
};

static void
expect (struct parser *in, char c)
{
  require (in->p < in->end && *in->p == (unsigned char) c,
           "the structure of an object");
  in->p++;
}

/* Return the value of the four hexadecimal digits that IN has next.  */
static unsigned int
parse_hex4 (struct parser *in)
{
  static char const digits[] = "0123456789abcdef0123456789ABCDEF";
  unsigned int value = 0;

  for (int i = 0; i < 4; i++)
    {
      char const *digit = (in->p < in->end && *in->p != '\0'
                           ? strchr (digits, *in->p) : NULL);
      require (digit != NULL, "four hexadecimal digits");
      value = value * 16 + (digit - digits) % 16;
      in->p++;
    }
  return value;
}

/* Write CHARACTER, of at most 16 bits, as UTF-8 to TO; return its end.  */
static char *
put_character (char *to, unsigned int character)
{
  require (character != 0 && (character < 0xd800 || character > 0xdfff),
           "a character that a text can have");
  if (character < 0x80)
    *to++ = character;
  else if (character < 0x800)
    {
      *to++ = 0xc0 | character >> 6;
      *to++ = 0x80 | (character & 0x3f);
    }
  else
    {
      *to++ = 0xe0 | character >> 12;
      *to++ = 0x80 | (character >> 6 & 0x3f);
      *to++ = 0x80 | (character & 0x3f);
    }
  return to;
}

/* Parse the escape that IN has behind a backslash, to TO; return its end.  */
static char *
parse_escape (struct parser *in, char *to)
{
  static char const names[] = "\"\\/bfnrt";
  static char const values[] = "\"\\/\b\f\n\r\t";

  require (in->p < in->end && *in->p != '\0', "an escape that is whole");
  if (*in->p == 'u')
    {
      in->p++;
      return put_character (to, parse_hex4 (in));
    }

  char const *name = strchr (names, *in->p);
  require (name != NULL, "an escape that there is");
  in->p++;
  *to++ = values[name - names];
  return to;
}

/* Parse the string that IN has next.  Return it, allocated.  */
static char *
parse_string (struct parser *in)
{
  char *text = get (in->end - in->p + 1);
  char *to = text;

  expect (in, '"');
  while (in->p < in->end && *in->p != '"')
    {
      require (*in->p >= 0x20, "no control character in a string");
      if (*in->p == '\\')
        {
          in->p++;
          to = parse_escape (in, to);
          continue;
        }
      size_t length = utf8_length (in->p, in->end - in->p);
      require (length != 0, "a string in UTF-8");
      to = mempcpy (to, in->p, length);
      in->p += length;
    }
  expect (in, '"');
  *to = '\0';
  return text;
}

/* Parse the LENGTH bytes at LINE, an object of strings, into M.  */
static void
parse_object (char const *line, size_t length, struct members *m)
{
  struct parser in = { (void const *) line, (void const *) (line + length) };

  expect (&in, '{');
  for (;;)
    {
      char *key = parse_string (&in);
      for (int i = 0; i < m->count; i++)
        require (strcmp (m->member[i].key, key) != 0, "no key twice");
      expect (&in, ':');
      add (m, key, parse_string (&in));
      if (in.p == in.end || *in.p != ',')
        break;
      in.p++;
    }
  expect (&in, '}');
  require (in.p == in.end, "nothing behind the object");
}

#endif
