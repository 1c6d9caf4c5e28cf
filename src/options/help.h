/* What does --help say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_HELP_H
#define FHLN_HELP_H

/* Return the operand forms, ended by NULL.  */
char const *const *help_forms (void);

/* Return what follows them, in parts, ended by NULL.  */
char const *const *help_texts (void);

#endif
