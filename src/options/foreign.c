/* What is an option of another program called here?
   SPDX-License-Identifier: GPL-3.0-or-later

   Only what is in the table of options is named.  */

#include <config.h>

#include "foreign.h"

#include <string.h>

#include "option-table.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* A name elsewhere, and here: if the first is no option, the second.  The rows
   hold no pointers, which would be relocated in each run.  */
struct foreign
{
  char name[16];
  char here[20];
  char also[12];
};

static struct foreign const foreigners[] =
{
  /* A letter is no more than one byte.  */
  { "0", "zero", "files0-from" },
  { "null", "zero", "files0-from" },
  { "a", "recursive", "" },
  { "archive", "recursive", "" },
  { "link-dest", "recursive", "" },
  { "symlink", "symbolic", "" },
  { "symlinks", "symbolic", "" },
  { "soft", "symbolic", "" },
  { "x", "one-file-system", "" },
  { "xdev", "one-file-system", "" },
  { "exclude-dir", "exclude", "" },
  { "j", "jobs", "" },
  { "threads", "jobs", "" },
  { "workers", "jobs", "" },
  { "p", "parents", "" },
  { "D", "parents", "" },
  { "mkpath", "parents", "" },
  { "mkdir", "parents", "" },
  { "make-dirs", "parents", "" },
  { "dryrun", "dry-run", "" },
  { "just-print", "dry-run", "" },
  { "simulate-only", "dry-run", "" },
};

/* Is NAME an option that asks for what is done without any?  */
static bool
asks_for_default (char const *name)
{
  return (strcmp (name, "l") == 0 || strcmp (name, "link") == 0
          || strcmp (name, "hard") == 0 || strcmp (name, "hard-links") == 0);
}

/* Is NAME a long option?  */
static bool
is_option (char const *name)
{
  struct option const *o = long_options;

  while (o->name && strcmp (o->name, name) != 0)
    o++;
  return o->name && *name != '\0';
}

bool
is_foreign_option (char const *name, char **advice)
{
  *advice = NULL;
  if (asks_for_default (name))
    {
      *advice = xstrdup ("leave it out: hard links are made without an option");
      return true;
    }
  for (size_t i = 0; i < sizeof foreigners / sizeof *foreigners; i++)
    {
      struct foreign const *row = &foreigners[i];
      if (strcmp (row->name, name) != 0)
        continue;
      if (is_option (row->here) && is_option (row->also))
        *advice = xasprintf ("did you mean '--%s' or '--%s'?", row->here,
                             row->also);
      else if (is_option (row->here))
        *advice = xasprintf ("did you mean '--%s'?", row->here);
      return true;
    }
  return false;
}
