/* What flows through fhln: a job, from its request to its end and the cause of
   a failure.
   SPDX-License-Identifier: GPL-3.0-or-later

   One structure flows one way: the input writes the request, placing it writes
   the result, and who tells of it or explains it only reads both.  */

#ifndef FHLN_JOB_H
#define FHLN_JOB_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/fh.h"

/* What a link is made of.  */
enum link_kind
{
  LINK_HARD,
  LINK_SYMBOLIC,
  LINK_SIMULATED                /* a symbolic link that stands for a hard one */
};

/* How SOURCE is named.  */
enum source_kind
{
  SOURCE_PATH,
  SOURCE_VIA_HANDLE,            /* a path, linked by its file's handle */
  SOURCE_HANDLE,
  SOURCE_FD
};

/* The existing file, as the request names it.  */
struct source
{
  enum source_kind kind;
  char const *text;             /* as written; a symbolic link's contents */
  char const *name;             /* what the system gets, relative to DIRFD */
  size_t shared;                /* bytes of NAME up to its last slash, where
                                   other names may have them, too; else 0 */
  int dirfd;
  int start;                    /* the directory where TEXT starts */
  int fd;                       /* the descriptor of SOURCE_FD */
  int pinned;                   /* the file of a path, if confined, or -1 */
  fhandle_t const *handle;      /* the handle of SOURCE_HANDLE */
  bool follow;
  bool followed;                /* FOLLOW was true: NAME is where it led */
};

/* The new directory entry, as the request names it.  */
struct dest
{
  char const *dir;              /* DIRECTORY's text, for messages, or NULL */
  char const *text;             /* as written, or the base name in DIR */
  char const *name;             /* what the system gets, relative to DIRFD */
  size_t shared;                /* as in struct source */
  int dirfd;
  bool may_be_directory;        /* if it exists as one, the link goes inside */
};

/* How a job ended.  */
enum outcome
{
  OUTCOME_NONE,                 /* it has not */
  OUTCOME_LINKED,
  OUTCOME_REPLACED,
  OUTCOME_ALREADY,
  OUTCOME_SKIPPED,
  OUTCOME_PRINTED,              /* SOURCE's handle is in the result */
  OUTCOME_DECLINED,
  OUTCOME_FAILED
};

/* Is a job that has ended by OUTCOME no failure?  */
static inline bool
is_success (enum outcome outcome)
{
  return outcome != OUTCOME_FAILED && outcome != OUTCOME_DECLINED;
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
  REFUSED_JUST_CREATED,         /* this very run made DEST, or its backup */
  REFUSED_BACKUP_IS_SOURCE,     /* the backup would take SOURCE's name */
  REFUSED_MALFORMED,            /* SOURCE is no handle or descriptor */
  REFUSED_ESCAPE,               /* a name leaves where it must stay */
  REFUSED_SYMLINK,              /* a name has a symbolic link */
  REFUSED_NO_CONFINEMENT,       /* the system cannot promise it */
  REFUSED_NO_PROC,              /* SOURCE is held, and cannot be linked so */
  REFUSED_UNPAIRED,             /* the stream ends after a SOURCE */
  REFUSED_LINES                 /* its names end in newlines */
};

/* A temporary name that could not be removed.  */
struct left_name
{
  char *name;                   /* a base name, allocated, or NULL */
  bool is_old_file;             /* it is the old file's, maybe the only one */
};

/* What became of a request.  ERR is an errno, 0 unless OUTCOME_FAILED.  */
struct result
{
  enum outcome outcome;
  enum step step;
  enum refusal refusal;
  int err;
  int missing;                  /* -w: why the symbolic link leads nowhere */
  bool gap;                     /* DEST was missing for a moment */
  char *culprit;                /* the component refused, allocated */
  char *handle;                 /* SOURCE's, as text, allocated */
  char *backup;                 /* base name of the backup, allocated */
  struct left_name left[2];     /* names that stayed in DEST's directory */
};

/* What a job owns: text that is allocated or NULL, descriptors or -1.  */
struct owned
{
  char *src_text;
  char *dst_text;
  int src_dirfd;                /* where a part of SOURCE's name starts */
  int dst_dirfd;
  int src_fd;                   /* SOURCE itself, or its directory */
};

struct job
{
  struct source src;
  struct dest dst;
  enum link_kind kind;
  struct result result;
  struct owned owned;
};

/* JOB failed at STEP with the errno ERR.  */
void job_fail (struct job *job, enum step step, int err);

/* JOB was refused at STEP because of REFUSAL; ERR is the errno that comes
   nearest to it.  */
void job_refuse (struct job *job, enum refusal refusal, enum step step,
                 int err);

/* Free and close what JOB owns.  */
void job_free (struct job *job);

/* JOB is told: free what it owns.  The result of a link that was simply made
   owns nothing.  */
static inline void
job_release (struct job *job)
{
  struct owned const *owned = &job->owned;

  if (job->result.outcome != OUTCOME_LINKED
      || owned->src_text || owned->dst_text
      || (owned->src_dirfd & owned->dst_dirfd & owned->src_fd) != -1)
    job_free (job);
}

/* Does JOB link a file that a path names?  A symbolic link stores what is
   written, whatever that leads to.  */
static inline bool
job_has_path (struct job const *job)
{
  return (job->kind != LINK_SYMBOLIC
          && (job->src.kind == SOURCE_PATH
              || job->src.kind == SOURCE_VIA_HANDLE));
}

/* Was JOB about a directory to put links in, not about a new name?  */
static inline bool
job_is_about_directory (struct job const *job)
{
  return job->result.step == STEP_DIRECTORY || !job->src.text;
}

/* Exit status with --detailed-exit-status.  */
enum exit_class
{
  EXIT_CLASS_OTHER = 1,
  EXIT_CLASS_USAGE = 2,
  EXIT_CLASS_EXISTS = 3,
  EXIT_CLASS_OTHER_FILE_SYSTEM = 4,
  EXIT_CLASS_NOT_PERMITTED = 5,
  EXIT_CLASS_MISSING = 6,
  EXIT_CLASS_LINK_LIMIT = 7,
  EXIT_CLASS_NO_ROOM = 8,
  EXIT_CLASS_READ_ONLY = 9,
  EXIT_CLASS_NO_HARD_LINKS = 10
};

/* Why a job has failed.  */
struct cause
{
  char const *word;             /* from the table, or NULL */
  int class;
  char *note;                   /* allocated, or NULL */
};

#endif
