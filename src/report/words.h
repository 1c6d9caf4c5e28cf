/* In which words is told what became of a job?
   SPDX-License-Identifier: GPL-3.0-or-later

   Every text is allocated, without a newline at its end and without the
   program's name in front.  Nothing is printed here.  */

#ifndef FHLN_WORDS_H
#define FHLN_WORDS_H

#include "job.h"

/* Return the first line of the diagnostic of JOB, which has failed.  */
char *failure_words (struct job const *job);

/* As failure_words, in those of GNU link.  */
char *words_as_link (struct job const *job);

/* Return the words for LEFT, a name that stayed behind JOB.  */
char *left_words (struct job const *job, struct left_name const *left);

/* Return -v's line for JOB, or --dry-run's: what would be done, the backup,
   DEST, SOURCE.  */
char *link_words (struct job const *job);

/* Return what a successful JOB is worth a warning for, or NULL.  */
char *warning_words (struct job const *job);

/* Return the question whether JOB's DEST may be replaced.  */
char *question_words (struct job const *job);

/* Return the words for TEXT, which is no SOURCE of KIND (ERR).  */
char *malformed_words (enum source_kind kind, char const *text, int err);

/* Return the words for links that may not be durable, by ERR.  */
char *not_durable_words (int err);

/* Return what was found by trying whether JOB's link can be made, and why not:
   NOTE, or if that is null the errno's words; allocated.  */
char *probe_words (struct job const *job, char const *note);

/* Return the words for FILE, which could not be opened for pairs, or to which
   they could not be written, by ERR.  */
char *unopened_words (char const *file, int err);
char *unwritten_words (char const *file, int err);

#endif
