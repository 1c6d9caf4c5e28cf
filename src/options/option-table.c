/* Which options are there?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "option-table.h"

#include <stddef.h>

/* The colon in front makes getopt silent: suggest_option speaks.  */
char const short_options[] = "+:bdfhinrst:vwzFLPRS:T";

struct option const long_options[] =
{
  { "backup", optional_argument, NULL, 'b' },
  { "beneath", no_argument, NULL, OPT_BENEATH },
  { "dest-dirfd", required_argument, NULL, OPT_DEST_DIRFD },
  { "detailed-exit-status", no_argument, NULL, OPT_DETAILED_EXIT_STATUS },
  { "directory", no_argument, NULL, 'F' },
  { "dry-run", no_argument, NULL, OPT_DRY_RUN },
  { "exclude", required_argument, NULL, OPT_EXCLUDE },
  { "exclude-from", required_argument, NULL, OPT_EXCLUDE_FROM },
  { "failed0-to", required_argument, NULL, OPT_FAILED0_TO },
  { "fd", no_argument, NULL, OPT_FD },
  { "files0-from", required_argument, NULL, OPT_FILES0_FROM },
  { "force", no_argument, NULL, 'f' },
  { "handle", no_argument, NULL, OPT_HANDLE },
  { "help", no_argument, NULL, OPT_HELP },
  { "if-exists", required_argument, NULL, OPT_IF_EXISTS },
  { "interactive", no_argument, NULL, 'i' },
  { "jobs", required_argument, NULL, OPT_JOBS },
  { "json", no_argument, NULL, OPT_JSON },
  { "logical", no_argument, NULL, 'L' },
  { "no-dereference", no_argument, NULL, 'n' },
  { "no-overwrite-dir", no_argument, NULL, OPT_NO_OVERWRITE_DIR },
  { "no-symlinks", no_argument, NULL, OPT_NO_SYMLINKS },
  { "no-notes", no_argument, NULL, OPT_NO_NOTES },
  { "no-target-directory", no_argument, NULL, 'T' },
  { "notes", no_argument, NULL, OPT_NOTES },
  { "one-file-system", no_argument, NULL, OPT_ONE_FILE_SYSTEM },
  { "pairs0-from", required_argument, NULL, OPT_PAIRS0_FROM },
  { "parents", no_argument, NULL, OPT_PARENTS },
  { "physical", no_argument, NULL, 'P' },
  { "print-handle", no_argument, NULL, OPT_PRINT_HANDLE },
  { "probe", no_argument, NULL, OPT_PROBE },
  { "progress", no_argument, NULL, OPT_PROGRESS },
  { "recursive", no_argument, NULL, 'R' },
  { "relative", no_argument, NULL, 'r' },
  { "shard", required_argument, NULL, OPT_SHARD },
  { "simulate", optional_argument, NULL, OPT_SIMULATE },
  { "skeleton", no_argument, NULL, OPT_SKELETON },
  { "source-dirfd", required_argument, NULL, OPT_SOURCE_DIRFD },
  { "suffix", required_argument, NULL, 'S' },
  { "symbolic", no_argument, NULL, 's' },
  { "sync", no_argument, NULL, OPT_SYNC },
  { "target-directory", required_argument, NULL, 't' },
  { "verbose", no_argument, NULL, 'v' },
  { "verify", no_argument, NULL, OPT_VERIFY },
  { "version", no_argument, NULL, OPT_VERSION },
  { "via-handle", no_argument, NULL, OPT_VIA_HANDLE },
  { "zero", no_argument, NULL, 'z' },

  /* Abbreviations that GNU ln 9.1 accepts, where a newer option begins in
     the same way.  */
  { "b", optional_argument, NULL, 'b' },
  { "d", no_argument, NULL, 'F' },
  { "f", no_argument, NULL, 'f' },
  { "h", no_argument, NULL, OPT_HELP },
  { "i", no_argument, NULL, 'i' },
  { "p", no_argument, NULL, 'P' },
  { "r", no_argument, NULL, 'r' },
  { "re", no_argument, NULL, 'r' },
  { "sy", no_argument, NULL, 's' },
  { NULL, 0, NULL, 0 }
};

char const *
long_name (int c)
{
  struct option const *option = long_options;
  int val = c == 'd' ? 'F' : c;

  while (option->name && option->val != val)
    option++;
  return option->name ? option->name : "no-dereference";
}

char const *
kind_name (enum source_kind kind)
{
  return (kind == SOURCE_FD ? "fd"
          : kind == SOURCE_HANDLE ? "handle" : "via-handle");
}

bool
is_tree_option (int c)
{
  switch (c)
    {
    case OPT_EXCLUDE:
    case OPT_EXCLUDE_FROM:
    case OPT_ONE_FILE_SYSTEM:
    case OPT_NO_OVERWRITE_DIR:
    case OPT_JOBS:
    case OPT_SKELETON:
      return true;
    default:
      return false;
    }
}

bool
is_linking_option (int c)
{
  switch (c)
    {
    case 'L':
    case 'P':
    case OPT_DETAILED_EXIT_STATUS:
    case 'z':
    case OPT_FD:
    case OPT_FILES0_FROM:
    case OPT_HELP:
    case OPT_JSON:
    case OPT_NO_NOTES:
    case OPT_NOTES:
    case OPT_PRINT_HANDLE:
    case OPT_PROGRESS:
    case OPT_SHARD:
    case OPT_SOURCE_DIRFD:
    case OPT_VERSION:
      return false;
    default:
      return true;
    }
}

bool
goes_with_probe (int c)
{
  switch (c)
    {
    case 'h':
    case 'n':
    case 't':
    case OPT_BENEATH:
    case OPT_DEST_DIRFD:
    case OPT_NO_SYMLINKS:
    case OPT_PROBE:
    case OPT_HANDLE:
    case OPT_VIA_HANDLE:
      return true;
    default:
      return c != OPT_PRINT_HANDLE && !is_linking_option (c);
    }
}
