/* How is a name shown in a message?
   SPDX-License-Identifier: GPL-3.0-or-later

   Every text is allocated, to be freed.  */

#ifndef FHLN_QUOTING_H
#define FHLN_QUOTING_H

#include <stdbool.h>

/* Return NAME in quotes, all of it.  */
char *quoted_whole (char const *name);

/* As quoted_whole, without the middle of a NAME that is too long to be
   shown.  */
char *quoted_name (char const *name);

/* As quoted_name, for a note, where more than one name may have to share a
   line.  */
char *quoted_in_note (char const *name);

/* As quoted_name, quoted only where it must be; where a colon is to follow, if
   COLON.  */
char *quoted_if_needed (char const *name, bool colon);

/* As quoted_name, for TEXT of the command line, which may be quoted before
   anything is printed: the locale is used from then on.  */
char *quoted_argument (char const *text);

#endif
