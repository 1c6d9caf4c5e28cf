/* May what could not be linked be written to --failed0-to's file?
   SPDX-License-Identifier: GPL-3.0-or-later

   That file is emptied before anything is linked, so it must be none that is
   read.  */

#include <config.h>

#include "failed-to.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "deep.h"
#include "operand.h"
#include "platform/look.h"
#include "quoting.h"

/* Is FILE, relative to DIRFD, the file that LOOK shows?  */
static bool
is_seen (int dirfd, char const *file, struct look const *look)
{
  struct look other;

  return (look_at_deep (dirfd, file, &other) == 0
          && is_same_file (&other, look));
}

/* Is FILE, "-" for standard input, the file that LOOK shows?  */
static bool
is_read (char const *file, struct look const *look)
{
  struct look input;

  if (strcmp (file, "-") != 0)
    return is_seen (AT_FDCWD, file, look);
  return (look_at_descriptor (STDIN_FILENO, &input) == 0
          && is_same_file (&input, look));
}

/* Does R take names, answers or patterns from the file that LOOK shows, or is
   that one of OPERANDS?  */
static bool
is_input (struct request const *r, struct operands const *operands,
          struct look const *look)
{
  struct input_settings const *input = &r->opts->input;
  bool found = ((input->files_from && is_read (input->files_from, look))
                || (input->pairs_from && is_read (input->pairs_from, look))
                || (r->opts->link.if_exists == IF_EXISTS_ASK
                    && is_read ("-", look)));

  for (int i = 0; i < r->pattern_file_count && !found; i++)
    found = is_read (r->pattern_files[i], look);
  for (int i = 0; i < operands->count && !found; i++)
    found = (is_path (input->source_kind)
             && is_seen (input->source_dirfd, operands->text[i], look));
  return found;
}

/* Look at FILE, or at what is open on FD if that is not -1.  Return whether it
   is there, and what is written to it may be read from it: a terminal, another
   device and a socket have two sides.  */
static bool
keeps_output (char const *file, int fd, struct look *look)
{
  int err = (fd >= 0 ? look_at_descriptor (fd, look)
             : look_at_deep (AT_FDCWD, file, look));

  return (err == 0 && !S_ISCHR (look->mode) && !S_ISSOCK (look->mode)
          && !S_ISDIR (look->mode));
}

void
check_failed_to (struct request *r, struct operands const *operands)
{
  struct report_settings const *report = &r->opts->report;
  char const *file = report->failed_to;
  int fd = output_descriptor (file);
  struct look look;

  if (r->opts->input.relative)
    refuse (r, "cannot combine --failed0-to and --relative: leave out "
            "--relative, which stores another name than SOURCE");
  else if (fd == STDOUT_FILENO && (report->verbose || report->json))
    refuse (r, "cannot combine --failed0-to and --%s on standard output: give "
            "a file", report->json ? "json" : "verbose");
  else if (fd == STDERR_FILENO)
    refuse (r, "cannot write failed pairs to standard error, where the "
            "messages go: give a file");
  else if (keeps_output (file, fd, &look) && is_input (r, operands, &look))
    {
      char *shown = quoted_argument (file);
      refuse (r, "cannot write failed pairs to %s, which is an input: give "
              "another file", shown);
      free (shown);
    }
}
