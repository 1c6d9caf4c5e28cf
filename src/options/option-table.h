/* Which options are there?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_OPTION_TABLE_H
#define FHLN_OPTION_TABLE_H

#include <getopt.h>
#include <limits.h>
#include <stdbool.h>

#include "job.h"

/* Options that have no letter.  */
enum
{
  OPT_HELP = CHAR_MAX + 1,
  OPT_VERSION,
  OPT_IF_EXISTS,
  OPT_SOURCE_DIRFD,
  OPT_DEST_DIRFD,
  OPT_DETAILED_EXIT_STATUS,
  OPT_NO_NOTES,
  OPT_NOTES,
  OPT_FD,
  OPT_HANDLE,
  OPT_VIA_HANDLE,
  OPT_PRINT_HANDLE,
  OPT_PROBE,
  OPT_FILES0_FROM,
  OPT_PAIRS0_FROM,
  OPT_JSON,
  OPT_PROGRESS,
  OPT_BENEATH,
  OPT_NO_SYMLINKS,
  OPT_SIMULATE,
  OPT_SYNC,
  OPT_VERIFY,
  OPT_EXCLUDE,
  OPT_EXCLUDE_FROM,
  OPT_ONE_FILE_SYSTEM,
  OPT_NO_OVERWRITE_DIR,
  OPT_DRY_RUN,
  OPT_PARENTS,
  OPT_JOBS,
  OPT_FAILED0_TO,
  OPT_SHARD,
  OPT_SKELETON
};

/* As getopt_long wants them.  The first character of the letters is a plus
   sign, with which the first operand ends the options.  */
extern char const short_options[];
extern struct option const long_options[];

/* Return the long name of the option C.  */
char const *long_name (int c);

/* Return the long name of the option that makes SOURCEs KIND.  */
char const *kind_name (enum source_kind kind);

/* Does the option C concern the walking of trees alone?  */
bool is_tree_option (int c);

/* Does the option C concern the making of links alone?  */
bool is_linking_option (int c);

/* Does the option C go with --probe, after which no link stays?  */
bool goes_with_probe (int c);

#endif
