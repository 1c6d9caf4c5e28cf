/* What does a note say of this process?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "note-process.h"

#include "xalloc.h"

/* What root may wonder about.  */
char *
put_root (struct scene const *s)
{
  struct process_facts const *process = &s->facts->process;

  if (process->known && process->owns_all && process->initial == ANSWER_NO)
    return xstrdup (" (root of a user namespace does not count)");
  return xstrdup (process->known && !process->owns_all && process->euid == 0
                  ? " (you are root without CAP_FOWNER)" : "");
}

/* What kind of link was to be made.  */
char *
put_link_kind (struct scene const *s)
{
  return xstrdup (is_hard (s) ? "hard link"
                  : is_stored_name (s) ? "symbolic link" : "directory");
}

/* On an id-mapped mount in a user namespace either may lack an id.  */
char *
put_or_namespace (struct scene const *s)
{
  return xstrdup (s->facts->process.initial == ANSWER_NO
                  ? ", or your user namespace," : "");
}
