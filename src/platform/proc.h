/* What does a small file of procfs or sysfs say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PROC_H
#define FHLN_PROC_H

#include <stdio.h>
#include <sys/types.h>

#include "answer.h"

/* Read the file NAME into TEXT, as much as there is room for in SIZE bytes, the
   NUL at its end included.  Return how much that is, or -1 if it cannot be
   read.  */
ssize_t read_proc (char const *name, char *text, size_t size);

/* Is the number in the file NAME more than 0?  */
enum answer proc_setting (char const *name);

/* Open the file NAME as a stream, or return NULL.  */
FILE *open_proc (char const *name);

#endif
