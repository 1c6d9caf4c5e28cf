/* Which characters can be printed, in which language are errors told?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_USER_LOCALE_H
#define FHLN_USER_LOCALE_H

/* Let the user's locale say what can be printed, from now on.  Where there is
   none, that is ASCII.  */
void use_locale (void);

#endif
