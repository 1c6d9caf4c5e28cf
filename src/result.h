/* How did a job end?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RESULT_H
#define FHLN_RESULT_H

#include <stdbool.h>
#include <sys/types.h>

/* How a job ended.  */
enum outcome
{
  OUTCOME_NONE,                 /* it has not */
  OUTCOME_LINKED,
  OUTCOME_REPLACED,
  OUTCOME_ALREADY,
  OUTCOME_SKIPPED,
  OUTCOME_POSSIBLE,             /* a link could be made (--probe) */
  OUTCOME_PRINTED,              /* SOURCE's handle is in the result */
  OUTCOME_MADE,                 /* a directory */
  OUTCOME_WOULD_LINK,           /* --dry-run: what the end would be */
  OUTCOME_WOULD_REPLACE,
  OUTCOME_WOULD_ASK,
  OUTCOME_WOULD_MAKE,
  OUTCOME_VANISHED,             /* SOURCE, before it could be linked */
  OUTCOME_DECLINED,
  OUTCOME_UNKNOWN,              /* whether one could */
  OUTCOME_IMPOSSIBLE,           /* and none can, for the reason given */
  OUTCOME_FAILED
};

/* Is a job that has ended by OUTCOME no failure?  */
static inline bool
is_success (enum outcome outcome)
{
  return outcome < OUTCOME_DECLINED;
}

/* Does OUTCOME tell what was found by trying, with nothing left?  */
static inline bool
is_of_probe (enum outcome outcome)
{
  return (outcome == OUTCOME_POSSIBLE || outcome == OUTCOME_UNKNOWN
          || outcome == OUTCOME_IMPOSSIBLE);
}


/* Which step failed.  */
enum step
{
  STEP_NONE,
  STEP_INPUT,                   /* reading the stream of names */
  STEP_SOURCE,                  /* looking SOURCE up */
  STEP_HANDLE,                  /* getting its handle */
  STEP_DEST,                    /* looking DEST up */
  STEP_DIRECTORY,               /* opening DIRECTORY */
  STEP_LINK,
  STEP_BACKUP,                  /* naming the old DEST */
  STEP_RENAME,                  /* moving the new link over DEST */
  STEP_UNLINK,                  /* removing the temporary name */
  STEP_MAKE_DIRECTORY,          /* making or opening a tree's, at DEST; or one
                                   on the way to DEST */
  STEP_LIST,                    /* reading a tree's, at SOURCE */
  STEP_ATTRIBUTES,              /* setting what a tree's has beside its names */
  STEP_SYNC_BEFORE,             /* --sync, before anything is made */
  STEP_SYNC                     /* --sync, after DEST is made */
};

/* What fhln refused by itself, beyond what the errno tells.  */
enum refusal
{
  REFUSED_NOTHING,
  REFUSED_SOURCE_DIRECTORY,     /* SOURCE is a directory */
  REFUSED_DEST_DIRECTORY,       /* DEST is one, and would be replaced */
  REFUSED_NOT_DIRECTORY,        /* DIRECTORY is none */
  REFUSED_SAME_FILE,            /* both names are one directory entry */
  REFUSED_NOT_LINKED,           /* the system said that it made the link, and
                                   has not */
  REFUSED_JUST_CREATED,         /* this very run made DEST, or its backup */
  REFUSED_BACKUP_IS_SOURCE,     /* the backup would take SOURCE's name */
  REFUSED_MALFORMED,            /* SOURCE is no handle or descriptor */
  REFUSED_UPWARDS,              /* SOURCE has "..", and DEST its whole name */
  REFUSED_ESCAPE,               /* a name leaves where it must stay */
  REFUSED_SYMLINK,              /* a name has a symbolic link */
  REFUSED_NO_CONFINEMENT,       /* the system cannot promise it */
  REFUSED_NO_PROC,              /* SOURCE is held, and cannot be linked so */
  REFUSED_UNPAIRED,             /* the stream ends after a SOURCE */
  REFUSED_LINES,                /* its names end in newlines */
  REFUSED_DEST_NO_DIRECTORY,    /* DEST is none, and a directory goes there */
  REFUSED_DEST_INSIDE,          /* DEST lies inside of SOURCE, or is it */
  REFUSED_SOURCE_IS_DEST,       /* the tree comes back to where it started */
  REFUSED_NO_SKELETON,          /* --shard: a directory was not made before */
  REFUSED_INNER_MOUNT,          /* something is mounted inside a tree */
  REFUSED_MOVED                 /* a directory left its place meanwhile */
};

/* A temporary name that could not be removed.  */
struct left_name
{
  char *name;                   /* a base name, allocated, or NULL */
  bool is_old_file;             /* it is the old file's, maybe the only one */
};

/* What became of a request.  ERR is an errno, 0 unless something
   failed, or would.  */
struct result
{
  enum outcome outcome;
  enum step step;
  enum refusal refusal;
  int err;
  bool temporary;               /* STEP_LINK: under a temporary name, as DEST is
                                   there */
  bool unverified;              /* --verify: the new name has another number
                                   than SOURCE, as servers may give it */
  mode_t instead;               /* REFUSED_NOT_LINKED: what was made; 0:
                                   nothing */
  int missing;                  /* -w: why the symbolic link leads nowhere */
  bool handle_works;            /* OUTCOME_IMPOSSIBLE: but by SOURCE's handle it
                                   is possible */
  bool gap;                     /* DEST was missing for a moment */
  char *culprit;                /* the component refused, allocated */
  char *directory;              /* STEP_MAKE_DIRECTORY: the one on the way to
                                   DEST, allocated, or NULL */
  char *handle;                 /* SOURCE's, as text, allocated */
  char *backup;                 /* base name of the backup, allocated */
  struct left_name left[2];     /* names that stayed in DEST's directory */
};

#endif
