/* Which names are left out of a tree?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "pattern.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "deep.h"
#include "exclude.h"
#include "platform/error-text.h"
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

/* A function for add_exclude_fp, which has no use for DATA.  */
static void
add_line (struct exclude *excluded, char const *line, int options, void *data)
{
  (void) data;
  add_exclude (excluded, line, options);
}

/* Add the patterns of FILE, "-" for standard input, to EXCLUDED.  As gnulib's
   add_exclude_file, but FILE may be longer than the system takes.  Return 0 or
   an errno.  */
static int
add_lines_of (struct exclude *excluded, char const *file)
{
  bool is_input = strcmp (file, "-") == 0;
  int fd = is_input ? -1 : open_file_deep (file, O_RDONLY);
  FILE *lines = is_input ? stdin : fd >= 0 ? fdopen (fd, "r") : NULL;
  int err = 0;

  if (!lines)
    {
      err = errno;
      if (fd >= 0)
        close (fd);
      return err;
    }
  if (add_exclude_fp (add_line, excluded, lines, AS_TAR, '\n', NULL) != 0)
    err = errno;
  if (!is_input)
    fclose (lines);
  return err;
}

void
exclude_patterns_of (struct request *r, char const *file)
{
  r->pattern_files = xnrealloc (r->pattern_files, r->pattern_file_count + 1,
                                sizeof *r->pattern_files);
  r->pattern_files[r->pattern_file_count++] = file;

  int err = add_lines_of (patterns (r), file);
  if (err == 0)
    return;
  struct error_room room;
  char *shown = quoted_argument (file);
  refuse (r, "cannot read patterns from %s: %s", shown,
          error_text (err, &room));
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
