/* How is a finished job written as JSON?  (RFC 8259; one object a line.)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_JSON_H
#define FHLN_JSON_H

#include "cause.h"
#include "job.h"

/* Text that grows.  */
struct text
{
  char *bytes;
  size_t length;
  size_t size;
};

/* Add LENGTH bytes to TEXT.  */
void text_add (struct text *text, char const *bytes, size_t length);

/* Add JOB's object to LINE.  MESSAGE is the first line of its diagnostic
   without the program's name, or a warning, or NULL; CAUSE tells why it
   failed.  */
void json_job (struct text *line, struct job const *job, char const *message,
               struct cause const *cause);

#endif
