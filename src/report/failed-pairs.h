/* How do the names of links that could not be made reach --failed0-to's file?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_FAILED_PAIRS_H
#define FHLN_FAILED_PAIRS_H

/* A file of pairs, SOURCE NUL DEST NUL.  Where a function returns an errno, it
   is returned once, and all else is passed over.  */
struct failed_pairs
{
  int fd;                       /* -1: none, or none any more */
  int err;                      /* why the file is not whole, or 0 */
};

/* No pairs are wanted.  */
void pairs_start (struct failed_pairs *pairs);

/* Let PAIRS go to FILE, which is made or emptied; or to the descriptor that it
   stands for, as that is.  Return 0 or an errno.  */
int pairs_open (struct failed_pairs *pairs, char const *file);

/* Add a pair to PAIRS, by one call where the system takes it whole: whatever
   ends the run, what has failed is written.  Return 0 or an errno.  */
int pairs_add (struct failed_pairs *pairs, char const *src, char const *dst);

/* PAIRS are complete.  Return 0 or an errno.  */
int pairs_close (struct failed_pairs *pairs);

#endif
