/* Fuzz target: does every operand become the names that it stands for?
   SPDX-License-Identifier: GPL-3.0-or-later

   An input that begins with a slash is two texts, each ended by a NUL, for the
   functions of operand.c alone.  Any other is a command line, each word ended
   by a NUL: it is parsed, and the jobs are taken that its operands stand for.
   Components that are no "." or ".." get a byte in front, so that no such
   file exists; names can be compared by their text then.  Everything is
   computed once more here, by counting components.  */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <unistd.h>

#include "fuzz.h"
#include "input/input.h"
#include "operand-spelling.h"
#include "options/options.h"
#include "platform/open.h"
#include "progname.h"
#include "report/usage.h"

enum { WORDS_MAX = 64, STRANGE = 1 };

/* Command lines.  */

struct line
{
  char here[PATH_MAX];
  char *word[WORDS_MAX + 2];    /* the program's name first */
  char *original[WORDS_MAX + 2];
  int count;
};

/* Return TEXT, allocated, so that none of its components exists.  Options,
   numbers and handles stay as they are.  */
static char *
strange (char const *text)
{
  char *result = get (2 * strlen (text) + 2);
  char *end = result;

  if (*text == '-' || text[strspn (text, "0123456789abcdef:")] == '\0')
    return strcpy (result, text);
  for (;; text++)
    {
      size_t length = strcspn (text, "/");
      if (length != 0 && !is_component (text, ".")
          && !is_component (text, ".."))
        *end++ = STRANGE;
      end = mempcpy (end, text, length);
      text += length;
      *end++ = *text;
      if (*text == '\0')
        return result;
    }
}

static void
take_words (struct line *line, struct bytes *in)
{
  static char name[] = "fhln";

  line->word[line->count++] = name;
  while (in->left != 0 && line->count <= WORDS_MAX)
    {
      char *text = take_string (in);
      line->word[line->count++] = strange (text);
      free (text);
    }
  memcpy (line->original, line->word, sizeof line->word);
}

/* The operands of LINE are those words, in order, that are neither options nor
   what belongs to one.  */
static void
require_operands (struct line const *line, struct operands const *operands)
{
  int next = 0;

  for (int i = 1; i < line->count; i++)
    {
      char const *word = line->original[i];
      if (next < operands->count && operands->text[next] == word)
        next++;
      else
        require ((word[0] == '-' && word[1] != '\0')
                 || (i > 1 && line->original[i - 1][0] == '-'),
                 "no operand is lost");
    }
  require (next == operands->count, "the operands, in order");
}

/* What options are said to exclude.  */
static void
require_options (struct settings const *opts, int count)
{
  bool has_path = (opts->input.source_kind == SOURCE_PATH
                   || opts->input.source_kind == SOURCE_VIA_HANDLE);
  bool stream = opts->input.files_from || opts->input.pairs_from;

  require (stream ? count == 0 : count != 0, "names from one place");
  require (! (opts->input.files_from && opts->input.pairs_from),
           "one stream");
  require (!opts->input.relative || opts->input.kind == LINK_SYMBOLIC,
           "-r with -s");
  require (! (opts->input.directory && opts->input.exact), "-t or -T");
  require (has_path || stream || opts->input.print_handle || count == 2,
           "an exact DEST for what has no base name");
  require (!opts->input.exact || opts->input.print_handle || stream
           || count == 2, "an exact DEST");
  require (opts->link.backup == no_backups
           || opts->link.if_exists == IF_EXISTS_REPLACE
           || opts->link.if_exists == IF_EXISTS_ASK,
           "backups of what is replaced");
  require (opts->simulate == SIMULATE_NEVER || opts->input.confinement == 0,
           "simulated or confined");
  require (!opts->input.recursive
           || (has_path && !stream && !opts->input.print_handle
               && opts->simulate == SIMULATE_NEVER),
           "trees of what has names");
}

/* -r: the contents of JOB's link, which lies in the directory DIR, lead to
   SOURCE.  */
static void
require_leads (struct line const *line, struct job const *job,
               char const *dir, char const *source)
{
  if (*source == '\0')
    {
      require (job->src.text == source, "no name stays none");
      return;
    }

  char *parent = resolve (line->here, "", dir);
  require (*job->src.text != '/', "a relative name");
  require_same_file (resolve ("", parent, job->src.text),
                     resolve (line->here, "", source),
                     "the link leads to SOURCE");
  free (parent);
}

/* JOB, of OPTS, is SOURCE's link inside of DIR.  */
static void
require_inside (struct line const *line, struct input_settings const *opts,
                struct job const *job, char const *source, char const *dir)
{
  struct parts parts = parts_of (source);

  if (opts->recursive && strcmp (job->dst.name, ".") == 0)
    {
      require (strcmp (job->dst.text, dir) == 0
               && (parts.base == 0 || source[parts.parent] == '.'),
               "what has no base name, in DIRECTORY itself");
      return;
    }
  require (strncmp (job->dst.text, source + parts.parent, parts.base) == 0
           && job->dst.text[parts.base] == '\0', "SOURCE's base name");
  require (job->dst.dir && strcmp (job->dst.dir, dir) == 0, "in DIRECTORY");
  require (job->dst.name == job->dst.text && !job->dst.may_be_directory,
           "and nowhere else");
  /* A DIRECTORY that --parents is to make has no canonical name yet.  */
  if (opts->relative && !opts->parents)
    require_leads (line, job, dir, source);
}

/* JOB is SOURCE's link in DIR, by the whole name of SOURCE.  Return whether
   that has one; else it is to be its base name.  */
static bool
require_below (struct job const *job, char const *source, char const *dir)
{
  char const *name = source;

  while (*name == '/' || (name[0] == '.' && name[1] == '/'))
    name++;
  size_t length = strlen (name);
  while (length != 0 && name[length - 1] == '/')
    length--;
  if (length == 0 || (length == 1 && *name == '.'))
    return false;
  require (strlen (job->dst.text) == length
           && memcmp (job->dst.text, name, length) == 0, "the whole name");
  require (job->dst.dir && strcmp (job->dst.dir, dir) == 0, "in DIRECTORY");
  require (job->dst.name == job->dst.text && !job->dst.may_be_directory,
           "and only there");
  return true;
}

/* Has --parents refused JOB's SOURCE, as a component of it leads up?  */
static bool
is_refused_upwards (struct job const *job)
{
  char const *up = job->src.text ? strstr (job->src.text, "..") : NULL;

  return job->result.refusal == REFUSED_UPWARDS && up;
}

/* JOB, of OPTS, is SOURCE's link DEST.  */
static void
require_exact (struct line const *line, struct input_settings const *opts,
               struct job const *job, char const *source, char const *dest)
{
  bool has_base = opts->source_kind < SOURCE_HANDLE;

  require (job->dst.text == dest && job->dst.name == dest && !job->dst.dir,
           "DEST as it is");
  require (job->dst.may_be_directory == (!opts->exact && !opts->recursive
                                         && has_base),
           "which may be a directory");
  if (opts->relative)
    {
      char *dir = copy (dest, parts_of (dest).parent);
      require_leads (line, job, dir, source);
      free (dir);
    }
}

/* JOB is number NUMBER of those that OPERANDS stand for.  */
static void
require_job (struct line const *line, struct input *in, struct job *job,
             struct operands const *operands, int number)
{
  struct input_settings const *opts = in->opts;
  char **text = operands->text;
  int count = operands->count;
  char const *dir = (opts->directory ? opts->directory
                     : opts->print_handle ? NULL
                     : count > (opts->probes ? 1 : 2) && !opts->exact
                     ? text[count - 1]
                     : count == 1 ? "." : NULL);

  if (opts->parents && is_refused_upwards (job))
    return;
  if (job->result.outcome == OUTCOME_FAILED)
    {
      require (number == 0 && dir && job->dst.text == dir && !job->src.text,
               "a DIRECTORY that is none");
      return;
    }
  require (job->src.dirfd == opts->source_dirfd, "where SOURCE starts");
  if (!opts->relative)
    require (job->src.text == text[number] && job->src.name == text[number],
             "SOURCE as it is");
  if (opts->print_handle)
    require (!job->dst.text, "nothing to be linked");
  else if (opts->parents && in->dir
           && require_below (job, text[number], dir))
    return;
  else if (dir)
    require_inside (line, opts, job, text[number], dir);
  else
    {
      require_exact (line, opts, job, text[0], text[1]);
      if (!job->dst.may_be_directory)
        return;
      enter_directory (in, job);
      if (in->dir_fd >= 0)
        require_inside (line, opts, job, text[0], text[1]);
    }
}

/* Take the jobs that OPERANDS of LINE stand for, with OPTS.  */
static void
test_jobs (struct line const *line, struct input_settings const *opts,
           struct operands const *operands)
{
  struct input in;
  struct job job;
  int jobs = 0;
  bool failed = false;

  input_start (&in, opts, operands);
  bool several = input_has_several (&in);
  while (next_job (&in, &job) == INPUT_JOB)
    {
      require (!failed, "a DIRECTORY that is none ends it");
      failed = (job.result.outcome == OUTCOME_FAILED
                && !is_refused_upwards (&job));
      require_job (line, &in, &job, operands, jobs++);
      job_release (&job);
    }

  int sources = operands->count;
  if (!opts->directory && !opts->print_handle && sources > 1)
    sources--;
  require (jobs == sources || (failed && jobs == 1), "a job for each SOURCE");
  require (several || jobs <= 1 || opts->print_handle,
           "several jobs are known to be");
  if (in.dir_fd >= 0)
    close (in.dir_fd);
}

/* TEXT, of a usage error, is one line, or lines if LINES; or null.  */
static void
require_text (char const *text, bool lines)
{
  for (; text && *text != '\0'; text++)
    require ((lines && *text == '\n') || (unsigned char) *text >= ' ',
             "control characters are quoted");
}

/* Tell ERROR, and judge what is printed.  */
static void
require_told (struct usage_error *error)
{
  FILE *terminal = stderr;
  char *said = NULL;
  size_t length = 0;

  require (error->message || error->problem != USAGE_WRONG,
           "a usage error has a message");
  require_text (error->message, false);
  require_text (error->list, true);
  require_text (error->advice, false);
  stderr = open_memstream (&said, &length);
  usage_tell (error);
  fclose (stderr);
  stderr = terminal;
  require_text (said, true);
  require (strlen (said) == length && strncmp (said, "fhln: ", 6) == 0
           && said[length - 1] == '\n', "a usage error is told");
  free (said);
}

/* Parse LINE.  Nothing is said then, and a usage error is judged.  */
static enum parsed
parse (struct line *line, struct settings *opts, struct operands *operands)
{
  FILE *terminal = stderr;
  char *said = NULL;
  size_t length = 0;
  struct usage_error error;

  optind = 0;
  stderr = open_memstream (&said, &length);
  enum parsed parsed = parse_options (line->count, line->word, opts,
                                      operands, &error);
  fclose (stderr);
  stderr = terminal;
  require (length == 0, "the parser says nothing");
  free (said);

  require ((parsed == PARSED_BAD) == (error.problem != USAGE_GOOD),
           "a usage error is returned");
  if (parsed == PARSED_BAD)
    require_told (&error);
  return parsed;
}

static void
test_line (struct bytes *in)
{
  static struct line line;
  struct settings opts;
  struct operands operands;

  line.count = 0;
  require (getcwd (line.here, sizeof line.here) != NULL, "a directory");
  take_words (&line, in);
  line.word[line.count] = NULL;
  set_program_name (line.word[0]);
  if (parse (&line, &opts, &operands) == PARSED_RUN)
    {
      require_operands (&line, &operands);
      require_options (&opts, operands.count);
      if (!opts.input.files_from && !opts.input.pairs_from)
        test_jobs (&line, &opts.input, &operands);
    }
  for (int i = 1; i < line.count; i++)
    free (line.original[i]);
}

int
LLVMFuzzerTestOneInput (uint8_t const *data, size_t size)
{
  struct bytes in = { data, size };

  if (size != 0 && *data == '/')
    test_pure (&in);
  else
    test_line (&in);
  return 0;
}
