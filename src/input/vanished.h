/* Which names of a directory were listed, and then not there?
   SPDX-License-Identifier: GPL-3.0-or-later

   Whether that is a failure is known when the directory is listed once more:
   what is gone has been removed meanwhile, but what is still listed cannot be
   reached.  */

#ifndef FHLN_VANISHED_H
#define FHLN_VANISHED_H

#include <stdbool.h>
#include <stddef.h>

struct vanished
{
  char *names;                  /* each ended by NUL; allocated, or NULL */
  size_t length;                /* of them all */
  size_t size;
  size_t next;                  /* the next to be told, once they are sorted
                                   out */
  char const **listed;          /* those that are still listed, in order */
  size_t listed_count;
  int err;                      /* by which it could not be listed, or 0 */
};

/* Add NAME to VANISHED.  */
void vanished_add (struct vanished *vanished, char const *name);

/* Are there so many names in VANISHED that they should be sorted out before
   there are more?  */
bool vanished_is_full (struct vanished const *vanished);

/* Find out which names of VANISHED, which has some, the directory open on FD
   lists: all, if it cannot be read.  */
void vanished_sort_out (struct vanished *vanished, int fd);

/* Return the next name of VANISHED, which were sorted out, and store in *LISTED
   whether it is still listed, or may be; NULL if there is none left, and
   VANISHED is empty then.  */
char const *vanished_take (struct vanished *vanished, bool *listed);

/* Free what VANISHED owns.  */
void vanished_free (struct vanished *vanished);

#endif
