/* Was an operand meant to be the argument of an option?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "stray.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "platform/look.h"
#include "quoting.h"
#include "xvasprintf.h"

char *
stray_word_note (struct settings const *opts)
{
  struct stray const *stray = &opts->stray;
  struct look look;

  if (!stray->operand
      || look_at (opts->input.source_dirfd, stray->operand, false,
                  &look) != ENOENT)
    return NULL;

  char *meant = xasprintf ("--%s=%s", stray->name, stray->word);
  char *quoted = quoted_argument (meant);
  char *operand = quoted_argument (stray->operand);
  bool plain = strlen (quoted) == strlen (meant) + 2;
  char *note = xasprintf ("%s was taken for an operand: write %s", operand,
                          plain ? meant : quoted);
  free (operand);
  free (quoted);
  free (meant);
  return note;
}
