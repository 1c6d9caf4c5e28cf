/* What may have been the cause of a failure?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_FACTS_H
#define FHLN_FACTS_H

#include "platform/file.h"
#include "platform/privilege.h"
#include "platform/walk.h"

/* All that is known after a failure.  It is looked at once, when a link could
   not be made, and never by trying again.  */
struct facts
{
  struct process_facts process;
  struct walk src_walk;
  struct walk dir_walk;
  struct file_facts src;
  struct file_facts dir;        /* where DEST is, or would be */
  struct file_facts dst;        /* what is at DEST */
  int handle_err;               /* opening SOURCE by its handle again */
};

#endif
