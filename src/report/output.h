/* How does a line reach standard output, or standard error?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_OUTPUT_H
#define FHLN_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "settings.h"

struct gate;

struct output
{
  bool begun;                   /* the locale is used, closing is arranged */
  bool has_lines;               /* standard output has got any */
  bool holds_back;              /* lines go out together */
  char line_end;
  char *buffer;                 /* standard output's; never freed, or NULL */
  size_t pending;               /* bytes that standard output holds back */
  long long flushed;            /* when it last held none, in milliseconds */
  int width;                    /* of the terminal at standard error, or 0 */
  bool mixed;                   /* standard output is a terminal, too */
  bool state_shown;             /* a line that the next replaces stands there */
  struct gate *gate;            /* to be shut before this ends the run; or
                                   NULL */
};

/* Return the time in milliseconds, from some moment on.  */
long long milliseconds (void);

/* Get OUTPUT ready for what OPTS want told.  */
void output_start (struct output *output, struct report_settings const *opts);

/* Something is to be printed, and its names are to be quoted first: use the
   locale, and arrange for standard output to be closed.  Once is enough.  */
void output_begin (struct output *output);

/* Print the LENGTH bytes at LINE to standard output, as a whole line.  */
void output_line (struct output *output, char const *line, size_t length);

/* Print LINE to standard error behind the program's name, in one piece.  */
void output_complain (struct output *output, char const *line);

/* As output_complain, where there is no output.  */
void complain (char const *line);

/* Print QUESTION to standard error behind the program's name; the line does
   not end there.  */
void output_ask (char const *question);

/* Print LINE, of how far it all has come, behind the program's name to standard
   error.  On a terminal the next one takes its place, unless this is the LAST,
   and only what the terminal's line holds is printed.  */
void output_state (struct output *output, char const *line, bool last);

/* Let standard output hold nothing back.  */
void output_flush (struct output *output);

/* As output_flush, if it has held something back for a second.  */
void output_flush_old (struct output *output);

/* Let standard output hold back what fits into a buffer, and return that: it
   must stay until standard output is closed.  */
char *buffer_output (void);

/* Close standard output.  If not all of it could be written, or not all of
   standard error, end the run.  */
void close_output (void);

#endif
