/* Where do jobs come from?  The operand forms of ln, and streams of names.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_INPUT_H
#define FHLN_INPUT_H

#include "job.h"
#include "records.h"
#include "settings.h"
#include "wanted.h"

enum input_status
{
  INPUT_JOB,                    /* here it is; it may have failed already */
  INPUT_WAIT,                   /* call input_wait first */
  INPUT_ANSWERS,                /* its names would answer -i's questions */
  INPUT_END
};

/* Where the next job comes from.  */
enum input_from
{
  FROM_START,                   /* nothing is opened yet */
  FROM_OPERANDS,
  FROM_FILES,                   /* --files0-from */
  FROM_PAIRS,                   /* --pairs0-from */
  FROM_FILES_OF_SHARD,          /* the same, of which only some are taken */
  FROM_PAIRS_OF_SHARD,
  FROM_ERROR,                   /* the stream could not be read */
  FROM_LINES,                   /* its names do not end in NUL */
  FROM_NOTHING
};

struct input
{
  struct input_settings const *opts;
  enum input_from from;
  bool plain_pairs;             /* pairs of paths, each taken as it is */
  struct job blank;             /* what each job is at first */
  struct operands operands;
  int next;                     /* the operand that the next job starts with */
  fhandle_t handle;             /* the current job's */
  char const *dir;              /* DIRECTORY, where the jobs have one */
  int dir_fd;
  char const *stream;           /* the stream's file, or NULL */
  struct records records;
  struct shard_memory memory;   /* of the last name taken from those */
  int read_error;               /* of the stream, still to be told */
};

/* Start reading jobs from OPERANDS, which like OPTS must outlive IN.  */
void input_start (struct input *in, struct input_settings const *opts,
                  struct operands const *operands);

/* May IN have more than one job?  */
bool input_has_several (struct input const *in);

/* Fill JOB with the next request, if there is one; JOB is the caller's to
   release.  Call this until it answers INPUT_END.  */
enum input_status next_job (struct input *in, struct job *job);

/* Wait until more of the stream can be had; what came before is not kept.  */
void input_wait (struct input *in);

/* --parents: is the DIRECTORY of IN missing?  */
static inline bool
input_lacks_directory (struct input const *in)
{
  return in->dir && in->dir_fd < 0 && in->from != FROM_NOTHING;
}

/* The DIRECTORY of IN has been made: let JOB, and those that follow, have their
   DESTs in it.  Return 0 or an errno.  */
int input_open_directory (struct input *in, struct job *job);

/* The DIRECTORY in which JOB has its DEST has been removed.  Return false if it
   is IN's, which lacks it from then on; else JOB's DEST is that directory
   again.  */
bool input_lose_directory (struct input *in, struct job *job);

/* The DIRECTORY of IN cannot be made, or opened, by ERR: JOB, the last one,
   tells that.  */
void input_give_up (struct input *in, struct job *job, int err);

/* JOB's DEST exists: if it is a directory, let JOB be about a name in that.
   Return 0 or an errno: DEST cannot be entered, and is only a name from then
   on.  */
int enter_directory (struct input *in, struct job *job);

#endif
