/* What does a name mean on a server, and which does it refuse?
   SPDX-License-Identifier: GPL-3.0-or-later

   A PATH is a name as FUSE has it: it begins with a slash, which is the
   directory that is shown.  */

#ifndef FHLN_SERVER_NAMES_H
#define FHLN_SERVER_NAMES_H

#include <limits.h>

struct naming
{
  int dirfd;                    /* of the directory that is shown */
  int fold;                     /* case, and how é is spelled */
  int no_dots;                  /* a name with a dot is refused */
  char *utf8;                   /* so is one that is not UTF-8: with this */
};

/* Store in NAME what PATH is called below the directory that is shown.  Return
   NAME.  */
char const *below (struct naming const *naming, char const *path,
                   char name[PATH_MAX]);

/* Return the errno with which PATH is refused, or 0.  */
int refusal_of (struct naming const *naming, char const *path);

#endif
