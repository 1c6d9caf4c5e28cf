/* How does procfs write a name with spaces?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "octal.h"

char *
unescape_octal (char *text)
{
  char *to = text;

  for (char const *p = text; *p != '\0'; )
    if (p[0] == '\\' && '0' <= p[1] && p[1] <= '3'
        && '0' <= p[2] && p[2] <= '7' && '0' <= p[3] && p[3] <= '7')
      {
        *to++ = (char) ((p[1] - '0') << 6 | (p[2] - '0') << 3 | (p[3] - '0'));
        p += 4;
      }
    else
      *to++ = *p++;
  *to = '\0';
  return text;
}
