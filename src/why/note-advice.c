/* What does a note advise?  Pure.  Nothing but what a look has shown to work
   for this caller, here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "note-advice.h"

#include <stdlib.h>

#include "filenamecat.h"
#include "name.h"
#include "note-text.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* Would the link be made, were the two on one mount?  What the kernel checks
   after that must not forbid it.  */
static bool
would_be_made (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;
  struct file_facts const *dir = &s->facts->dir;

  return (s->facts->process.known && src->look.attributes_known
          && dir->look.attributes_known
          && (!S_ISDIR (src->look.mode) || s->job->kind == LINK_DIRECTORY)
          && !mount_of (src)->idmapped && !mount_of (dir)->idmapped
          && !src->look.immutable && !src->look.append_only
          && !dir->look.immutable && !dir->look.encrypted
          && dir->may_use == ANSWER_YES
          && (is_mine (s, src)
              || s->facts->process.protects_hardlinks == ANSWER_NO
              || (s->facts->process.owns_all
                  && s->facts->process.initial == ANSWER_YES))
          && !(dir->has_project && dir->passes_project
               && !(src->has_project && src->project == dir->project))
          && src->look.subvolume == dir->look.subvolume);
}

/* Return the name of DEST in the directory DIR, as DEST is on SOURCE's
   mount.  */
static char *
dest_in (struct scene const *s, char const *dir)
{
  char *base = base_of (s->job->dst.name);
  char *name = file_name_concat (dir, base, NULL);

  free (base);
  return quoted_text (name);
}

char *
put_instead (struct scene const *s)
{
  struct advice const *advice = &s->facts->advice;
  char *names = NULL;

  if (!would_be_made (s))
    return xstrdup ("");
  if (advice->src)
    {
      char *src = quoted (advice->src);
      names = xasprintf ("%s as the existing %s", src,
                         S_ISDIR (s->facts->src.look.mode) ? "directory"
                         : "file");
      free (src);
    }
  else if (advice->dir && !mount_of (&s->facts->src)->read_only)
    {
      char *dst = dest_in (s, advice->dir);
      names = xasprintf ("%s as the new name", dst);
      free (dst);
    }
  char const *handle = advice->by_handle ? "--via-handle" : "";
  char *text = (names ? xasprintf ("; use %s%s%s", names,
                                   advice->by_handle ? ", or " : "", handle)
                : xasprintf ("%s%s", advice->by_handle ? "; use " : "",
                             handle));
  free (names);
  return text;
}
