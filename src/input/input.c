/* Where do jobs come from?  The operand forms of ln, and streams of names.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attribute.h"
#include "deep.h"
#include "name.h"
#include "operand.h"
#include "platform/open.h"
#include "relative.h"
#include "verify.h"
#include "xalloc.h"

bool
input_has_several (struct input const *in)
{
  return (in->stream || in->operands.count > 2
          || (in->opts->directory && in->operands.count > 1));
}

/* Return the DIRECTORY that all jobs of IN go to, or NULL: -t's, or the last
   of three or more operands, of two for --probe.  */
static char const *
common_directory (struct input const *in)
{
  if (in->opts->directory)
    return in->opts->directory;
  if (in->operands.count > (in->opts->probes ? 1 : 2)
      && !in->opts->print_handle)
    return in->operands.text[in->operands.count - 1];
  return NULL;
}

/* JOB tells why the directory TEXT could not be opened (ERR).  One that -t
   named is looked at for that, as GNU ln does, unless it is to be confined.  */
ATTRIBUTE_NOINLINE static void
fail_directory (struct input const *in, struct job *job, char const *text,
                int err)
{
  struct look look;
  bool looks = in->opts->directory && in->opts->confinement == 0;
  int look_err = (looks ? look_at_deep (in->opts->dest_dirfd, text, &look)
                  : 0);

  job->dst.text = job->dst.name = text;
  if (look_err != 0)
    job_fail (job, STEP_DEST, look_err);
  else if (looks && !S_ISDIR (look.mode))
    job_refuse (job, REFUSED_NOT_DIRECTORY, STEP_DIRECTORY, ENOTDIR);
  else
    job_fail (job, STEP_DIRECTORY, err);
}

/* Open the directory NAME, relative to DIRFD, as the options of IN tell.
   Return a descriptor, or -1 and errno.  */
static int
open_dest (struct input const *in, int dirfd, char const *name)
{
  return open_deep (dirfd, name,
                    in->opts->confinement
                    | (in->opts->no_dereference ? LOOK_UP_NOFOLLOW : 0));
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

  in->dir_fd = open_dest (in, in->opts->dest_dirfd, in->dir);
  if (in->dir_fd >= 0
      || (errno == ENOENT && in->opts->parents
          && !(in->opts->divided && in->opts->recursive)))
    return true;
  fail_directory (in, job, in->dir, errno);
  return false;
}

int
input_open_directory (struct input *in, struct job *job)
{
  in->dir_fd = open_dest (in, in->opts->dest_dirfd, in->dir);
  job->dst.dirfd = in->dir_fd;
  return in->dir_fd < 0 ? errno : 0;
}

bool
input_lose_directory (struct input *in, struct job *job)
{
  close (in->dir_fd);
  in->dir_fd = -1;
  if (in->dir)
    return false;
  job->dst.text = job->dst.name = job->dst.dir;
  job->dst.dir = NULL;
  job->dst.dirfd = in->opts->dest_dirfd;
  job->dst.may_be_directory = true;
  return true;
}

void
input_give_up (struct input *in, struct job *job, int err)
{
  in->from = FROM_NOTHING;
  job->dst = (struct dest) { .dirfd = in->opts->dest_dirfd };
  fail_directory (in, job, in->dir, err);
}

/* Is BASE, of LENGTH bytes, the name of a directory that lies elsewhere?  */
static bool
names_nothing_new (char const *base, size_t length)
{
  return (length == 0 || *base == '/'
          || (base[0] == '.'
              && (length == 1 || (length == 2 && base[1] == '.'))));
}

/* The new name is SOURCE's base name, in the directory DIR open on DIRFD.  If
   IS_TREE, what is in a SOURCE that has none goes to DIR itself.  */
ATTRIBUTE_NOINLINE static void
name_inside (struct job *job, char const *dir, int dirfd, bool is_tree)
{
  size_t length;
  char const *base = base_name_of (job->src.text, &length);

  free (job->owned.dst_text);
  job->owned.dst_text = NULL;
  if (is_tree && names_nothing_new (base, length))
    {
      job->dst = (struct dest) { .text = dir, .name = ".", .dirfd = dirfd };
      return;
    }
  if (base[length] != '\0')
    base = job->owned.dst_text = ximemdup0 (base, length);
  job->dst = (struct dest) { .dir = dir, .text = base, .name = base,
                             .dirfd = dirfd };
}

/* Has NAME a component ".."?  */
static bool
goes_up (char const *name)
{
  for (; *name != '\0'; name += strspn (name, "/"))
    {
      size_t length = strcspn (name, "/");
      if (length == 2 && memcmp (name, "..", 2) == 0)
        return true;
      name += length;
    }
  return false;
}

/* The new name is SOURCE's whole name, less what it begins with in "/" and
   "./", in the directory of IN.  What that would lead out of is refused.  */
ATTRIBUTE_NOINLINE static void
name_below (struct input const *in, struct job *job)
{
  char const *name = job->src.text;
  size_t length;

  while (*name == '/' || (name[0] == '.' && name[1] == '/'))
    name++;
  char const *base = base_name_of (name, &length);
  length += base - name;
  if (names_nothing_new (name, length) && !goes_up (name))
    {
      name_inside (job, in->dir, in->dir_fd, in->opts->recursive);
      return;
    }
  free (job->owned.dst_text);
  job->owned.dst_text = ximemdup0 (name, length);
  job->dst = (struct dest) { .dir = in->dir, .text = job->owned.dst_text,
                             .name = job->owned.dst_text,
                             .dirfd = in->dir_fd };
  if (goes_up (name))
    job_refuse (job, REFUSED_UPWARDS, STEP_LINK, EINVAL);
}

/* Let JOB be about SOURCE, and DEST if that is not null; NULL is the base name
   in the common directory, or in the current one.  */
static inline void
fill_job (struct input *in, struct job *job, char const *source,
          char const *dest)
{
  struct input_settings const *opts = in->opts;

  job->src.text = job->src.name = source;
  job->dst.text = job->dst.name = dest;
  if (in->plain_pairs)
    return;
  if (opts->source_kind != SOURCE_PATH)
    {
      int err = parse_source (&job->src, &in->handle);
      if (err != 0)
        {
          job_refuse (job, REFUSED_MALFORMED, STEP_SOURCE, err);
          return;
        }
    }
  if (opts->print_handle)
    return;
  if (!dest && in->dir && opts->parents)
    name_below (in, job);
  else if (!dest)
    name_inside (job, in->dir ? in->dir : ".",
                 in->dir ? in->dir_fd : opts->dest_dirfd, opts->recursive);
  if (opts->relative && job->result.outcome == OUTCOME_NONE)
    make_relative (job, source);
}

/* Take the next job from the operands.  */
static enum input_status
next_operand (struct input *in, struct job *job)
{
  if (in->next >= in->operands.count)
    return INPUT_END;

  char const *source = in->operands.text[in->next++];
  bool exact = (!in->dir && in->operands.count > 1
                && !in->opts->print_handle);
  fill_job (in, job, source, exact ? in->operands.text[in->next++] : NULL);
  job->dst.may_be_directory = (exact && !in->opts->exact
                               && !in->opts->recursive
                               && is_path (job->src.kind));
  if (in->dir)
    job->src.shared = parent_length (source);
  return INPUT_JOB;
}

/* Let JOB, for which the stream has a name of more than LONGEST_NAME bytes,
   fail: SOURCE's LENGTH is that of its name.  */
ATTRIBUTE_NOINLINE static void
fail_long_name (struct job *job, size_t length)
{
  job_fail (job, length > LONGEST_NAME ? STEP_SOURCE : STEP_LINK, ENAMETOOLONG);
}

/* The stream has no pair of names left, but LAST if that is not null.  */
ATTRIBUTE_NOINLINE static enum input_status
end_pairs (struct input *in, struct job *job, char const *last)
{
  if (!last)
    return in->records.eof ? INPUT_END : INPUT_WAIT;
  job->src.text = last;
  job->dst.text = in->stream;
  job_refuse (job, REFUSED_UNPAIRED, STEP_INPUT, EINVAL);
  return INPUT_JOB;
}

/* Let JOB be about RECORD, a pair of the stream.  */
static inline enum input_status
use_pair (struct input *in, struct job *job, struct record const record[2])
{
  assume (record[1].text != NULL);
  fill_job (in, job, record[0].text, record[1].text);
  job->src.shared = record[0].parent;
  job->dst.shared = record[1].parent;
  if ((record[0].length | record[1].length) > LONGEST_NAME) /* all bits set */
    fail_long_name (job, record[0].length);
  return INPUT_JOB;
}

/* Take the next job from the stream of pairs.  */
static enum input_status
next_pair (struct input *in, struct job *job)
{
  struct record record[2];
  int taken = records_take (&in->records, 2, record);

  if (taken < 2)
    return end_pairs (in, job, taken == 0 ? NULL : record[0].text);
  return use_pair (in, job, record);
}

/* As next_pair, of the jobs that are --shard's.  A name without a DEST is the
   first part's.  */
ATTRIBUTE_NOINLINE static enum input_status
next_pair_of_shard (struct input *in, struct job *job)
{
  struct record record[2];
  int taken = records_take_wanted (&in->records, 2, record, shard_has_dest,
                                   &in->memory);

  if (taken == 2)
    return use_pair (in, job, record);
  if (taken == 1 && !shard_has_nothing (&in->opts->shard))
    taken = 0;
  return end_pairs (in, job, taken == 0 ? NULL : record[0].text);
}

/* Let JOB be about RECORD, a SOURCE of the stream.  */
static inline enum input_status
use_file (struct input *in, struct job *job, struct record const *record)
{
  fill_job (in, job, record->text, NULL);
  job->src.shared = record->parent;
  if (record->length > LONGEST_NAME)
    fail_long_name (job, record->length);
  return INPUT_JOB;
}

/* Take the next job from the stream of SOURCEs.  */
static enum input_status
next_file (struct input *in, struct job *job)
{
  struct record record;

  if (records_take (&in->records, 1, &record) == 0)
    return in->records.eof ? INPUT_END : INPUT_WAIT;
  return use_file (in, job, &record);
}

/* As next_file, of the jobs that are --shard's: by their DESTs' directories
   where there are several, else by their base names.  */
ATTRIBUTE_NOINLINE static enum input_status
next_file_of_shard (struct input *in, struct job *job)
{
  struct record record;
  int taken = (in->opts->parents
               ? records_take_wanted (&in->records, 1, &record,
                                      shard_has_whole, &in->memory)
               : records_take_wanted (&in->records, 1, &record,
                                      shard_has_file, &in->memory));

  if (taken == 0)
    return in->records.eof ? INPUT_END : INPUT_WAIT;
  return use_file (in, job, &record);
}

/* Let JOB, the last one, be that IN's stream could not be read, by ERR.  */
ATTRIBUTE_NOINLINE static enum input_status
fail_stream (struct input *in, struct job *job, int err)
{
  in->from = FROM_NOTHING;
  job->dst.text = in->stream;
  job_fail (job, STEP_INPUT, err);
  return INPUT_JOB;
}

/* Let JOB, the last one, be that the names of IN's stream end in newlines.  */
ATTRIBUTE_NOINLINE static enum input_status
refuse_lines (struct input *in, struct job *job)
{
  in->from = FROM_NOTHING;
  job->dst.text = in->stream;
  job_refuse (job, REFUSED_LINES, STEP_INPUT, EINVAL);
  return INPUT_JOB;
}

/* The first name of IN's stream has newlines and no NUL.  Is it the name of a
   file all the same?  */
static bool
is_one_name (struct input const *in)
{
  struct records const *records = &in->records;
  char const *name = records->buffer + records->begin;
  struct look look;

  if (!records->eof || !is_path (in->opts->source_kind))
    return false;
  int err = look_at (in->opts->source_dirfd, name, false, &look);
  if (err == ENAMETOOLONG)
    err = look_at_deep (in->opts->source_dirfd, name, &look);
  return err == 0;
}

/* Open what all jobs need, the common directory and the stream, and take the
   first job; that one tells what could not be opened.  */
ATTRIBUTE_NOINLINE static enum input_status
take_first (struct input *in, struct job *job)
{
  if (!open_common_directory (in, job))
    {
      in->from = FROM_NOTHING;
      return INPUT_JOB;
    }
  if (!in->stream)
    {
      in->from = FROM_OPERANDS;
      return next_operand (in, job);
    }

  if (in->opts->asks && records_take_answers (in->stream))
    return INPUT_ANSWERS;

  int err = records_open (&in->records, in->stream);
  if (err != 0)
    return fail_stream (in, job, err);
  if (in->opts->divided)
    in->from = (in->opts->pairs_from ? FROM_PAIRS_OF_SHARD
                : FROM_FILES_OF_SHARD);
  else
    in->from = in->opts->pairs_from ? FROM_PAIRS : FROM_FILES;
  return INPUT_WAIT;
}

void
input_start (struct input *in, struct input_settings const *opts,
             struct operands const *operands)
{
  *in = (struct input) {
    .opts = opts, .from = FROM_START, .operands = *operands, .dir_fd = -1,
    .stream = opts->files_from ? opts->files_from : opts->pairs_from,
    .plain_pairs = (opts->pairs_from && opts->source_kind == SOURCE_PATH
                    && !opts->relative),
    .memory.shard = &opts->shard,
    .blank.src = { .kind = opts->source_kind, .dirfd = opts->source_dirfd,
                   .start = opts->source_dirfd,
                   .fd = -1, .pinned = -1, .follow = opts->follow },
    .blank.dst.dirfd = opts->dest_dirfd,
    .blank.kind = opts->kind,
  };
}

enum input_status
next_job (struct input *in, struct job *job)
{
  /* Part by part: the compiler has slow code for a large structure.  */
  job->src = in->blank.src;
  job->dst = (struct dest) { .dirfd = in->blank.dst.dirfd };
  job->kind = in->blank.kind;
  job->tree = NULL;
  job->result = (struct result) { .outcome = OUTCOME_NONE };
  job->owned.src_text = job->owned.dst_text = NULL;
  job->owned.count = 0;
  if (in->from == FROM_PAIRS)
    return next_pair (in, job);
  switch (in->from)
    {
    case FROM_FILES:
      return next_file (in, job);
    case FROM_FILES_OF_SHARD:
      return next_file_of_shard (in, job);
    case FROM_PAIRS_OF_SHARD:
      return next_pair_of_shard (in, job);
    case FROM_OPERANDS:
      return next_operand (in, job);
    case FROM_START:
      return take_first (in, job);
    case FROM_ERROR:
      return fail_stream (in, job, in->read_error);
    case FROM_LINES:
      return refuse_lines (in, job);
    case FROM_PAIRS:
    case FROM_NOTHING:
      break;
    }
  return INPUT_END;
}

void
input_wait (struct input *in)
{
  in->memory.length = 0;
  in->read_error = records_read (&in->records);
  if (in->read_error != 0)
    in->from = FROM_ERROR;
  else if (in->records.has_lines && !is_one_name (in))
    in->from = FROM_LINES;
}

int
enter_directory (struct input *in, struct job *job)
{
  char const *dir = job->dst.text;
  int fd = open_dest (in, in->opts->dest_dirfd, dir);

  if (fd < 0)
    {
      job->dst.may_be_directory = false;
      return errno;
    }
  in->dir_fd = fd;

  /* Else SOURCE stays as it was looked up: confined, for one.  */
  if (in->opts->relative)
    job->src.text = job->src.name = in->operands.text[0];
  name_inside (job, dir, fd, false);
  if (in->opts->relative)
    make_relative (job, in->operands.text[0]);
  return 0;
}
