/* Which characters can be printed, where the C library has no locales?
   SPDX-License-Identifier: GPL-3.0-or-later

   musl knows UTF-8, and bytes of which those of ASCII can be printed.  It takes
   UTF-8 where nothing is set, and for whatever charset.  Here, as with GNU's C
   library, a locale must name UTF-8.  */

#include <config.h>

#include "user-locale.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "c-ctype.h"

/* Does LOCALE name UTF-8: en_US.UTF-8, C.utf8, sr_RS.UTF-8@latin?  */
static bool
names_utf8 (char const *locale)
{
  char const *rest = "utf8";
  char const *p = strchr (locale, '.');

  if (!p)
    return false;
  while (*++p != '\0' && *p != '@')
    if (c_isalnum (*p) && (*rest == '\0' || c_tolower (*p) != *rest++))
      return false;
  return *rest == '\0';
}

void
use_locale (void)
{
  char const *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };
  char const *locale = NULL;

  for (int i = 0; i < 3 && !(locale && *locale != '\0'); i++)
    locale = getenv (variables[i]);
  if (locale && names_utf8 (locale))
    setlocale (LC_CTYPE, "C.UTF-8");
}
