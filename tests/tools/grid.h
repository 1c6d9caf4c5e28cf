/* What do the parts of the test program grid share?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_GRID_H
#define FHLN_GRID_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

enum mode { BENEATH = 1, NO_SYMLINKS = 2 };

enum form
{
  TWO, ALONE, INTO, THREE, PAIRS, FILES, FD, HANDLE, VIA_HANDLE, DIRFD, PROC
};

enum { WATCHED = 10 };

struct grid
{
  char const *program;
  char base[PATH_MAX];
  bool portable;
  bool handles;
  char handle[512];             /* of f */
  int in, out, f, proc;         /* descriptors */
  struct stat before[WATCHED];  /* of what no run may change */
  unsigned long step, number, runs, wrong;
};

/* One run.  */
struct trial
{
  enum mode mode;
  char const *option;
  enum form form;
  char const *src;
  char const *dst;
  bool must_fail;
};

/* Make everything, in the current directory.  */
void build (struct grid *g);

/* Return what has changed that may not, or NULL.  */
char const *changed (struct grid const *g);

/* Make the directory in what it was.  Return NULL, or what is wrong.  */
char const *restore (struct grid const *g);

/* Write TEXT to BUFFER, of PATH_MAX bytes, with G's directory for "@", and for
   "%" a descriptor's number.  Return BUFFER.  */
char *expand (struct grid const *g, char const *text, char *buffer);

/* Let the file NAME hold the LENGTH bytes at TEXT.  */
void write_file (char const *name, char const *text, size_t length);

/* Have G know a handle of f, if handles can be had here.  */
void find_handle (struct grid *g);

/* Try T, if it is its turn, and judge.  */
void try (struct grid *g, struct trial const *t);

#endif
