/* What is a placeholder of a note?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PUT_H
#define FHLN_PUT_H

#include "scene.h"

/* Return what the placeholder stands for in S, allocated, or NULL if that is
   unknown.  */
typedef char *put_function (struct scene const *s);

#endif
