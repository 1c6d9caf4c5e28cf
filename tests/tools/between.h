/* What do the parts of the test program between share?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_BETWEEN_H
#define FHLN_BETWEEN_H

#include <stdbool.h>

#include "files.h"
#include "run.h"
#include "trace.h"

enum { CALLS_MAX = 1000 };

/* The files that must not be lost.  */
enum which { SOURCE, OLD, OLDER, FILE_X, FILE_Y, FILE_Z, FILES };

enum action
{
  NOTHING, MOVE_TO_DEST, EXCHANGE_DEST, REMOVE_DEST, MOVE_NEW_TO_DEST,
  MOVE_TO_BACKUP, MAKE_DIRECTORY, MOVE_TO_TEMPORARY, ACTIONS
};

/* What the command line asks for; between.c's head has it all.  */
struct settings
{
  bool replaces, older, no_exchange;
  char const *suffix;           /* or NULL */
  struct command command;
};

/* Before call number AT (from 0) of the run's changes, ACTION is done.  */
struct step
{
  int at;
  enum action action;
};

struct plan
{
  struct step first, second;
};

/* A look of COMMAND at a name, or a change.  */
struct call
{
  bool looks, changes;
  unsigned long flags;          /* of a change: how to rename */
  char names[2][NAME_SIZE];     /* base names, "" for none */
};

struct run
{
  struct settings const *s;
  struct plan const *plan;
  int dir;                      /* a descriptor of the directory w */
  struct file files[FILES];
  bool excused[FILES];
  struct call calls[CALLS_MAX];
  int count;                    /* of these, from the first change on */
  char backup[NAME_SIZE];
  /* Where x and y were put: one that the next change there takes away is
     excused if nothing but looks came since COMMAND looked at that name.  */
  char put[2][NAME_SIZE];
  struct end end;
};

/* Return what BASE in d is called.  */
char *in_directory (char name[NAME_SIZE], char const *base);

/* Return which of R's files BASE in d is, or FILES.  */
enum which file_at (struct run const *r, char const *base);

/* Do ACTION with the file FROM, which is number FILE.  */
void act (struct run *r, enum action action, char const *from,
          enum which file);

/* A tracer's function, whose ARG is a run: act as the plan says, and find out
   what COMMAND may then take away.  */
bool before_call (void *arg, pid_t pid,
                  struct __ptrace_syscall_info const *info, long *value);

#endif
