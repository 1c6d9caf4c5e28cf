/* Which names are left out of a tree?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "pattern.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "exclude.h"
#include "quoting.h"
#include "xalloc.h"

/* As tar matches by default: anywhere behind a slash, '*' also one, and what
   lies below a match.  */
enum { AS_TAR = EXCLUDE_WILDCARDS | FNM_LEADING_DIR };

/* Return the patterns of R, made if there are none yet.  */
static struct exclude *
patterns (struct request *r)
{
  struct tree_settings *tree = &r->opts->input.tree;

  if (!tree->excluded)
    tree->excluded = new_exclude ();
  return tree->excluded;
}

void
exclude_pattern (struct request *r, char const *pattern)
{
  add_exclude (patterns (r), pattern, AS_TAR);
}

void
exclude_patterns_of (struct request *r, char const *file)
{
  r->pattern_files = xnrealloc (r->pattern_files, r->pattern_file_count + 1,
                                sizeof *r->pattern_files);
  r->pattern_files[r->pattern_file_count++] = file;
  if (add_exclude_file (add_exclude, patterns (r), file, AS_TAR, '\n') == 0)
    return;

  int err = errno;
  char *shown = quoted_argument (file);
  refuse (r, "cannot read patterns from %s: %s", shown, strerror (err));
  free (shown);
}

void
forget_patterns (struct request *r)
{
  struct tree_settings *tree = &r->opts->input.tree;

  if (tree->excluded)
    free_exclude (tree->excluded);
  tree->excluded = NULL;
}
