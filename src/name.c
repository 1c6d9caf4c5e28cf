/* What does a file name consist of?  Pure: no system call is made here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "name.h"

#include <string.h>
#include <strings.h>

#include "basename-lgpl.h"
#include "unistr.h"
#include "xalloc.h"

char const *
base_name_of (char const *name, size_t *length)
{
  char const *base = last_component (name);

  *length = base_len (base);
  return base;
}

size_t
parent_length (char const *name)
{
  return last_component (name) - name;
}

char *
base_of (char const *name)
{
  size_t length;
  char const *base = base_name_of (name, &length);

  return ximemdup0 (base, length);
}

char *
parent_of (char const *name)
{
  size_t length = parent_length (name);

  return length != 0 ? ximemdup0 (name, length) : xstrdup (".");
}

bool
ends_in_slash (char const *name)
{
  size_t length = strlen (name);

  return length != 0 && name[length - 1] == '/';
}

/* Is NAME, of LENGTH bytes, what Windows calls a device, with or without a
   suffix?  */
static bool
is_device_name (char const *name, size_t length)
{
  static char const devices[][4] = { "aux", "con", "nul", "prn" };
  char const *dot = memchr (name, '.', length);
  size_t stem = dot ? (size_t) (dot - name) : length;

  if (stem == 4 && '1' <= name[3] && name[3] <= '9')
    return (strncasecmp (name, "com", 3) == 0
            || strncasecmp (name, "lpt", 3) == 0);
  for (size_t i = 0; stem == 3 && i < sizeof devices / sizeof *devices; i++)
    if (strncasecmp (name, devices[i], 3) == 0)
      return true;
  return false;
}

/* As oddity_of, of the component NAME of LENGTH bytes.  */
static char const *
oddity_of_component (char const *name, size_t length)
{
  if (length == 0 || (length <= 2 && name[0] == '.' && name[length - 1] == '.'))
    return NULL;
  if (u8_check ((uint8_t const *) name, length))
    return "it is not UTF-8";
  for (size_t i = 0; i < length; i++)
    if ((unsigned char) name[i] < ' ' || name[i] == '\177')
      return "it has a control character";
    else if (strchr ("\"*:<>?\\|", name[i]))
      return "it has one of the characters \"*:<>?\\|";
  if (name[length - 1] == '.' || name[length - 1] == ' ')
    return "it ends in a dot or a space";
  return (is_device_name (name, length) ? "it is a device name on other systems"
          : NULL);
}

char const *
oddity_of (char const *name)
{
  char const *oddity = NULL;

  for (size_t length; !oddity && *name != '\0'; name += length)
    {
      name += strspn (name, "/");
      length = strcspn (name, "/");
      oddity = oddity_of_component (name, length);
    }
  return oddity;
}
