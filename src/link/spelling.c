/* Could two spellings be one name?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later

   Directories that fold names (casefold of ext4 and f2fs, vfat, exfat, ntfs,
   SMB, HFS+, servers behind FUSE) differ in what they take for equal.  What is
   folded here is as much as any of them folds; whether the directory at hand
   does is asked of it (same.c).  */

#include <config.h>

#include "spelling.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "name.h"
#include "unicase.h"
#include "unictype.h"
#include "uninorm.h"
#include "unistr.h"
#include "xalloc.h"

enum { USUAL_SIZE = 256 };      /* of a name, its NUL included */

/* Return the length of NAME.  Set *ASCII to whether it has nothing else.  */
static size_t
measure (char const *name, bool *ascii)
{
  unsigned char all = 0;
  size_t length = 0;

  for (; name[length] != '\0'; length++)
    all |= (unsigned char) name[length];
  *ascii = all < 0x80;
  return length;
}

/* Store the LENGTH bytes at NAME in TO, in lower case as far as they are ASCII,
   without the blanks and dots at the end, which some file systems drop.  */
static void
fold_ascii (char const *name, size_t length, char *to)
{
  while (length != 0 && (name[length - 1] == '.' || name[length - 1] == ' '))
    length--;
  memmove (to, name, length);
  to[length] = '\0';
  for (char *p = to; *p != '\0'; p++)
    if ('A' <= *p && *p <= 'Z')
      *p += 'a' - 'A';
}

/* Drop the characters of the *LENGTH bytes of UTF-8 at TEXT that have no
   effect on a name where names are folded.  */
static void
drop_ignorable (uint8_t *text, size_t *length)
{
  size_t kept = 0;
  size_t step;

  for (size_t i = 0; i < *length; i += step)
    {
      ucs4_t character;
      step = u8_mbtouc (&character, text + i, *length - i);
      if (uc_is_property_default_ignorable_code_point (character))
        continue;
      memmove (text + kept, text + i, step);
      kept += step;
    }
  *length = kept;
}

/* Return the LENGTH bytes of UTF-8 at NAME folded and decomposed, allocated and
   ended by NUL; NULL if it is no UTF-8.  */
static char *
fold_unicode (char const *name, size_t length)
{
  uint8_t const *bytes = (uint8_t const *) name;

  if (u8_check (bytes, length))
    return NULL;

  size_t folded_length;
  uint8_t *folded = u8_casefold (bytes, length, NULL, UNINORM_NFD, NULL,
                                 &folded_length);
  if (!folded)
    xalloc_die ();
  drop_ignorable (folded, &folded_length);
  char *result = ximemdup0 (folded, folded_length);
  free (folded);
  return result;
}

char *
fold_name (char const *name, char *buffer, size_t size)
{
  bool ascii;
  size_t length = measure (name, &ascii);
  char *unicode = ascii ? NULL : fold_unicode (name, length);

  if (unicode)
    {
      fold_ascii (unicode, strlen (unicode), unicode);
      return unicode;
    }
  char *folded = length < size ? buffer : xmalloc (length + 1);
  fold_ascii (name, length, folded);
  return folded;
}

/* Is NAME one that DOS would have given a second, short name?  */
static bool
is_long_name (char const *name)
{
  enum { STEM_MAX = 8, EXTENSION_MAX = 3 };
  char const *dot = strrchr (name, '.');
  size_t stem = dot ? (size_t) (dot - name) : strlen (name);

  return (stem > STEM_MAX || (dot && strlen (dot + 1) > EXTENSION_MAX)
          || strchr (name, ' ') || memchr (name, '.', stem));
}

/* Is NAME of the shape of such a short name, as in LONGNA~1.TXT?  */
static bool
is_short_name (char const *name)
{
  enum { STEM_MAX = 8, SHORT_MAX = 12 };
  char const *tilde = strchr (name, '~');

  if (!tilde || tilde == name || tilde - name >= STEM_MAX || tilde[1] == '0'
      || strlen (name) > SHORT_MAX)
    return false;
  size_t digits = strspn (tilde + 1, "0123456789");
  return digits != 0 && (tilde[1 + digits] == '\0' || tilde[1 + digits] == '.');
}

bool
may_be_one (char const *a, char const *b)
{
  char buffers[2][USUAL_SIZE];

  if (strcmp (a, b) == 0 || (is_short_name (a) && is_long_name (b))
      || (is_short_name (b) && is_long_name (a)))
    return true;

  char *folded[2] = { fold_name (a, buffers[0], sizeof buffers[0]),
                      fold_name (b, buffers[1], sizeof buffers[1]) };
  bool result = strcmp (folded[0], folded[1]) == 0;
  for (int i = 0; i < 2; i++)
    if (folded[i] != buffers[i])
      free (folded[i]);
  return result;
}

size_t
cut_at (char const *name, size_t length)
{
  if (u8_check ((uint8_t const *) name, strlen (name)) == NULL)
    while (length != 0 && is_inside_character (name[length]))
      length--;
  return length;
}
