/* What does the command line ask for?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "options.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "argument.h"
#include "as-link.h"
#include "check.h"
#include "option-table.h"
#include "pattern.h"
#include "platform/open.h"
#include "platform/sync.h"
#include "request.h"
#include "suggest.h"

/* Refuse the option NAME of R if it is UNAVAILABLE, in these words.  */
static void
check_available (struct request *r, char const *name, char const *unavailable)
{
  if (unavailable)
    refuse (r, "--%s is %s", name, unavailable);
}

/* Let SOURCEs be of KIND, or refuse that in R.  */
static void
set_source_kind (struct request *r, enum source_kind kind)
{
  enum source_kind before = r->opts->input.source_kind;

  check_available (r, kind_name (kind), handles_unavailable ());
  if (before != SOURCE_PATH && before != kind)
    refuse (r, "cannot combine --%s and --%s: give the one that says what "
            "SOURCE is", kind_name (before), kind_name (kind));
  r->opts->input.source_kind = kind;
}

/* Apply the option C to R, if it is about what is linked; return whether it
   is.  */
static bool
apply_source (struct request *r, int c, char const *arg)
{
  struct input_settings *input = &r->opts->input;

  switch (c)
    {
    case 'L':
      input->follow = true;
      return true;
    case 'P':
      input->follow = false;
      return true;
    case OPT_SOURCE_DIRFD:
      parse_directory (r, arg, &input->source_dirfd);
      return true;
    case OPT_FD:
      set_source_kind (r, SOURCE_FD);
      return true;
    case OPT_HANDLE:
      set_source_kind (r, SOURCE_HANDLE);
      return true;
    case OPT_VIA_HANDLE:
      set_source_kind (r, SOURCE_VIA_HANDLE);
      return true;
    case OPT_PRINT_HANDLE:
      check_available (r, "print-handle", handles_unavailable ());
      input->print_handle = true;
      return true;
    case OPT_PROBE:
      input->probes = true;
      return true;
    case 'd':
    case 'F':
      r->opts->link.leave_directories = true;
      return true;
    case 's':
      input->kind = LINK_SYMBOLIC;
      return true;
    case 'r':
      input->relative = true;
      return true;
    case 'w':
      r->opts->link.warn_missing = true;
      return true;
    case OPT_SIMULATE:
      parse_simulate (r, arg);
      return true;
    case 'R':
      input->recursive = true;
      return true;
    default:
      return false;
    }
}

/* As apply_source, if C is about trees alone.  */
static bool
apply_tree (struct request *r, int c, char const *arg)
{
  struct tree_settings *tree = &r->opts->input.tree;

  switch (c)
    {
    case OPT_EXCLUDE:
      exclude_pattern (r, arg);
      return true;
    case OPT_EXCLUDE_FROM:
      exclude_patterns_of (r, arg);
      return true;
    case OPT_ONE_FILE_SYSTEM:
      tree->one_file_system = true;
      return true;
    case OPT_NO_OVERWRITE_DIR:
      tree->keeps_directories = true;
      return true;
    case OPT_JOBS:
      parse_jobs (r, arg);
      return true;
    case OPT_SKELETON:
      tree->skeleton = true;
      return true;
    default:
      return false;
    }
}

/* Links are to be made in DIRECTORY.  */
static void
set_directory (struct request *r, char const *directory)
{
  if (r->opts->input.directory)
    {
      refuse (r, "multiple target directories specified");
      advise (r, "give one, or write each DEST as a whole to --pairs0-from");
    }
  r->opts->input.directory = directory;
}

/* As apply_source, if C is about where names come from and lead to.  */
static bool
apply_names (struct request *r, int c, char const *arg)
{
  struct input_settings *input = &r->opts->input;

  switch (c)
    {
    case OPT_FILES0_FROM:
      input->files_from = arg;
      return true;
    case OPT_PAIRS0_FROM:
      input->pairs_from = arg;
      return true;
    case OPT_SHARD:
      parse_shard (r, arg);
      return true;
    case 't':
      set_directory (r, arg);
      return true;
    case 'T':
      input->exact = true;
      return true;
    case 'n':
    case 'h':
      input->no_dereference = true;
      return true;
    case OPT_DEST_DIRFD:
      parse_directory (r, arg, &input->dest_dirfd);
      return true;
    case OPT_PARENTS:
      input->parents = true;
      return true;
    case OPT_BENEATH:
      input->confinement |= LOOK_UP_BENEATH;
      return true;
    case OPT_NO_SYMLINKS:
      input->confinement |= LOOK_UP_NO_SYMLINKS;
      return true;
    default:
      return false;
    }
}

/* As apply_source, if C is about a DEST that exists, or that is to last
   or not to be made at all.  */
static bool
apply_existing (struct request *r, int c, char const *arg)
{
  switch (c)
    {
    case OPT_IF_EXISTS:
      parse_if_exists (r, arg);
      return true;
    case 'f':
      set_if_exists (r, IF_EXISTS_REPLACE);
      return true;
    case 'i':
      set_if_exists (r, IF_EXISTS_ASK);
      return true;
    case 'b':
      r->backs_up = true;
      if (arg)
        r->control = arg;
      return true;
    case 'S':
      r->backs_up = true;
      r->suffix = arg;
      return true;
    case OPT_VERIFY:
      r->opts->link.verify = true;
      return true;
    case OPT_SYNC:
      check_available (r, "sync", sync_unavailable ());
      r->opts->sync = true;
      return true;
    case OPT_DRY_RUN:
      r->opts->link.dry_run = true;
      return true;
    default:
      return false;
    }
}

/* Apply the option C to R, if it is about what is told.  */
static void
apply_output (struct request *r, int c, char const *arg)
{
  struct report_settings *report = &r->opts->report;

  switch (c)
    {
    case 'v':
      report->verbose = true;
      break;
    case OPT_JSON:
      report->json = true;
      break;
    case 'z':
      report->line_end = '\0';
      break;
    case OPT_PROGRESS:
      report->progress = true;
      break;
    case OPT_NO_NOTES:
      report->notes = NOTES_NEVER;
      break;
    case OPT_NOTES:
      report->notes = NOTES_ALWAYS;
      break;
    case OPT_FAILED0_TO:
      report->failed_to = arg;
      break;
    case OPT_DETAILED_EXIT_STATUS:
      r->opts->detailed_status = true;
      break;
    case OPT_HELP:
    case OPT_VERSION:
      r->help = c;
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
  if (r->staying_option == 0 && !goes_with_probe (c))
    r->staying_option = c;
  if (r->tree_option == 0 && is_tree_option (c))
    r->tree_option = c;
  if (!apply_source (r, c, arg) && !apply_tree (r, c, arg)
      && !apply_names (r, c, arg) && !apply_existing (r, c, arg))
    apply_output (r, c, arg);
}

/* May there be an option in ARGV behind an argument that is none?  */
static bool
has_late_option (char *const *argv)
{
  char *const *arg = argv;

  if (*arg)
    arg++;
  while (*arg && **arg == '-')
    arg++;
  while (*arg && **arg != '-')
    arg++;
  return *arg != NULL;
}

/* Apply the options of ARGV to R, up to the first that is wrong, or that asks
   for help; of what follows, --detailed-exit-status alone.  */
static void
apply_options (struct request *r, int argc, char **argv)
{
  /* If not, it is all one whether POSIXLY_CORRECT is set, and getopt need not
     search the environment.  */
  char const *letters = short_options + (has_late_option (argv) ? 1 : 0);
  int c;

  while ((c = getopt_long (argc, argv, letters, long_options, NULL)) != -1)
    {
      bool wrong = c == '?' || c == ':';
      bool done = is_refused (r) || r->help != 0;
      if (wrong && !done)
        suggest_option (r, c, argv[optind - 1], argv[optind]);
      else if (c == OPT_DETAILED_EXIT_STATUS || (!wrong && !done))
        apply_option (r, c, optarg);
      if ((c == 'b' || c == OPT_SIMULATE) && !optarg)
        note_stray_word (r, c, argv + optind);
    }
}

/* Is NAME, by which this was called or null, WORD?  A function of the library
   costs its look-up where nothing else calls it.  */
static bool
is_called (char const *name, char const *word)
{
  return name && name[0] == word[0] && strcmp (name, word) == 0;
}

/* All of R's options are known: return what the caller is to do.  */
static enum parsed
end_parsing (struct request *r)
{
  if (r->pattern_files)
    free (r->pattern_files);
  if (r->help != 0 || is_refused (r))
    forget_patterns (r);
  if (r->help != 0)
    return r->help == OPT_HELP ? PARSED_HELP : PARSED_VERSION;
  return is_refused (r) ? PARSED_BAD : PARSED_RUN;
}

/* R is about trees: what it does not say is what is usual for them.  */
static void
settle_tree (struct request *r)
{
  struct settings *opts = r->opts;

  opts->link.keeps_same = true;
  if (!r->if_exists_given && opts->link.if_exists == IF_EXISTS_FAIL)
    opts->link.if_exists = IF_EXISTS_SAME;
}

/* Let those who do the parts of a job know what OPTS say.  */
static void
share (struct settings *opts)
{
  if (opts->simulate == SIMULATE_ALWAYS)
    opts->input.kind = LINK_SIMULATED;
  opts->input.asks = opts->link.if_exists == IF_EXISTS_ASK;
  opts->link.no_dereference = opts->input.no_dereference;
  opts->report.warns = opts->link.warn_missing;
  if (opts->link.verify)
    opts->report.warns = true;
  opts->report.dry_run = opts->link.dry_run;
  if (opts->link.dry_run)
    opts->report.failed_to = NULL;
  opts->report.only_changes = opts->link.if_exists == IF_EXISTS_SAME;
}

enum parsed
parse_options (int argc, char **argv, struct settings *opts,
               struct operands *operands, struct usage_error *error)
{
  struct request r = { .opts = opts, .error = error };

  error->problem = USAGE_GOOD;
  *opts = (struct settings) { .input.source_dirfd = AT_FDCWD,
                              .input.dest_dirfd = AT_FDCWD,
                              .report.line_end = '\n' };
  if (is_called (argv[0], "ln") || is_called (argv[0], "link"))
    opts->report.notes = NOTES_ON_TERMINAL;
  if (is_called (argv[0], "link"))
    {
      parse_as_link (&r, argc, argv, operands);
      return end_parsing (&r);
    }
  apply_options (&r, argc, argv);
  if (r.help != 0)
    return end_parsing (&r);

  operands->text = argv + optind;
  operands->count = argc - optind;
  if (!is_refused (&r))
    check_request (&r, operands);
  if (r.backs_up && !is_refused (&r))
    settle_backup (&r);
  if (r.backs_up && !is_refused (&r))
    check_backup (&r);
  if (opts->input.recursive)
    settle_tree (&r);
  share (opts);
  return end_parsing (&r);
}
