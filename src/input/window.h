/* In which order is a large directory linked?
   SPDX-License-Identifier: GPL-3.0-or-later

   Where inodes are far from each other in the order of the list, linking in it
   would read and write a block of them for each link.  So a window of the list
   is read at once, and sorted.  Directories are left for another look at the
   list, since going down into them needs the list's own order.  */

#ifndef FHLN_WINDOW_H
#define FHLN_WINDOW_H

#include "platform/list.h"

struct window
{
  char *names;                  /* each after its inode; of SIZE bytes, or
                                   NULL */
  size_t size;
  size_t used;
  uint32_t *order;              /* where in NAMES they begin, MOST at most */
  uint32_t *spare;
  size_t most;
  size_t count;
  size_t next;                  /* the next to be taken */
  int64_t begin;                /* the position before it, and behind it */
  int64_t end;
  size_t others;                /* directories, or what may be some */
  struct list_record *current;  /* what was taken last */
};

/* Read the next window of the directory open on FD, which begins at BEGIN, by
   LISTING; LARGE if it may take much memory.  Return 0 or an errno.  There is
   none left if it ends there, too.  */
int window_fill (struct window *window, struct listing *listing, int fd,
                 int64_t begin, bool large);

/* Return the next record of WINDOW, no directory's, which is valid until the
   next is taken; NULL if there is none.  Of its inode it has the lower half,
   where inodes have no more.  */
struct list_record const *window_take (struct window *window);

/* Free what WINDOW owns.  */
void window_free (struct window *window);

#endif
