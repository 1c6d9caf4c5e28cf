/* How is a file linked by a handle on a system that has none?  It is not.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "fh.h"

#include <errno.h>
#include <stddef.h>

char const *
handles_unavailable (void)
{
  return "not available on " SYSTEM_NAME;
}

int
fh_from_parts (struct handle_parts const *parts, fhandle_t *fh)
{
  (void) parts;
  *fh = (fhandle_t) { .type = 0 };
  return 0;
}

void
fh_to_parts (fhandle_t const *fh, struct handle_parts *parts)
{
  (void) fh;
  *parts = (struct handle_parts) { .type = 0 };
}

int
getfhat (int fd, char *path, fhandle_t *fhp, int flag)
{
  (void) fd;
  (void) path;
  (void) fhp;
  (void) flag;
  errno = ENOTSUP;
  return -1;
}

int
fhlinkat (fhandle_t *fhp, int tofd, char const *to)
{
  (void) fhp;
  (void) tofd;
  (void) to;
  errno = ENOTSUP;
  return -1;
}

int
fh_look (fhandle_t *fh, int tofd, char const *name, struct look *look)
{
  (void) look;
  fhlinkat (fh, tofd, name);
  return errno;
}

enum answer
fh_may_use (fhandle_t *fh, int tofd, char const *name)
{
  (void) fh;
  (void) tofd;
  (void) name;
  return ANSWER_UNKNOWN;
}

char *
fh_readlink (fhandle_t *fh, int tofd, char const *name)
{
  fhlinkat (fh, tofd, name);
  return NULL;
}
