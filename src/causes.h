/* Why did it fail, as the facts show it?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_CAUSES_H
#define FHLN_CAUSES_H

#include "cause.h"
#include "facts.h"
#include "job.h"

/* Return the exit class of the errno ERR, where no cause has another.  */
enum exit_class errno_class (int err);

/* Tell in CAUSE why JOB has failed, as FACTS show it.  Its note, if there is
   one, is the caller's to free.  */
void explain (struct job const *job, struct facts const *facts,
              struct cause *cause);

/* What the table tells of a cause.  */
struct listed_cause
{
  char const *errno_name;
  char const *word;
  char const *manual;           /* NULL: it stands in an earlier row */
  int status;                   /* with --detailed-exit-status */
};

/* Call SHOW for each row of the table, in its order.  */
void for_each_cause (void (*show) (struct listed_cause const *entry,
                                   void *data),
                     void *data);

#endif
