/* Fuzz target: does a stream give exactly the names that are in it?
   SPDX-License-Identifier: GPL-3.0-or-later

   The input's first byte tells how names are taken, and of which part; the
   rest is the stream, byte for byte, but for what follows 0xff:

     0xff 0..3 B N M   N * 256 + M times the byte B, 1, 2, 4 or 8 times over
     0xff 4            here a read ends
     0xff 5            a signal arrives before the next read
     0xff 6            the stream cannot be read any further
     0xff B            the byte B itself, whatever else it is

   read is replaced (by --wrap), so that the reads end there and nowhere else.
   The names are compared with those that splitting all bytes at NUL gives;
   newlines without any NUL in the first block, or until the end, are refused.
   No more is read while a whole set of names is there to be taken, and no
   more memory is used than for one buffer.  */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sanitizer/allocator_interface.h>
#include <unistd.h>

#include "fuzz.h"
#include "input/input.h"
#include "platform/open.h"
#include "records-part.h"

enum
{
  STREAM_MAX = 400 * 1024, CHUNKS_MAX = 4096, COUNT_MAX = 2,
  EMPTY_MAX = 300,
  MEMORY_MAX = 192 * 1024       /* of the reader, and what a job takes */
};

/* What a read meets.  */
enum event { EVENT_BYTES, EVENT_SIGNAL, EVENT_ERROR };

struct chunk
{
  enum event event;
  size_t end;                   /* of the stream's bytes, when it is read */
};

/* How names are taken.  */
enum way { WAY_RECORDS, WAY_PAIRS, WAY_FILES, WAYS };

struct stream
{
  char *bytes;
  size_t length;
  struct chunk chunk[CHUNKS_MAX];
  int chunks;

  int next;                     /* chunk to be read */
  size_t given;                 /* bytes that were read so far */
  size_t whole;                 /* and the names that end among them */
  bool failed;
  bool ended;

  enum way way;
  int count;                    /* names in a set */
  unsigned int part, parts;     /* --shard; PARTS is 0 without */
  size_t taken;                 /* bytes of the names taken so far */
  size_t names;
};

static void pass_others (struct stream *s, size_t end);

ssize_t __real_read (int fd, void *buffer, size_t size);
ssize_t __wrap_read (int fd, void *buffer, size_t size);

/* The stream that standard input is just now, or NULL.  */
static struct stream *current;

/* Return how many of the LENGTH bytes at P are NUL.  */
QUICK static size_t
count_nuls (char const *p, size_t length)
{
  size_t count = 0;

  for (size_t i = 0; i < length; i++)
    count += p[i] == '\0';
  return count;
}

/* Read from the current stream as from a file.  */
ssize_t
__wrap_read (int fd, void *buffer, size_t size)
{
  struct stream *s = current;

  if (!s || fd != STDIN_FILENO)
    return __real_read (fd, buffer, size);
  require (size != 0, "there is room for what is read");
  require (!s->ended && !s->failed, "nothing is read behind the end");
  pass_others (s, s->given);
  require (s->whole - s->names < (size_t) s->count,
           "nothing is read while names are left");
  if (s->next == s->chunks)
    {
      s->ended = true;
      return 0;
    }

  struct chunk const *chunk = &s->chunk[s->next];
  size_t length = chunk->end - s->given;
  if (length > size)
    length = size;
  else
    s->next++;
  if (length == 0)
    {
      s->failed = chunk->event == EVENT_ERROR;
      errno = s->failed ? EIO : EINTR;
      return -1;
    }
  memcpy (buffer, s->bytes + s->given, length);
  s->whole += count_nuls (buffer, length);
  s->given += length;
  return length;
}

/* Making the stream.  */

static void
end_chunk (struct stream *s, enum event event)
{
  size_t begin = s->chunks != 0 ? s->chunk[s->chunks - 1].end : 0;

  if (s->chunks + 2 > CHUNKS_MAX)
    return;
  if (s->length != begin)
    s->chunk[s->chunks++] = (struct chunk) { EVENT_BYTES, s->length };
  if (event != EVENT_BYTES)
    s->chunk[s->chunks++] = (struct chunk) { event, s->length };
}

static void
add_bytes (struct stream *s, unsigned int byte, size_t times)
{
  /* Many empty names take long, and show no more than some do.  */
  if (byte == 0 && times > EMPTY_MAX)
    times = EMPTY_MAX;
  if (times > STREAM_MAX - s->length)
    times = STREAM_MAX - s->length;
  memset (s->bytes + s->length, byte, times);
  s->length += times;
}

static void
make_stream (struct stream *s, struct bytes *in)
{
  while (in->left != 0)
    {
      unsigned int byte = take (in);
      if (byte == 0xff)
        {
          byte = take (in);
          if (byte < 4)
            {
              unsigned int repeated = take (in);
              size_t high = take (in);
              add_bytes (s, repeated, (high * 256 + take (in)) << byte);
              continue;
            }
          if (byte < 7)
            {
              end_chunk (s, (enum event) (byte - 4));
              continue;
            }
        }
      add_bytes (s, byte, 1);
    }
  end_chunk (s, EVENT_BYTES);
}

/* The names, as they must be.  */

/* Return how many of the SIZE bytes at P are before the first NUL.  */
QUICK static size_t
length_of (char const *p, size_t size)
{
  size_t length = 0;

  while (length < size && p[length] != '\0')
    length++;
  return length;
}

/* Return the next name of S's bytes up to END, from S's TAKEN on; a NULL text
   if there is none.  The last one may lack its NUL.  */
static struct name
next_name (struct stream *s, size_t end)
{
  struct name name = { NULL, 0 };

  if (s->taken >= end)
    return name;
  name.text = s->bytes + s->taken;
  name.length = length_of (name.text, end - s->taken);
  s->taken += name.length + 1;
  s->names++;
  return name;
}

/* Does NAME, DEST or a SOURCE alone, belong to S's part?  */
static bool
is_own (struct stream const *s, struct name const *name)
{
  if (!name->text || name->length > LONGEST_NAME)
    return s->part == 1;
  return ((s->way == WAY_PAIRS ? part_of_directory (s->parts, name)
           : part_of_base (s->parts, name)) == s->part);
}

/* Of S's names up to END, pass over those that are of other parts, up to the
   next one that is not.  */
static void
pass_others (struct stream *s, size_t end)
{
  if (s->parts == 0)
    return;
  for (;;)
    {
      struct stream before = *s;
      struct name name = { NULL, 0 };
      for (int i = 0; i < s->count && s->taken < end; i++)
        name = next_name (s, end);
      bool whole = s->names == before.names + s->count;
      if (s->names == before.names
          || (!s->ended && (!whole || s->taken > end)))
        {
          *s = before;
          return;
        }
      if (!whole)
        name.text = NULL;
      if (is_own (s, &name))
        {
          *s = before;
          return;
        }
    }
}

/* TEXT is NAME or, if that is longer than any name may be, so much of it that
   this still shows.  */
static void
require_name (struct name const *name, char const *text)
{
  size_t length = strlen (text);

  require (name->text != NULL, "no name is made up");
  require (memcmp (name->text, text, length) == 0, "the bytes of the name");
  if (name->length <= LONGEST_NAME)
    require (length == name->length, "the whole name");
  else
    require (length > LONGEST_NAME && length <= name->length,
             "a name that is too long stays too long");
}

static void
require_record (struct name const *name, struct record const *record)
{
  size_t parent = record->length;

  require_name (name, record->text);
  require (strlen (record->text) == record->length, "its length");
  while (parent != 0 && record->text[parent - 1] != '/')
    parent--;
  require (record->parent == parent, "where its last component begins");
}

/* Is the stream of S, the last record being taken, at its end?  Where reading
   has failed, what was there of a set is lost, and this is told.  */
static size_t
end_of (struct stream const *s)
{
  return s->ended ? s->length : s->given;
}

/* Taking.  */

/* Take all names of S by records_take.  */
static void
take_records (struct stream *s)
{
  struct records r;
  struct record record[COUNT_MAX];
  struct name name;

  require (records_open (&r, "-") == 0, "standard input opens");
  for (;;)
    {
      int taken = records_take (&r, s->count, record);
      require (taken == 0 || taken == s->count || (r.eof && taken < s->count),
               "a whole set, but at the end");
      for (int i = 0; i < taken; i++)
        {
          name = next_name (s, end_of (s));
          require_record (&name, &record[i]);
        }
      if (taken == 0 && r.eof)
        break;
      if (taken != 0)
        continue;
      int err = records_read (&r);
      require (err == (s->failed ? EIO : 0), "why it cannot be read");
    }
  require (s->ended || s->failed, "the stream was read to its end");
  require (s->failed || s->taken >= s->length, "no name is lost");
  free (r.buffer);
}

/* JOB, from a stream of pairs or files, is the next one of S.  */
static void
require_job (struct stream *s, struct job const *job)
{
  pass_others (s, end_of (s));
  struct name src = next_name (s, end_of (s));
  struct name dst = { NULL, 0 };
  size_t length;

  require_name (&src, job->src.text);
  if (s->way == WAY_PAIRS)
    dst = next_name (s, end_of (s));
  if (s->way == WAY_PAIRS && !dst.text)
    {
      require (job->result.refusal == REFUSED_UNPAIRED
               && s->taken >= s->length, "the last name has no partner");
      return;
    }
  require (job->result.refusal == REFUSED_NOTHING, "nothing is refused");
  if (s->way == WAY_PAIRS)
    require_name (&dst, job->dst.text);
  else
    {
      char const *base = base_name_of (job->src.text, &length);
      require (strncmp (base, job->dst.text, length) == 0
               && job->dst.text[length] == '\0', "SOURCE's base name");
    }
  if (src.length <= LONGEST_NAME && dst.length <= LONGEST_NAME)
    require (job->result.outcome == OUTCOME_NONE, "a job to be done");
  else
    require (job->result.outcome == OUTCOME_FAILED
             && job->result.err == ENAMETOOLONG
             && job->result.step == (src.length <= LONGEST_NAME ? STEP_LINK
                                     : STEP_SOURCE),
             "a name that is too long is told");
}

/* Are the names of S refused as lines, as far as it was read?  */
static bool
has_lines (struct stream const *s)
{
  size_t length = (s->given < RECORDS_BUFFER ? s->given
                   : (size_t) RECORDS_BUFFER);

  return ((s->ended || length == RECORDS_BUFFER)
          && count_nuls (s->bytes, length) == 0
          && memchr (s->bytes, '\n', length) != NULL);
}

/* Take all jobs of S by next_job.  */
static void
take_jobs (struct stream *s)
{
  struct input_settings opts
    = { .source_dirfd = AT_FDCWD, .dest_dirfd = AT_FDCWD,
        .divided = s->parts != 0 };
  struct operands none = { NULL, 0 };
  struct input in;
  struct job job;
  enum input_status got;
  size_t before = __sanitizer_get_current_allocated_bytes ();
  bool told = false;
  bool refused = false;

  if (opts.divided)
    opts.shard = shard_of (s->part, s->parts);
  if (s->way == WAY_PAIRS)
    opts.pairs_from = "-";
  else
    {
      opts.files_from = "-";
      opts.directory = ".";
    }
  input_start (&in, &opts, &none);
  while ((got = next_job (&in, &job)) != INPUT_END)
    {
      if (got == INPUT_WAIT)
        {
          input_wait (&in);
          require (__sanitizer_get_current_allocated_bytes () - before
                   <= MEMORY_MAX, "memory is bounded");
        }
      else if (job.result.step == STEP_INPUT && s->failed)
        {
          require (job.result.err == EIO && !told, "reading failed, once");
          told = true;
        }
      else if (job.result.refusal == REFUSED_LINES)
        {
          require (has_lines (s) && s->names == 0, "the names are lines");
          refused = true;
        }
      else
        require_job (s, &job);
      if (got == INPUT_JOB)
        job_release (&job);
    }
  pass_others (s, end_of (s));
  require (refused == has_lines (s), "lines are refused");
  require (refused || s->ended || s->failed,
           "the stream was read to its end");
  require (told == s->failed, "a stream that cannot be read is told");
  require (refused || s->failed || s->taken >= s->length,
           "no name is lost");
  free (in.records.buffer);
  if (in.dir_fd >= 0)
    close (in.dir_fd);
}

int
LLVMFuzzerTestOneInput (uint8_t const *data, size_t size)
{
  static char bytes[STREAM_MAX];
  struct bytes in = { data, size };
  unsigned int mode = take (&in);
  static unsigned char const parts[] = { 0, 1, 2, 3, 64 };
  struct stream s = { .way = mode % WAYS };

  s.count = (s.way == WAY_RECORDS ? 1 + mode / WAYS % COUNT_MAX
             : s.way == WAY_PAIRS ? 2 : 1);
  if (s.way != WAY_RECORDS)
    s.parts = parts[mode / WAYS / COUNT_MAX % sizeof parts];
  if (s.parts != 0)
    s.part = mode / WAYS / COUNT_MAX / sizeof parts % s.parts + 1;
  s.bytes = bytes;
  make_stream (&s, &in);
  current = &s;
  if (s.way == WAY_RECORDS)
    take_records (&s);
  else
    take_jobs (&s);
  current = NULL;
  return 0;
}
