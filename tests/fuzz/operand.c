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
#include "link/numbered.h"
#include "operand.h"
#include "options/options.h"
#include "platform/open.h"
#include "progname.h"
#include "input/relative.h"
#include "link/spelling.h"
#include "report/usage.h"

enum { WORDS_MAX = 64, STRANGE = 1 };

static char *
get (size_t size)
{
  char *p = malloc (size);

  require (p != NULL, "enough memory");
  return p;
}

static char *
copy (char const *text, size_t length)
{
  char *p = get (length + 1);

  memcpy (p, text, length);
  p[length] = '\0';
  return p;
}

/* Is TEXT the component WORD, and then a slash or its end?  */
static bool
is_component (char const *text, char const *word)
{
  size_t length = strlen (word);

  return (strncmp (text, word, length) == 0
          && (text[length] == '/' || text[length] == '\0'));
}

/* Append to PATH, canonical and with room, the components of NAME.  */
static void
append (char *path, char const *name)
{
  char *end = path + strlen (path);

  while (*name != '\0')
    {
      size_t length = strcspn (name, "/");
      if (is_component (name, ".."))
        while (end != path && *--end != '/')
          ;
      else if (length != 0 && !is_component (name, "."))
        {
          *end++ = '/';
          memcpy (end, name, length);
          end += length;
        }
      *end = '\0';
      name += length + (name[length] == '/');
    }
}

/* Return the canonical name of NAME in the directory DIR, which starts at
   HERE; each only counts if the one after it is relative.  Without symbolic
   links; allocated; the root is the empty text.  */
static char *
resolve (char const *here, char const *dir, char const *name)
{
  char *path = get (strlen (here) + strlen (dir) + strlen (name) + 4);

  *path = '\0';
  if (*name != '/')
    {
      if (*dir != '/')
        append (path, here);
      append (path, dir);
    }
  append (path, name);
  return path;
}

static void
require_same_file (char *a, char *b, char const *what)
{
  if (strcmp (a, b) != 0)
    fprintf (stderr, "%s\n%s\n", a, b);
  require (strcmp (a, b) == 0, what);
  free (a);
  free (b);
}

/* How many bytes of NAME are before its last component, and are that.  */
struct parts
{
  size_t parent;
  size_t base;
};

static struct parts
parts_of (char const *name)
{
  size_t end = strlen (name);

  while (end != 0 && name[end - 1] == '/')
    end--;
  if (end == 0)
    return (struct parts) { strlen (name), 0 };

  size_t begin = end;
  while (begin != 0 && name[begin - 1] != '/')
    begin--;
  return (struct parts) { begin, end - begin };
}

/* The functions of operand.c.  */

static void
test_parts (char const *name)
{
  struct parts parts = parts_of (name);
  size_t length;
  char const *base = base_name_of (name, &length);

  require (parent_length (name) == parts.parent, "where the base begins");
  require (base == name + parts.parent && length == parts.base, "the base");
  require (memchr (base, '/', length) == NULL, "one component");
  require (ends_in_slash (name)
           == (parts.parent + parts.base != strlen (name)
               || (*name != '\0' && parts.base == 0)), "its last slash");

  char *parent = copy (name, parts.parent);
  char *last = copy (base, length);
  if (length != 0)
    require_same_file (resolve ("/x/y", parent, last),
                       resolve ("/x/y", "", name), "the same file");
  free (parent);
  free (last);
}

static void
test_number (char const *text)
{
  size_t digits = strspn (text, "0123456789");
  size_t zeros = strspn (text, "0");
  bool good = digits != 0 && text[digits] == '\0' && digits - zeros <= 10;
  unsigned long long value = good ? strtoull (text, NULL, 10) : 0;
  int fd = -7;
  int err = parse_descriptor (text, &fd);

  good = good && value <= INT_MAX;
  require (err == (good ? 0 : EINVAL), "what a number is");
  require (fd == (good ? (int) value : -7), "which number it is");
  fd = -7;
  err = parse_dirfd (text, &fd);
  if (strcmp (text, "cwd") == 0)
    require (err == 0 && fd == AT_FDCWD, "the current directory");
  else
    require (err == (good ? 0 : EINVAL), "another directory");
}

/* Return how FILE is reached from DIRECTORY, both canonical: up to what they
   have in common and down again.  Allocated.  */
static char *
way_to (char const *file, char const *directory)
{
  size_t common = 0;
  size_t i = 0;

  for (;; i++)
    {
      bool a = file[i] == '/' || file[i] == '\0';
      bool b = directory[i] == '/' || directory[i] == '\0';
      if (a && b)
        common = i;
      if (file[i] != directory[i] || file[i] == '\0')
        break;
    }

  char *way = get (3 * strlen (directory) + strlen (file) + 2);
  char *end = way;
  for (i = common; directory[i] != '\0'; i++)
    if (directory[i] == '/')
      end = stpcpy (end, end == way ? ".." : "/..");
  if (file[common] == '/')
    end = stpcpy (end, file + common + (end == way));
  if (end == way)
    end = stpcpy (end, ".");
  *end = '\0';
  return way;
}

static void
test_relative (char const *a, char const *b)
{
  char *file = resolve ("", "/", a);
  char *directory = resolve ("", "/", b);
  char *way = way_to (file, directory);
  char *found = relative_to (*file != '\0' ? file : "/",
                             *directory != '\0' ? directory : "/");

  require (strcmp (way, found) == 0, "the shortest way");
  require_same_file (resolve ("", directory, found), copy (file,
                                                           strlen (file)),
                     "the way leads there");
  free (found);
  free (way);
  free (directory);
  free (file);
}

static void
test_backup (char const *base, size_t limit, unsigned int number)
{
  char digits[16], suffix[32];
  char *name = malloc (strlen (base) + sizeof suffix);

  sprintf (digits, "%u", number);
  sprintf (suffix, ".~%s~", digits);
  write_numbered (name, base, limit, digits);

  size_t length = strlen (name);
  size_t kept = length - strlen (suffix);
  require (length >= strlen (suffix) && strcmp (name + kept, suffix) == 0,
           "a backup's suffix");
  require (strncmp (name, base, kept) == 0, "the beginning of the name");
  require (length <= limit || kept == 0, "room for it");
  require (kept == strlen (base) || length + 3 >= limit,
           "all that has room, but for a character");

  size_t found = 0;
  char const *parsed = parse_numbered (name, &found);
  require (kept == 0 || number == 0 ? !parsed
           : parsed && found == kept
             && strncmp (parsed, digits, strlen (digits)) == 0,
           "the number again");
  increment (digits);
  require (strtoul (digits, NULL, 10) == number + 1UL, "the next number");
  free (name);
}

/* A name is folded to one that folds to itself, and is one with its fold, with
   itself, and with itself in capitals.  */
static void
test_spelling (char const *name, char const *other)
{
  char small[4];
  char *folded = fold_name (name, small, sizeof small);
  char *kept = copy (folded, strlen (folded));
  char *capitals = copy (name, strlen (name));

  for (char *p = capitals; *p != '\0'; p++)
    if ('a' <= *p && *p <= 'z')
      *p = *p - 'a' + 'A';
  char *again = fold_name (kept, small, sizeof small);
  require (strcmp (again, kept) == 0, "a fold that stays");
  require (may_be_one (name, name) && may_be_one (name, kept)
           && may_be_one (name, capitals), "one name");
  require (may_be_one (name, other) == may_be_one (other, name),
           "one name, from either side");
  for (size_t i = 0; i <= strlen (name); i++)
    require (cut_at (name, i) <= i, "a cut");
  if (folded != small)
    free (folded);
  if (again != small)
    free (again);
  free (kept);
  free (capitals);
}

static void
test_pure (struct bytes *in)
{
  char *a = take_string (in);
  char *b = take_string (in);
  unsigned int limit = take (in);

  test_parts (a);
  test_parts (b);
  test_number (a + 1);
  test_number (b);
  test_relative (a, b);
  test_backup (b, limit, take (in) * 31);
  test_spelling (a, b);
  free (a);
  free (b);
}

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

  require (strncmp (job->dst.text, source + parts.parent, parts.base) == 0
           && job->dst.text[parts.base] == '\0', "SOURCE's base name");
  require (job->dst.dir && strcmp (job->dst.dir, dir) == 0, "in DIRECTORY");
  require (job->dst.name == job->dst.text && !job->dst.may_be_directory,
           "and nowhere else");
  if (opts->relative)
    require_leads (line, job, dir, source);
}

/* JOB, of OPTS, is SOURCE's link DEST.  */
static void
require_exact (struct line const *line, struct input_settings const *opts,
               struct job const *job, char const *source, char const *dest)
{
  bool has_base = opts->source_kind < SOURCE_HANDLE;

  require (job->dst.text == dest && job->dst.name == dest && !job->dst.dir,
           "DEST as it is");
  require (job->dst.may_be_directory == (!opts->exact && has_base),
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
                     : count > 2 && !opts->exact ? text[count - 1]
                     : count == 1 ? "." : NULL);

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
      failed = job.result.outcome == OUTCOME_FAILED;
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
