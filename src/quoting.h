/* How is a name shown in a message?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_QUOTING_H
#define FHLN_QUOTING_H

#include <stdbool.h>

/* Return NAME in quotes, all of it, in slot SLOT of quotearg; valid until that
   is used again.  */
char *quoted_whole (int slot, char const *name);

/* As quoted_whole, without the middle of a NAME that is too long to be
   shown.  */
char const *quoted_name (int slot, char const *name);

/* As quoted_name in slot 0, quoted only where it must be; where a colon is to
   follow, if COLON.  */
char const *quoted_if_needed (char const *name, bool colon);

#endif
