/* What do the options say, before it is known how they go together?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_REQUEST_H
#define FHLN_REQUEST_H

#include "settings.h"
#include "usage-error.h"

struct request
{
  struct settings *opts;
  struct usage_error *error;    /* the first */
  int help;                     /* --help or --version, which came first; or
                                   0 */
  bool if_exists_given;
  int linking_option;           /* the first that --print-handle excludes */
  int staying_option;           /* the first that --probe excludes */
  int tree_option;              /* the first that -R alone allows; or 0 */
  char const **pattern_files;   /* of --exclude-from; allocated */
  int pattern_file_count;
  bool backs_up;
  char const *control;          /* --backup's argument, or NULL */
  char const *suffix;           /* -S's, or NULL */
};

/* Was a usage error found in R?  Then no other is looked for.  */
static inline bool
is_refused (struct request const *r)
{
  return r->error->problem != USAGE_GOOD;
}

/* Let R have the usage error that FORMAT tells.  */
void refuse (struct request *r, char const *format, ...)
  __attribute__ ((format (printf, 2, 3)));

/* R has a usage error in GNU ln's words: say what to type instead, if notes
   are wanted.  */
void advise (struct request *r, char const *note);

/* Let R do WHAT when DEST exists.  */
static inline void
set_if_exists (struct request *r, enum if_exists what)
{
  r->opts->link.if_exists = what;
  r->if_exists_given = true;
}

#endif
