/* How does a cause's template become a note?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_NOTE_H
#define FHLN_NOTE_H

#include "scene.h"

/* Return TEMPLATE with its placeholders expanded for S, allocated, or NULL if
   something that it names is unknown.  */
char *expand_note (char const *template, struct scene const *s);

#endif
