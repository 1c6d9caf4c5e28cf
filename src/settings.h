/* What was asked for?  A structure for each who does it, constant once the
   command line is parsed.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SETTINGS_H
#define FHLN_SETTINGS_H

#include <stdbool.h>
#include <unistd.h>

#include "backupfile.h"
#include "job.h"
#include "shard.h"

/* When a link is simulated.  */
enum simulate
{
  SIMULATE_NEVER,
  SIMULATE_AUTO,                /* where the file system has no hard links */
  SIMULATE_ALWAYS
};

/* What to do when DEST exists.  */
enum if_exists
{
  IF_EXISTS_FAIL,
  IF_EXISTS_SAME,               /* success if DEST already is this file */
  IF_EXISTS_SKIP,
  IF_EXISTS_REPLACE,
  IF_EXISTS_ASK
};

struct exclude;

/* How trees are walked.  */
struct tree_settings
{
  int workers;                  /* at most so many; 0: as many as there are
                                   processors */
  bool one_file_system;         /* no word about what is mounted inside */
  bool keeps_directories;       /* what is there keeps its attributes */
  bool skeleton;                /* nothing but directories is made */
  struct exclude *excluded;     /* what is left out, or NULL */
};

/* Where jobs come from, and how their names are meant.  */
struct input_settings
{
  enum link_kind kind;
  enum source_kind source_kind;
  bool print_handle;            /* a job is a SOURCE alone */
  bool probes;                  /* DEST is a directory to try in */
  bool follow;                  /* -L: SOURCE's last symbolic link */
  bool exact;                   /* -T: DEST is never entered */
  bool no_dereference;          /* -n: nor where it is a symbolic link */
  bool relative;                /* -r */
  bool asks;                    /* standard input is for answers */
  bool recursive;               /* -R: a SOURCE may be a tree */
  bool parents;                 /* directories on the way to DEST are made */
  struct tree_settings tree;    /* of -R */
  bool divided;                 /* --shard: only names of SHARD are done */
  struct shard shard;
  int confinement;              /* of enum look_up, or 0 */
  int source_dirfd;             /* AT_FDCWD, or a descriptor of the caller's */
  int dest_dirfd;
  char const *directory;        /* -t, or NULL */
  char const *files_from;       /* --files0-from, or NULL */
  char const *pairs_from;       /* --pairs0-from, or NULL */
};

/* What becomes of an existing DEST.  */
struct link_settings
{
  enum if_exists if_exists;
  enum backup_type backup;      /* not no_backups: replacing keeps DEST */
  char const *suffix;           /* of a simple backup */
  bool backs_up_own;            /* -b without -f: names of this run, too */
  bool keeps_same;              /* -R: what is a link already needs no backup:
                                   an earlier run may have made that */
  bool no_dereference;
  bool leave_directories;       /* -d: let the kernel refuse a directory */
  bool warn_missing;            /* -w */
  bool verify;                  /* a link that is made is looked at */
  bool dry_run;                 /* nothing is made, moved or removed */
};

/* When notes are told.  */
enum notes
{
  NOTES_ALWAYS,
  NOTES_ON_TERMINAL,            /* where standard error is one */
  NOTES_NEVER
};

/* What is told.  */
struct report_settings
{
  bool verbose;                 /* -v */
  bool only_changes;            /* and not where a link was there already */
  bool json;
  bool progress;
  bool warns;                   /* of links that are made, too */
  bool dry_run;                 /* what would be done is told, too */
  bool as_link;                 /* a failure, in GNU link's words */
  enum notes notes;
  char line_end;                /* of a line of output: newline or NUL */
  char const *failed_to;        /* --failed0-to, or NULL */
};

/* Do OPTS want notes on standard error?  */
static inline bool
wants_notes (struct report_settings const *opts)
{
  return (opts->notes == NOTES_ALWAYS
          || (opts->notes == NOTES_ON_TERMINAL && isatty (STDERR_FILENO)));
}

/* An operand that was probably meant to be the argument of the option before
   it, which takes none but behind '='.  */
struct stray
{
  char const *name;             /* the long name of that option */
  char const *operand;          /* NULL: none */
  char const *word;             /* the argument */
};

/* The whole command line, but for its operands.  */
struct settings
{
  struct input_settings input;
  struct link_settings link;
  struct report_settings report;
  enum simulate simulate;
  bool sync;
  bool detailed_status;
  struct stray stray;
};

/* The operands, as they were typed.  */
struct operands
{
  char **text;
  int count;
};

#endif
