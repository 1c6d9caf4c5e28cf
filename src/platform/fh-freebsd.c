/* How is a file linked by a handle on FreeBSD, which does so itself: see
   fhlink(2), getfh(2), fhopen(2).  Here only text is made of handles, and
   handles of text.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "fh.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The text's three parts are fh_fsid, 0 and the whole fh_fid.  */

char const *
handles_unavailable (void)
{
  return NULL;
}

int
fh_from_parts (struct handle_parts const *parts, fhandle_t *fh)
{
  memset (fh, 0, sizeof *fh);
  if (!parts->has_fsid || parts->type != 0
      || parts->count != sizeof fh->fh_fid)
    return EINVAL;
  fh->fh_fsid.val[0] = (int32_t) (uint32_t) parts->fsid;
  fh->fh_fsid.val[1] = (int32_t) (uint32_t) (parts->fsid >> 32);
  memcpy (&fh->fh_fid, parts->bytes, sizeof fh->fh_fid);
  return 0;
}

void
fh_to_parts (fhandle_t const *fh, struct handle_parts *parts)
{
  *parts = (struct handle_parts) {
    .has_fsid = true,
    .fsid = ((uint64_t) (uint32_t) fh->fh_fsid.val[1] << 32
             | (uint32_t) fh->fh_fsid.val[0]),
    .count = sizeof fh->fh_fid,
  };
  memcpy (parts->bytes, &fh->fh_fid, sizeof fh->fh_fid);
}

int
fh_look (fhandle_t *fh, int tofd, char const *name, struct look *look)
{
  struct stat st;

  (void) tofd;
  (void) name;
  if (fhstat (fh, &st) != 0)
    return errno;
  *look = (struct look) {
    .dev = st.st_dev, .ino = st.st_ino, .nlink = st.st_nlink,
    .mode = st.st_mode, .uid = st.st_uid,
  };
  return 0;
}

/* FreeBSD does not ask for that.  */
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
  char *contents = malloc (PATH_MAX);

  (void) tofd;
  (void) name;
  if (!contents)
    return NULL;
  ssize_t length = fhreadlink (fh, contents, PATH_MAX - 1);
  if (length >= 0)
    {
      contents[length] = '\0';
      return contents;
    }
  int err = errno;
  free (contents);
  errno = err;
  return NULL;
}
