/* Do the options and operands go together?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "argument.h"
#include "failed-to.h"
#include "operand.h"
#include "option-table.h"
#include "platform/open.h"
#include "quoting.h"
#include "stray.h"

/* Refuse options in R that do not go with a SOURCE that is linked by something
   else than its name.  */
static void
check_source_kind (struct request *r)
{
  struct settings const *opts = r->opts;
  enum source_kind kind = opts->input.source_kind;
  char const *name = kind_name (kind);

  if (opts->input.kind == LINK_SYMBOLIC)
    refuse (r, "cannot combine --%s and --symbolic: leave out --%s and give "
            "SOURCE by name", name, name);
  else if (opts->simulate != SIMULATE_NEVER)
    refuse (r, "cannot combine --%s and --simulate: leave out --%s and give "
            "SOURCE by name", name, name);
  else if (!is_path (kind) && opts->input.directory && !opts->input.probes)
    refuse (r, "cannot combine --%s and --target-directory: such a SOURCE has "
            "no base name; give DEST as a whole", name);
  else if (!is_path (kind) && opts->input.source_dirfd != AT_FDCWD
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
    *r->error = (struct usage_error) { .problem = USAGE_NAMES_ANSWER };
}

/* The option C of R concerns links, which OPTION leaves none of, for the reason
   WHY.  */
static void
refuse_linking (struct request *r, char const *option, int c, char const *why)
{
  char const *dashes = c == 'w' ? "-" : "--";
  char const *name = c == 'w' ? "w" : long_name (c);

  refuse (r, "cannot combine --%s and %s%s: leave out %s%s, %s", option,
          dashes, name, dashes, name, why);
}

/* Return the long name of the option of R that does not go with trees, or
   NULL.  */
static char const *
other_than_tree (struct request const *r)
{
  struct settings const *opts = r->opts;
  enum source_kind kind = opts->input.source_kind;

  if (!is_path (kind))
    return kind_name (kind);
  return (opts->input.print_handle ? "print-handle"
          : opts->simulate != SIMULATE_NEVER ? "simulate"
          : opts->link.leave_directories ? "directory"
          : opts->input.files_from ? "files0-from"
          : opts->input.pairs_from ? "pairs0-from" : NULL);
}

/* Are patterns of R read from standard input?  */
static bool
reads_patterns (struct request const *r)
{
  bool reads = false;

  for (int i = 0; i < r->pattern_file_count; i++)
    reads |= strcmp (r->pattern_files[i], "-") == 0;
  return reads;
}

/* Refuse what does not go with trees, or only with them.  */
static void
check_tree (struct request *r)
{
  char const *other = other_than_tree (r);

  if (!r->opts->input.recursive)
    {
      if (r->tree_option != 0)
        refuse (r, "--%s needs --recursive", long_name (r->tree_option));
      return;
    }
  if (reads_patterns (r) && r->opts->link.if_exists == IF_EXISTS_ASK)
    refuse (r, "cannot combine --exclude-from=- and --interactive: the answers "
            "come from standard input; give the patterns in a file");
  else if (other)
    refuse (r, "cannot combine --recursive and --%s: give each a run of its "
            "own", other);
}

/* Refuse what --shard in R does not go with.  */
static void
check_shard (struct request *r)
{
  struct input_settings const *input = &r->opts->input;

  if (!input->divided)
    return;
  if (!input->recursive && !input->files_from && !input->pairs_from)
    refuse (r, "--shard needs --pairs0-from, --files0-from or --recursive");
  else if (input->tree.skeleton)
    refuse (r, "cannot combine --shard and --skeleton: make the skeleton once, "
            "without --shard, before the parts");
  else if (input->tree.keeps_directories)
    refuse (r, "cannot combine --shard and --no-overwrite-dir: to a part, all "
            "directories were there before");
}

/* A tree of symbolic links can only lead to what an absolute name of SOURCE
   names, from wherever they lie; or else they are made relative.  */
static void
check_farm (struct request *r, struct operands const *operands)
{
  struct settings const *opts = r->opts;
  bool has_dest = !opts->input.directory && operands->count > 1;

  if (!opts->input.recursive || opts->input.kind != LINK_SYMBOLIC
      || opts->input.relative)
    return;
  for (int i = 0; i < operands->count - has_dest && !is_refused (r); i++)
    if (operands->text[i][0] != '/')
      {
        char *shown = quoted_argument (operands->text[i]);
        refuse (r, "a tree of symbolic links to %s needs its absolute name: "
                "give that, or add --relative", shown);
        free (shown);
      }
}

/* Refuse options in R that do not go together.  */
static void
check_conflicts (struct request *r)
{
  struct settings const *opts = r->opts;
  bool symbolic = opts->input.kind == LINK_SYMBOLIC;

  if (opts->input.probes && r->staying_option != 0)
    refuse_linking (r, "probe", r->staying_option, "no link stays");
  else if (opts->input.relative && !symbolic)
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
  else if (opts->input.print_handle && r->linking_option != 0)
    refuse_linking (r, "print-handle", r->linking_option, "nothing is linked");
  else if (opts->input.source_kind != SOURCE_PATH)
    check_source_kind (r);
  if (!is_refused (r))
    check_streams (r);
  if (!is_refused (r))
    check_tree (r);
  if (!is_refused (r))
    check_shard (r);
}

/* Is the number of operands, COUNT, one that OPTS allow?  */
static bool
count_fits (struct settings const *opts, int count)
{
  if (opts->input.print_handle || opts->input.directory || opts->input.probes
      || (is_path (opts->input.source_kind) && !opts->input.exact))
    return count != 0;
  return count == 2;
}

/* Refuse OPERANDS: they are too few or too many.  */
static void
refuse_count (struct request *r, struct operands const *operands)
{
  char **text = operands->text;

  if (operands->count == 0)
    {
      refuse (r, "missing file operand");
      r->error->hint = true;
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
  r->error->hint = true;
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

/* Return how many of OPERANDS are SOURCEs that R tells to be descriptors or
   handles.  */
static int
count_sources (struct request const *r, struct operands const *operands)
{
  struct input_settings const *opts = &r->opts->input;

  if (opts->print_handle || (opts->probes && opts->directory))
    return operands->count;
  return opts->probes && operands->count > 1 ? operands->count - 1 : 1;
}

/* Refuse a SOURCE that is no descriptor or handle.  */
static void
check_sources (struct request *r, struct operands const *operands)
{
  int count = count_sources (r, operands);

  if (operands->count < count)
    return;                     /* a stream: the input looks at each */

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

void
check_request (struct request *r, struct operands const *operands)
{
  check_count (r, operands);
  if (!is_refused (r))
    check_conflicts (r);
  if (!is_refused (r) && r->opts->input.source_kind != SOURCE_PATH)
    check_sources (r, operands);
  if (!is_refused (r))
    check_farm (r, operands);
  if (!is_refused (r) && r->opts->report.failed_to)
    check_failed_to (r, operands);
}

void
check_backup (struct request *r)
{
  struct link_settings const *opts = &r->opts->link;

  if (opts->backup != no_backups && opts->if_exists != IF_EXISTS_REPLACE
      && opts->if_exists != IF_EXISTS_ASK)
    refuse (r, "cannot combine --backup and --if-exists=%s: use "
            "--if-exists=replace or --if-exists=ask",
            if_exists_word (opts->if_exists));
}
