/* What flows through fhln?  A job, from its request to its end.
   SPDX-License-Identifier: GPL-3.0-or-later

   One structure flows one way: the input writes the request; what makes the
   link may let its names start elsewhere, and writes the result; who tells of
   it or explains it only reads both.  */

#ifndef FHLN_JOB_H
#define FHLN_JOB_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/fh.h"
#include "result.h"
#include "tree-place.h"

/* What a link is made of.  */
enum link_kind
{
  LINK_HARD,
  LINK_SYMBOLIC,
  LINK_SIMULATED,               /* a symbolic link that stands for a hard one */
  LINK_DIRECTORY                /* no link: a tree's directory, made anew */
};

/* How SOURCE is named.  */
enum source_kind
{
  SOURCE_PATH,
  SOURCE_VIA_HANDLE,            /* a path, linked by its file's handle */
  SOURCE_HANDLE,
  SOURCE_FD
};

/* Is a SOURCE of KIND a path?  */
static inline bool
is_path (enum source_kind kind)
{
  return kind == SOURCE_PATH || kind == SOURCE_VIA_HANDLE;
}

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
  int fd;                       /* the descriptor of SOURCE_FD, or -1 */
  int pinned;                   /* the file of a path, if confined, or -1 */
  fhandle_t const *handle;      /* the handle of SOURCE_HANDLE */
  bool follow;
  bool followed;                /* FOLLOW was true: NAME is where it led */
  bool confined;                /* it must not lead just anywhere */
};

/* The new directory entry, as the request names it.  */
struct dest
{
  char const *dir;              /* DIRECTORY's text, for messages, or NULL */
  char const *text;             /* as written, or the name in DIR */
  char const *name;             /* what the system gets, relative to DIRFD */
  size_t shared;                /* as in struct source */
  int dirfd;
  bool may_be_directory;        /* if it exists as one, the link goes inside */
  bool absent;                  /* its directory is only foreseen */
};

/* What a job owns.  */
struct owned
{
  char *src_text;               /* allocated, or NULL */
  char *dst_text;
  int count;                    /* of descriptors */
  int fds[3];                   /* where SOURCE's name starts, and DEST's;
                                   SOURCE itself */
};

struct job
{
  struct source src;
  struct dest dst;
  enum link_kind kind;
  struct tree_place const *tree; /* where both TEXTs are base names; or NULL */
  struct result result;
  struct owned owned;
};

/* JOB failed at STEP with the errno ERR.  */
void job_fail (struct job *job, enum step step, int err);

/* JOB was refused at STEP because of REFUSAL; ERR is the errno that comes
   nearest to it.  */
void job_refuse (struct job *job, enum refusal refusal, enum step step,
                 int err);

/* Return the text of JOB's SOURCE, or DEST, as it is to be shown, allocated;
   NULL if JOB has none.  */
char *job_source_text (struct job const *job);
char *job_dest_text (struct job const *job);

/* Return the text of NAME in the directory where JOB's DEST lies,
   allocated.  */
char *job_text_beside (struct job const *job, char const *name);

/* Let JOB own the descriptor FD.  */
void job_own (struct job *job, int fd);

/* Free and close what JOB owns.  */
void job_free (struct job *job);

/* Does JOB make a hard link, or what stands for one?  */
static inline bool
job_links_file (struct job const *job)
{
  return job->kind == LINK_HARD || job->kind == LINK_SIMULATED;
}

/* JOB is told: free what it owns.  The result of a link that was simply made
   owns nothing.  */
static inline void
job_release (struct job *job)
{
  struct owned const *owned = &job->owned;

  if (job->result.outcome != OUTCOME_LINKED
      || owned->src_text || owned->dst_text || owned->count != 0)
    job_free (job);
}

/* Does JOB link a file that a path names?  A symbolic link stores what is
   written, whatever that leads to.  */
static inline bool
job_has_path (struct job const *job)
{
  return job_links_file (job) && is_path (job->src.kind);
}

/* Was JOB about a directory to put links in, not about a new name?  */
static inline bool
job_is_about_directory (struct job const *job)
{
  return job->result.step == STEP_DIRECTORY || !job->src.text;
}

#endif
