/* What does the argument of an option say?
   SPDX-License-Identifier: GPL-3.0-or-later

   An argument that says nothing is refused in the request.  */

#ifndef FHLN_ARGUMENT_H
#define FHLN_ARGUMENT_H

#include "request.h"

/* Let R do as WORD, --if-exists's argument, says.  */
void parse_if_exists (struct request *r, char const *word);

/* Return the word for WHAT.  */
char const *if_exists_word (enum if_exists what);

/* Let R do as WORD, --simulate's argument or NULL, says.  */
void parse_simulate (struct request *r, char const *word);

/* Store in *FD which directory TEXT says.  */
void parse_directory (struct request *r, char const *text, int *fd);

/* Let trees have as many workers as TEXT says.  */
void parse_jobs (struct request *r, char const *text);

/* Let R do the part that TEXT, K/N, says.  */
void parse_shard (struct request *r, char const *text);

/* R asks for backups: decide of what kind, as GNU ln and its environment
   variables do.  */
void settle_backup (struct request *r);

/* The option C came without an argument, where NEXT is the rest of the line:
   does that begin with the argument, as an operand?  R will know.  */
void note_stray_word (struct request *r, int c, char *const *next);

#endif
