/* How is a command run, and what does it say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RUN_H
#define FHLN_RUN_H

#include <stdbool.h>
#include <sys/types.h>

enum { OUTPUT_MAX = 65536 };

struct command
{
  char **argv;
  char const *place;            /* the directory to run it in */
  char const *input;            /* its standard input, or NULL: nothing */
};

/* How it ended.  */
struct end
{
  int status;                   /* as waitpid tells it */
  char out[OUTPUT_MAX];         /* standard output and error */
};

/* Return a descriptor of an empty file for what a command says.  */
int open_output (void);

/* Start COMMAND, which says all to OUTPUT; the new process calls BEGIN before,
   unless that is null.  Return its number.  */
pid_t start (struct command const *command, int output, void (*begin) (void));

/* Store in END what was said to OUTPUT, and close that.  */
void read_output (struct end *end, int output);

/* Return the exit status, or -1; the signal that ended it, or 0.  */
int exit_status (struct end const *end);
int end_signal (struct end const *end);

#endif
