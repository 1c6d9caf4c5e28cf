/* Which system call makes the link, and how is its SOURCE looked up?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_LINKER_H
#define FHLN_LINKER_H

#include "job.h"
#include "platform/look.h"

/* What makes links of one kind.  */
struct linker
{
  /* Make the directory entry DST.  Return 0 or an errno.  */
  int (*make) (struct source const *src, struct dest const *dst);

  /* Look at the file that MAKE would link, or that the link would lead to.
     Return 0 or an errno.  LOOK's mode is 0 where DST is in the way of
     looking.  */
  int (*look) (struct source const *src, struct dest const *dst,
               struct look *look);

  /* Is DST what MAKE would make?  */
  bool (*is_made) (struct source const *src, struct dest const *dst);
};

/* What makes hard links, and what makes symbolic ones.  */
extern struct linker const hard_linker;
extern struct linker const symbolic_linker;

/* Get the handle of SRC, a path or a descriptor, into *HANDLE.
   Return 0 or an errno.  */
int source_handle (struct source const *src, fhandle_t *handle);

#endif
