/* What is an option of another program called here?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_FOREIGN_H
#define FHLN_FOREIGN_H

#include <stdbool.h>

/* Is NAME, a long option without its dashes, or a letter, an option of a
   program that does like things?  If so, store in *ADVICE what to type here,
   allocated; or NULL if there is nothing like it.  */
bool is_foreign_option (char const *name, char **advice);

#endif
