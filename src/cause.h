/* Why did a job fail, as far as it is known?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_CAUSE_H
#define FHLN_CAUSE_H

/* Exit status with --detailed-exit-status.  */
enum exit_class
{
  EXIT_CLASS_OTHER = 1,
  EXIT_CLASS_USAGE = 2,
  EXIT_CLASS_EXISTS = 3,
  EXIT_CLASS_OTHER_FILE_SYSTEM = 4,
  EXIT_CLASS_NOT_PERMITTED = 5,
  EXIT_CLASS_MISSING = 6,
  EXIT_CLASS_LINK_LIMIT = 7,
  EXIT_CLASS_NO_ROOM = 8,
  EXIT_CLASS_READ_ONLY = 9,
  EXIT_CLASS_NO_HARD_LINKS = 10
};

/* Why a job has failed.  */
struct cause
{
  char const *word;             /* from the table, or NULL */
  int class;
  char *note;                   /* allocated, or NULL */
};

#endif
