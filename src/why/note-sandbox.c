/* What does a note say of sandboxes and security modules?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "note-sandbox.h"

#include <stdlib.h>

#include "evidence-sandbox.h"
#include "note-text.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* A sandbox that may have refused.  */
struct suspect
{
  fits_function *fits;
  char const *name;
  char const *label;            /* what its label is called, or NULL */
};

static struct suspect const suspects[] =
{
  { may_be_apparmor, "AppArmor", "profile" },
  { may_be_selinux, "SELinux", "domain" },
  { may_be_smack, "Smack", "label" },
  { may_be_tomoyo, "the security module TOMOYO", NULL },
  { may_be_landlock, "a Landlock sandbox", NULL },
  { may_be_seccomp, "the active seccomp filter", NULL },
};

/* Return what SUSPECT is called, allocated.  */
static char *
name_of (struct suspect const *suspect, struct scene const *s)
{
  if (!suspect->label || !s->facts->sandbox.domain)
    return xstrdup (suspect->name);

  char *label = quoted (s->facts->sandbox.domain);
  char *name = xasprintf ("%s (%s %s)", suspect->name, suspect->label, label);
  free (label);
  return name;
}

/* All that may have refused, with "or" between them; NULL if that is none.  */
char *
put_sandboxes (struct scene const *s)
{
  char *all = NULL;

  for (size_t i = 0; i < sizeof suspects / sizeof *suspects; i++)
    if (suspects[i].fits (s))
      {
        char *name = name_of (&suspects[i], s);
        char *longer = xasprintf ("%s%s%s", all ? all : "", all ? " or " : "",
                                  name);
        free (name);
        free (all);
        all = longer;
      }
  return all;
}

/* As put_sandboxes, behind others that may have refused, or "".  */
char *
put_or_sandboxes (struct scene const *s)
{
  char *all = put_sandboxes (s);
  char *text = all ? xasprintf (", or %s did", all) : xstrdup ("");

  free (all);
  return text;
}
