/* How does a line reach standard output, or standard error?
   SPDX-License-Identifier: GPL-3.0-or-later

   The locale is used only now, when something is printed: a successful link
   has no need of it.  */

#include <config.h>

#include "output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "close-stream.h"
#include "platform/error-text.h"
#include "platform/process.h"
#include "platform/threads.h"
#include "platform/user-locale.h"
#include "progname.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* To the beginning of the line, and nothing there (ECMA-48).  */
#define ERASE_LINE "\r\033[K"

enum
{
  OUTPUT_SIZE = 64 * 1024,      /* of what standard output holds back */
  BUFFER_SLACK = 64,            /* what C libraries keep of a buffer */
  WAIT_MAX = 1000               /* of a line, in milliseconds */
};

long long
milliseconds (void)
{
  struct timespec ts;

  clock_gettime (CLOCK_MONOTONIC, &ts);
  return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

void
output_start (struct output *output, struct report_settings const *opts)
{
  *output = (struct output) {
    .holds_back = opts->json,
    .line_end = opts->line_end,
  };
  if (opts->progress)
    {
      output->width = terminal_width (STDERR_FILENO);
      output->mixed = output->width != 0 && isatty (STDOUT_FILENO);
    }
}

/* The C library may take no notice of a size without a buffer.  */
char *
buffer_output (void)
{
  size_t size = OUTPUT_SIZE + BUFFER_SLACK;
  char *buffer = xmalloc (size);

  setvbuf (stdout, buffer, _IOFBF, size);
  return buffer;
}

void
output_begin (struct output *output)
{
  if (output->begun)
    return;
  output->begun = true;
  use_locale ();
  atexit (close_output);
}

/* Standard output gets its first line.  On a terminal each is seen at
   once; elsewhere C libraries differ in what they hold back.  */
static void
choose_buffer (struct output *output)
{
  output->has_lines = true;
  output->holds_back |= !isatty (STDOUT_FILENO);
  if (output->holds_back)
    output->buffer = buffer_output ();
}

/* Print ERASE, the program's name, LINE and END to standard error, in one
   piece.  */
static void
print_error (char const *erase, char const *line, char const *end)
{
  char *whole = xasprintf ("%s%s: %s%s", erase, program_name, line, end);

  fflush (stdout);
  fputs (whole, stderr);
  free (whole);
}

void
complain (char const *line)
{
  print_error ("", line, "\n");
}

void
output_complain (struct output *output, char const *line)
{
  bool erase = output->state_shown && output->width != 0;

  print_error (erase ? ERASE_LINE : "", line, "\n");
  output->state_shown = false;
}

void
output_ask (char const *question)
{
  print_error ("", question, "");
}

void
output_state (struct output *output, char const *line, bool last)
{
  char *whole = xasprintf ("%s: %s", program_name, line);

  output_flush (output);
  if (output->width == 0)
    fprintf (stderr, "%s\n", whole);
  else
    fprintf (stderr, ERASE_LINE "%.*s%s", output->width - 1, whole,
             last ? "\n" : "");
  free (whole);
  output->state_shown = true;
}

void
close_output (void)
{
  struct error_room room;

  if (close_stream (stdout) != 0)
    {
      char *line = (errno == 0 ? xstrdup ("write error")
                    : xasprintf ("write error: %s",
                                 error_text (errno, &room)));
      complain (line);
      _exit (EXIT_FAILURE);
    }
  /* It holds nothing back, and a sanitizer may have to write to it yet.  */
  if (ferror (stderr))
    _exit (EXIT_FAILURE);
}

/* Standard output cannot be written to, by ERR: end the run.  */
static _Noreturn void
end_unwritten (struct output *output, int err)
{
  if (output->gate)
    {
      gate_shut (output->gate);
      let_signals_in ();
    }
  struct error_room room;
  char *line = xasprintf ("write error: %s", error_text (err, &room));
  output_complain (output, line);
  _exit (EXIT_FAILURE);
}

void
output_flush (struct output *output)
{
  if (output->pending == 0)
    return;
  if (fflush (stdout) != 0)
    end_unwritten (output, errno);
  output->pending = 0;
}

void
output_flush_old (struct output *output)
{
  if (output->pending != 0
      && milliseconds () - output->flushed >= WAIT_MAX)
    output_flush (output);
}

void
output_line (struct output *output, char const *line, size_t length)
{
  if (output->state_shown && output->mixed)
    {
      fputs (ERASE_LINE, stderr);
      output->state_shown = false;
    }
  if (!output->has_lines)
    choose_buffer (output);
  if (output->pending != 0 && output->pending + length + 1 > OUTPUT_SIZE)
    output_flush (output);
  if (output->pending == 0 && output->holds_back)
    output->flushed = milliseconds ();
  fwrite (line, 1, length, stdout);
  putchar (output->line_end);
  output->pending += length + 1;
}
