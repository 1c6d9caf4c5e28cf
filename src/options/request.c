/* What do the options say, before it is known how they go together?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "request.h"

#include <stdarg.h>

#include "xvasprintf.h"

void
refuse (struct request *r, char const *format, ...)
{
  va_list args;

  va_start (args, format);
  *r->error = (struct usage_error) {
    .problem = USAGE_WRONG,
    .message = xvasprintf (format, args),
  };
  va_end (args);
}

void
advise (struct request *r, char const *note)
{
  if (wants_notes (&r->opts->report))
    r->error->advice = xasprintf ("note: %s", note);
}
