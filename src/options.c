/* What does the command line ask for?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "options.h"

#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "argmatch.h"
#include "operand.h"
#include "platform/open.h"
#include "platform/sync.h"
#include "quotearg.h"
#include "quoting.h"
#include "request.h"
#include "stray.h"
#include "suggest.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* Options that have no letter.  */
enum
{
  OPT_HELP = CHAR_MAX + 1,
  OPT_VERSION,
  OPT_IF_EXISTS,
  OPT_SOURCE_DIRFD,
  OPT_DEST_DIRFD,
  OPT_DETAILED_EXIT_STATUS,
  OPT_NO_NOTES,
  OPT_FD,
  OPT_HANDLE,
  OPT_VIA_HANDLE,
  OPT_PRINT_HANDLE,
  OPT_FILES0_FROM,
  OPT_PAIRS0_FROM,
  OPT_JSON,
  OPT_PROGRESS,
  OPT_BENEATH,
  OPT_NO_SYMLINKS,
  OPT_SIMULATE,
  OPT_SYNC
};

/* The colon in front makes getopt silent: suggest_option speaks.  */
static char const short_options[] = ":bdfhinrst:vwzFLPS:T";

static struct option const long_options[] =
{
  { "backup", optional_argument, NULL, 'b' },
  { "beneath", no_argument, NULL, OPT_BENEATH },
  { "dest-dirfd", required_argument, NULL, OPT_DEST_DIRFD },
  { "detailed-exit-status", no_argument, NULL, OPT_DETAILED_EXIT_STATUS },
  { "directory", no_argument, NULL, 'F' },
  { "fd", no_argument, NULL, OPT_FD },
  { "files0-from", required_argument, NULL, OPT_FILES0_FROM },
  { "force", no_argument, NULL, 'f' },
  { "handle", no_argument, NULL, OPT_HANDLE },
  { "help", no_argument, NULL, OPT_HELP },
  { "if-exists", required_argument, NULL, OPT_IF_EXISTS },
  { "interactive", no_argument, NULL, 'i' },
  { "json", no_argument, NULL, OPT_JSON },
  { "logical", no_argument, NULL, 'L' },
  { "no-dereference", no_argument, NULL, 'n' },
  { "no-symlinks", no_argument, NULL, OPT_NO_SYMLINKS },
  { "no-notes", no_argument, NULL, OPT_NO_NOTES },
  { "no-target-directory", no_argument, NULL, 'T' },
  { "pairs0-from", required_argument, NULL, OPT_PAIRS0_FROM },
  { "physical", no_argument, NULL, 'P' },
  { "print-handle", no_argument, NULL, OPT_PRINT_HANDLE },
  { "progress", no_argument, NULL, OPT_PROGRESS },
  { "relative", no_argument, NULL, 'r' },
  { "simulate", optional_argument, NULL, OPT_SIMULATE },
  { "source-dirfd", required_argument, NULL, OPT_SOURCE_DIRFD },
  { "suffix", required_argument, NULL, 'S' },
  { "symbolic", no_argument, NULL, 's' },
  { "sync", no_argument, NULL, OPT_SYNC },
  { "target-directory", required_argument, NULL, 't' },
  { "verbose", no_argument, NULL, 'v' },
  { "version", no_argument, NULL, OPT_VERSION },
  { "via-handle", no_argument, NULL, OPT_VIA_HANDLE },
  { "zero", no_argument, NULL, 'z' },

  /* Abbreviations that GNU ln 9.1 accepts, where a newer option begins in
     the same way.  */
  { "b", optional_argument, NULL, 'b' },
  { "d", no_argument, NULL, 'F' },
  { "f", no_argument, NULL, 'f' },
  { "h", no_argument, NULL, OPT_HELP },
  { "i", no_argument, NULL, 'i' },
  { "p", no_argument, NULL, 'P' },
  { "sy", no_argument, NULL, 's' },
  { NULL, 0, NULL, 0 }
};

static char const *const if_exists_words[] =
  { "fail", "same", "skip", "replace", "ask", NULL };
static enum if_exists const if_exists_values[] =
  { IF_EXISTS_FAIL, IF_EXISTS_SAME, IF_EXISTS_SKIP, IF_EXISTS_REPLACE,
    IF_EXISTS_ASK };

static char const *const simulate_words[] =
  { "never", "auto", "always", NULL };
static enum simulate const simulate_values[] =
  { SIMULATE_NEVER, SIMULATE_AUTO, SIMULATE_ALWAYS };

static char const *const backup_words[] =
  { "none", "off", "simple", "never", "existing", "nil", "numbered", "t",
    NULL };
static enum backup_type const backup_values[] =
  { no_backups, no_backups, simple_backups, simple_backups,
    numbered_existing_backups, numbered_existing_backups, numbered_backups,
    numbered_backups };

/* A longer word is not shown as a whole.  */
enum { WORD_MAX = 250 };

/* Return the lines that list WORDS, those that mean the same in one line;
   allocated.  values[i], of VALUE_SIZE bytes, tells what words[i] means.  */
static char *
list_of (char const *const *words, void const *values, size_t value_size)
{
  char *list = xstrdup ("Valid arguments are:");

  for (size_t i = 0; words[i]; i++)
    {
      char const *value = (char const *) values + value_size * i;
      bool means_same = (i != 0
                         && memcmp (value - value_size, value,
                                    value_size) == 0);
      char *longer = xasprintf (means_same ? "%s, '%s'" : "%s\n  - '%s'",
                                list, words[i]);
      free (list);
      list = longer;
    }
  char *whole = xasprintf ("%s\n", list);
  free (list);
  return whole;
}

/* Return WORD, an argument, as gnulib's argmatch shows it; allocated.  */
static char *
shown_word (char const *word)
{
  struct quoting_options *options;

  if (strlen (word) > WORD_MAX)
    return quoted_name (word);
  options = clone_quoting_options (NULL);
  set_quoting_style (options, locale_quoting_style);
  char *shown = quotearg_alloc (word, strlen (word), options);
  free (options);
  return shown;
}

/* Store in *INDEX that of WORD among WORDS, the arguments of CONTEXT; values[i],
   of VALUE_SIZE bytes, tells which words mean the same.  A word that is none of
   them is refused in the words of gnulib's argmatch, which would print them.  */
static bool
match (struct request *r, char const *context, char const *word,
       char const *const *words, void const *values, size_t value_size,
       size_t *index)
{
  ptrdiff_t found = argmatch (word, words, values, value_size);

  if (found < 0)
    {
      char *shown = shown_word (word);
      refuse (r, "%s argument %s for '%s'",
              found == -1 ? "invalid" : "ambiguous", shown, context);
      free (shown);
      r->error->list = list_of (words, values, value_size);
      r->error->hint = true;
      return false;
    }
  *index = found;
  return true;
}

static void
set_if_exists (struct request *r, enum if_exists what)
{
  r->opts->link.if_exists = what;
  r->if_exists_given = true;
}

static void
parse_if_exists (struct request *r, char const *word)
{
  size_t i;

  if (match (r, "--if-exists", word, if_exists_words, if_exists_values,
             sizeof if_exists_values[0], &i))
    set_if_exists (r, if_exists_values[i]);
}

static void
parse_simulate (struct request *r, char const *word)
{
  size_t i;

  if (!word)
    r->opts->simulate = SIMULATE_ALWAYS;
  else if (match (r, "--simulate", word, simulate_words, simulate_values,
                  sizeof simulate_values[0], &i))
    r->opts->simulate = simulate_values[i];
}

static void
set_dirfd (struct request *r, char const *text, int *fd)
{
  int err = parse_dirfd (text, fd);

  if (err == 0)
    return;
  char *shown = quoted_argument (text);
  refuse (r, "invalid descriptor %s: %s", shown, strerror (err));
  free (shown);
  r->error->advice = xstrdup ("give the number of a descriptor that is open, "
                              "or cwd");
  r->error->hint = true;
}

/* The option C came without an argument, where NEXT is the rest of the line:
   does that begin with the argument, as an operand?  */
static void
note_stray_word (struct request *r, int c, char *const *next)
{
  char const *const *words = c == 'b' ? backup_words : simulate_words;
  char const *word = next[0];

  if (!word || r->opts->stray.operand)
    return;
  if (word[0] == '=')
    word = word[1] != '\0' ? word + 1 : next[1];
  else
    while (*words && strcmp (*words, word) != 0)
      words++;
  if (word && *words)
    r->opts->stray = (struct stray) {
      .name = c == 'b' ? "backup" : "simulate",
      .operand = next[0], .word = word,
    };
}

/* The option that makes SOURCEs KIND.  */
static char const *
kind_option (enum source_kind kind)
{
  return (kind == SOURCE_FD ? "fd"
          : kind == SOURCE_HANDLE ? "handle" : "via-handle");
}

/* Refuse the option NAME of R if it is UNAVAILABLE, in these words.  */
static void
check_available (struct request *r, char const *name, char const *unavailable)
{
  if (unavailable)
    refuse (r, "--%s is %s", name, unavailable);
}

static void
set_source_kind (struct request *r, enum source_kind kind)
{
  enum source_kind before = r->opts->input.source_kind;

  check_available (r, kind_option (kind), handles_unavailable ());
  if (before != SOURCE_PATH && before != kind)
    refuse (r, "cannot combine --%s and --%s: give the one that says what "
              "SOURCE is", kind_option (before), kind_option (kind));
  r->opts->input.source_kind = kind;
}

/* Does C concern the making of links alone?  */
static bool
is_linking_option (int c)
{
  switch (c)
    {
    case 'L':
    case 'P':
    case OPT_DETAILED_EXIT_STATUS:
    case 'z':
    case OPT_FD:
    case OPT_FILES0_FROM:
    case OPT_HELP:
    case OPT_JSON:
    case OPT_NO_NOTES:
    case OPT_PRINT_HANDLE:
    case OPT_PROGRESS:
    case OPT_SOURCE_DIRFD:
    case OPT_VERSION:
      return false;
    default:
      return true;
    }
}

/* Apply the option C, with the argument ARG, to R: those of GNU ln.  */
static void
apply_ln_option (struct request *r, int c, char const *arg)
{
  struct settings *opts = r->opts;

  switch (c)
    {
    case 'b':
      r->backs_up = true;
      if (arg)
        r->control = arg;
      break;
    case 'd':
    case 'F':
      opts->link.leave_directories = true;
      break;
    case 'f':
      set_if_exists (r, IF_EXISTS_REPLACE);
      break;
    case 'i':
      set_if_exists (r, IF_EXISTS_ASK);
      break;
    case 'L':
      opts->input.follow = true;
      break;
    case 'n':
      opts->input.no_dereference = true;
      break;
    case 'P':
      opts->input.follow = false;
      break;
    case 'r':
      opts->input.relative = true;
      break;
    case 's':
      opts->input.kind = LINK_SYMBOLIC;
      break;
    case 'S':
      r->backs_up = true;
      r->suffix = arg;
      break;
    case 't':
      if (opts->input.directory)
        {
          refuse (r, "multiple target directories specified");
          advise (r, "give one, or write each DEST as a whole to "
                  "--pairs0-from");
        }
      opts->input.directory = arg;
      break;
    case 'T':
      opts->input.exact = true;
      break;
    case 'v':
      opts->report.verbose = true;
      break;
    default:
      break;
    }
}

/* Apply the option C, with the argument ARG, to R.  */
static void
apply_option (struct request *r, int c, char const *arg)
{
  if (r->linking_option == 0 && is_linking_option (c))
    r->linking_option = c;
  switch (c)
    {
    case 'h':
      r->opts->input.no_dereference = true;
      break;
    case 'w':
      r->opts->link.warn_missing = true;
      break;
    case OPT_IF_EXISTS:
      parse_if_exists (r, arg);
      break;
    case OPT_SOURCE_DIRFD:
      set_dirfd (r, arg, &r->opts->input.source_dirfd);
      break;
    case OPT_DEST_DIRFD:
      set_dirfd (r, arg, &r->opts->input.dest_dirfd);
      break;
    case OPT_DETAILED_EXIT_STATUS:
      r->opts->detailed_status = true;
      break;
    case OPT_NO_NOTES:
      r->opts->report.no_notes = true;
      break;
    case OPT_FD:
      set_source_kind (r, SOURCE_FD);
      break;
    case OPT_HANDLE:
      set_source_kind (r, SOURCE_HANDLE);
      break;
    case OPT_VIA_HANDLE:
      set_source_kind (r, SOURCE_VIA_HANDLE);
      break;
    case OPT_PRINT_HANDLE:
      check_available (r, "print-handle", handles_unavailable ());
      r->opts->input.print_handle = true;
      break;
    case OPT_FILES0_FROM:
      r->opts->input.files_from = arg;
      break;
    case OPT_PAIRS0_FROM:
      r->opts->input.pairs_from = arg;
      break;
    case OPT_SIMULATE:
      parse_simulate (r, arg);
      break;
    case OPT_SYNC:
      check_available (r, "sync", sync_unavailable ());
      r->opts->sync = true;
      break;
    case OPT_BENEATH:
      r->opts->input.confinement |= LOOK_UP_BENEATH;
      break;
    case OPT_NO_SYMLINKS:
      r->opts->input.confinement |= LOOK_UP_NO_SYMLINKS;
      break;
    case OPT_JSON:
      r->opts->report.json = true;
      break;
    case OPT_PROGRESS:
      r->opts->report.progress = true;
      break;
    case 'z':
      r->opts->report.line_end = '\0';
      break;
    case OPT_HELP:
      r->answer = PARSED_HELP;
      break;
    case OPT_VERSION:
      r->answer = PARSED_VERSION;
      break;
    default:
      apply_ln_option (r, c, arg);
      break;
    }
}

/* Let simple backups end in SUFFIX, or if that is null in what the environment
   says; a slash anywhere makes it invalid, so that a backup stays in DEST's
   directory.  */
static void
set_suffix (char const *suffix)
{
  if (!suffix)
    suffix = getenv ("SIMPLE_BACKUP_SUFFIX");
  set_simple_backup_suffix (suffix && !strchr (suffix, '/') ? suffix : "");
}

/* Decide what kind of backups R asks for, as GNU ln and its environment
   variables do.  */
static void
settle_backup (struct request *r)
{
  char const *control = r->control;
  char const *context = "backup type";
  struct settings *opts = r->opts;
  size_t i;

  opts->link.backup = no_backups;
  if (!r->backs_up)
    return;
  if (!control || *control == '\0')
    {
      control = getenv ("VERSION_CONTROL");
      context = "$VERSION_CONTROL";
    }
  if (!control || *control == '\0')
    opts->link.backup = numbered_existing_backups;
  else if (match (r, context, control, backup_words, backup_values,
                  sizeof backup_values[0], &i))
    opts->link.backup = backup_values[i];
  set_suffix (r->suffix);

  if (opts->link.backup == no_backups)
    return;
  if (!r->if_exists_given)
    {
      opts->link.if_exists = IF_EXISTS_REPLACE;
      opts->link.backs_up_own = true;
    }
  else if (opts->link.if_exists != IF_EXISTS_REPLACE
           && opts->link.if_exists != IF_EXISTS_ASK)
    refuse (r, "cannot combine --backup and --if-exists=%s: use "
              "--if-exists=replace or --if-exists=ask",
              if_exists_words[opts->link.if_exists]);
}

/* Refuse options in R that do not go with the kind of SOURCE.  */
static void
check_source_kind (struct request *r)
{
  struct settings const *opts = r->opts;
  enum source_kind kind = opts->input.source_kind;
  char const *name = kind_option (kind);
  bool has_path = kind == SOURCE_PATH || kind == SOURCE_VIA_HANDLE;

  if (opts->input.print_handle && r->linking_option != 0)
    refuse (r, "cannot combine --print-handle and --%s: leave out --%s, "
              "nothing is linked", long_name (long_options, r->linking_option),
              long_name (long_options, r->linking_option));
  else if (kind != SOURCE_PATH && opts->input.kind == LINK_SYMBOLIC)
    refuse (r, "cannot combine --%s and --symbolic: leave out --%s and "
              "give SOURCE by name", name, name);
  else if (kind != SOURCE_PATH && opts->simulate != SIMULATE_NEVER)
    refuse (r, "cannot combine --%s and --simulate: leave out --%s and "
              "give SOURCE by name", name, name);
  else if (!has_path && opts->input.directory)
    refuse (r, "cannot combine --%s and --target-directory: "
              "such a SOURCE has no base name; give DEST as a whole", name);
  else if (!has_path && opts->input.source_dirfd != AT_FDCWD
           && ! (kind == SOURCE_HANDLE && opts->input.follow))
    refuse (r, "cannot combine --%s and --source-dirfd: leave out "
              "--source-dirfd, which is for names", name);
}

/* Refuse options in R that do not go with streams of names.  */
static void
check_streams (struct request *r)
{
  struct settings const *opts = r->opts;
  char const *stream = (opts->input.files_from ? opts->input.files_from
                        : opts->input.pairs_from);

  if (opts->input.files_from && opts->input.pairs_from)
    refuse (r, "cannot combine --files0-from and --pairs0-from: give each "
              "a run of its own");
  else if (opts->input.pairs_from && opts->input.directory)
    refuse (r, "cannot combine --pairs0-from and --target-directory: write "
              "each DEST with its directory, or use --files0-from");
  else if (opts->input.files_from && !opts->input.directory
           && !opts->input.print_handle)
    refuse (r, "--files0-from needs --target-directory=DIRECTORY");
  else if (stream && strcmp (stream, "-") == 0
           && opts->link.if_exists == IF_EXISTS_ASK)
    r->error->problem = USAGE_NAMES_ANSWER;
}

/* Refuse options in R that do not go together.  */
static void
check_conflicts (struct request *r)
{
  struct settings const *opts = r->opts;
  bool symbolic = opts->input.kind == LINK_SYMBOLIC;

  if (opts->input.relative && !symbolic)
    {
      refuse (r, "cannot do --relative without --symbolic");
      advise (r, "add --symbolic, or leave out --relative: a hard link "
              "stores no name");
    }
  else if (opts->input.directory && opts->input.exact)
    {
      refuse (r, "cannot combine --target-directory and "
                "--no-target-directory");
      advise (r, "leave out --no-target-directory to link in the directory, "
              "or give DEST as the last operand");
    }
  else if (opts->input.source_dirfd != AT_FDCWD && symbolic)
    refuse (r, "cannot combine --source-dirfd and --symbolic: leave out "
              "--source-dirfd, SOURCE is stored as it is written");
  else if (opts->input.dest_dirfd != AT_FDCWD && opts->input.relative)
    refuse (r, "cannot combine --dest-dirfd and --relative: leave out "
              "--relative and write SOURCE as it is to be stored");
  else if (opts->simulate != SIMULATE_NEVER && symbolic)
    refuse (r, "cannot combine --simulate and --symbolic: leave out "
              "--simulate");
  else if (opts->simulate != SIMULATE_NEVER && opts->input.confinement != 0)
    refuse (r, "cannot combine --simulate and --%s: leave out --simulate, "
              "whose links may lead anywhere",
              ((opts->input.confinement & LOOK_UP_BENEATH) != 0
               ? "beneath" : "no-symlinks"));
  else
    check_source_kind (r);
  if (!is_refused (r))
    check_streams (r);
}

/* Is the number of operands, COUNT, one that OPTS allow?  */
static bool
count_fits (struct settings const *opts, int count)
{
  bool has_base = (opts->input.source_kind == SOURCE_PATH
                   || opts->input.source_kind == SOURCE_VIA_HANDLE);

  if (opts->input.print_handle || opts->input.directory
      || (has_base && !opts->input.exact))
    return count != 0;
  return count == 2;
}

/* Refuse OPERANDS: they are too few or too many.  */
static void
refuse_count (struct request *r, struct operands const *operands)
{
  char **text = operands->text;

  r->error->hint = true;
  if (operands->count == 0)
    {
      refuse (r, "missing file operand");
      return;
    }

  char *shown = quoted_argument (text[operands->count == 1 ? 0 : 2]);
  if (operands->count == 1)
    refuse (r, "missing destination file operand after %s", shown);
  else
    {
      refuse (r, "extra operand %s", shown);
      char *note = stray_word_note (r->opts);
      if (note)
        advise (r, note);
      free (note);
    }
  free (shown);
}

/* Refuse a wrong number of operands.  */
static void
check_count (struct request *r, struct operands const *operands)
{
  char **text = operands->text;
  int count = operands->count;

  if (r->opts->input.files_from || r->opts->input.pairs_from)
    {
      if (count == 0)
        return;
      char *shown = quoted_argument (text[0]);
      refuse (r, "extra operand %s: with %s all names come from its file%s",
              shown, (r->opts->input.files_from ? "--files0-from"
                      : "--pairs0-from"),
              (r->opts->input.files_from && !r->opts->input.directory
               && !r->opts->input.print_handle
               ? "; give the directory with -t" : ""));
      r->error->hint = true;
      free (shown);
      return;
    }
  if (count_fits (r->opts, count))
    return;
  refuse_count (r, operands);
}

/* Refuse a SOURCE that is no descriptor or handle.  */
static void
check_sources (struct request *r, struct operands const *operands)
{
  int count = r->opts->input.print_handle ? operands->count : 1;

  if (operands->count < count)
    return;                     /* a stream: input.c looks at each */

  for (int i = 0; i < count && !is_refused (r); i++)
    {
      struct source src = { .kind = r->opts->input.source_kind,
                            .text = operands->text[i] };
      fhandle_t handle;
      int err = parse_source (&src, &handle);
      if (err != 0)
        *r->error = (struct usage_error) {
          .problem = USAGE_MALFORMED,
          .kind = src.kind, .text = src.text, .err = err,
        };
    }
}

/* Let those who do the parts of a job know what OPTS say.  */
static void
share (struct settings *opts)
{
  if (opts->simulate == SIMULATE_ALWAYS)
    opts->input.kind = LINK_SIMULATED;
  opts->input.asks = opts->link.if_exists == IF_EXISTS_ASK;
  opts->link.no_dereference = opts->input.no_dereference;
  opts->link.suffix = simple_backup_suffix;
  opts->report.warn_missing = opts->link.warn_missing;
}

enum parsed
parse_options (int argc, char **argv, struct settings *opts,
               struct operands *operands, struct usage_error *error)
{
  struct request r = { .opts = opts, .error = error, .answer = PARSED_RUN };
  int c;

  *error = (struct usage_error) { .problem = USAGE_GOOD };
  *opts = (struct settings) { .input.source_dirfd = AT_FDCWD,
                              .input.dest_dirfd = AT_FDCWD,
                              .report.line_end = '\n' };
  while ((c = getopt_long (argc, argv, short_options, long_options, NULL))
         != -1)
    {
      bool wrong = c == '?' || c == ':';
      bool done = is_refused (&r) || r.answer != PARSED_RUN;
      if (wrong && !done)
        suggest_option (&r, &(struct bad_option) {
          .answer = c, .word = argv[optind - 1], .next = argv[optind],
          .letters = short_options, .options = long_options,
          .advice = (optopt == OPT_FD ? "--fd DESCRIPTOR DEST"
                     : optopt == OPT_HANDLE ? "--handle HANDLE DEST" : NULL),
        });
      else if (c == OPT_DETAILED_EXIT_STATUS || (!wrong && !done))
        apply_option (&r, c, optarg);
      if ((c == 'b' || c == OPT_SIMULATE) && !optarg)
        note_stray_word (&r, c, argv + optind);
    }
  if (r.answer != PARSED_RUN)
    return r.answer;

  operands->text = argv + optind;
  operands->count = argc - optind;
  if (!is_refused (&r))
    check_count (&r, operands);
  if (!is_refused (&r))
    check_conflicts (&r);
  if (!is_refused (&r) && opts->input.source_kind != SOURCE_PATH)
    check_sources (&r, operands);
  if (!is_refused (&r))
    settle_backup (&r);
  share (opts);
  return is_refused (&r) ? PARSED_BAD : PARSED_RUN;
}
