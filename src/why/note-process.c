/* What does a note say of this process?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "note-process.h"

#include "note-text.h"
#include "xalloc.h"

char *
put_you (struct scene const *s)
{
  return id_text (ID_USER, s->facts->names.you, s->facts->process.euid);
}

/* What root of a user namespace may wonder about.  */
char *
put_userns (struct scene const *s)
{
  return xstrdup (s->facts->process.known && s->facts->process.owns_all
                  && s->facts->process.initial == ANSWER_NO
                  ? " (root of a user namespace does not count)" : "");
}

/* What kind of link was to be made.  */
char *
put_link_kind (struct scene const *s)
{
  return xstrdup (is_hard (s) ? "hard" : "symbolic");
}
