/* Where do jobs come from?  The operand forms of ln.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "fhln.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "canonicalize.h"
#include "xalloc.h"

/* Start reading jobs from OPERANDS, which like OPTS must outlive IN.  */
void
input_start (struct input *in, struct options const *opts,
             struct operands const *operands)
{
  *in = (struct input) { .opts = opts, .operands = *operands, .dir_fd = -1 };
}

/* Return the DIRECTORY that all jobs of IN go to, or NULL: -t's, or the last
   of three or more operands.  */
static char const *
common_directory (struct input const *in)
{
  if (in->opts->directory)
    return in->opts->directory;
  if (in->operands.count > 2 && !in->opts->exact && !in->opts->print_handle)
    return in->operands.text[in->operands.count - 1];
  return NULL;
}

/* JOB tells why the directory TEXT could not be opened (ERR); FROM_OPTION if
   -t named it.  */
static void
fail_directory (struct input const *in, struct job *job, char const *text,
                int err)
{
  struct look look;
  bool from_option = in->opts->directory != NULL;
  int look_err = look_at (in->opts->dest_dirfd, text, true, &look);

  job->dst.name = text;
  job->dst.dirfd = in->opts->dest_dirfd;
  if (from_option && look_err != 0)
    job_fail (job, STEP_DEST, look_err);
  else if (from_option && !S_ISDIR (look.mode))
    job_refuse (job, REFUSED_NOT_DIRECTORY, STEP_DIRECTORY, ENOTDIR);
  else
    job_fail (job, STEP_DIRECTORY, err);
}

/* Open the common directory, where there is one.  Return true; or false with
   JOB failed, if that is not possible.  */
static bool
open_common_directory (struct input *in, struct job *job)
{
  in->dir = common_directory (in);
  if (!in->dir)
    return true;
  if (!in->opts->directory)
    in->operands.count--;

  in->dir_fd = open_directory (in->opts->dest_dirfd, in->dir,
                               in->opts->no_dereference);
  if (in->dir_fd >= 0)
    return true;
  fail_directory (in, job, in->dir, errno);
  in->next = in->operands.count;
  return false;
}

/* The new name is SOURCE's base name, in the directory DIR open on DIRFD.  */
static void
name_inside (struct job *job, char const *dir, int dirfd)
{
  size_t length;
  char const *base = base_name_of (job->src.text, &length);

  if (base[length] != '\0')
    base = job->owned[1] = ximemdup0 (base, length);
  job->dst = (struct dest) { .dir = dir, .name = base, .dirfd = dirfd };
}

/* Return the canonical name of the directory of JOB's new name, allocated, or
   NULL and errno.  */
static char *
canonical_parent (struct job const *job)
{
  if (job->dst.dir)
    return canonicalize_filename_mode (job->dst.dir, CAN_MISSING);

  size_t length = parent_length (job->dst.name);
  char *parent = length != 0 ? ximemdup0 (job->dst.name, length)
                             : xstrdup (".");
  char *canonical = canonicalize_filename_mode (parent, CAN_MISSING);
  free (parent);
  return canonical;
}

/* -r: let JOB's symbolic link lead from its own directory to FILE.  FILE stays
   as it is where no canonical name can be found.  */
static void
make_relative (struct job *job, char const *file)
{
  char *canonical = canonicalize_filename_mode (file, CAN_MISSING);
  char *parent = canonical ? canonical_parent (job) : NULL;

  if (parent)
    {
      free (job->owned[0]);
      job->src.text = job->owned[0] = relative_to (canonical, parent);
    }
  free (canonical);
  free (parent);
}

bool
next_job (struct input *in, struct job *job)
{
  struct options const *opts = in->opts;

  *job = (struct job) { .src.kind = opts->source_kind,
                        .src.dirfd = opts->source_dirfd,
                        .src.follow = opts->follow };
  if (!in->started)
    {
      in->started = true;
      if (!open_common_directory (in, job))
        return true;
    }
  if (in->next >= in->operands.count)
    return false;

  char *text = in->operands.text[in->next++];
  job->src.text = text;
  int err = parse_source (&job->src, &in->handle);
  if (err != 0)
    job_refuse (job, REFUSED_MALFORMED, STEP_SOURCE, err);
  if (err != 0 || opts->print_handle)
    return true;
  if (in->dir)
    name_inside (job, in->dir, in->dir_fd);
  else if (in->operands.count == 1)
    name_inside (job, ".", opts->dest_dirfd);
  else
    job->dst = (struct dest) { .name = in->operands.text[in->next++],
                               .dirfd = opts->dest_dirfd,
                               .may_be_directory = !opts->exact };
  if (opts->relative)
    make_relative (job, text);
  return true;
}

void
enter_directory (struct input *in, struct job *job)
{
  char const *dir = job->dst.name;
  int fd = open_directory (job->dst.dirfd, dir, in->opts->no_dereference);

  job->result.outcome = OUTCOME_NONE;
  if (fd < 0)
    {
      job->dst.may_be_directory = false;
      return;
    }
  in->dir_fd = fd;
  job->src.text = in->operands.text[0];
  name_inside (job, dir, fd);
  if (in->opts->relative)
    make_relative (job, in->operands.text[0]);
}
