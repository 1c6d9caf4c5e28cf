/* How is a name linked to another under WASI: path_link, by libc's linkat.
   SPDX-License-Identifier: GPL-3.0-or-later

   Hosts differ: there is one that puts the link in the place of an existing
   DST, and one that never follows a symbolic link.  Both is made up for.  */

#include <config.h>

#include "link.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "components.h"

/* Put what the last component of NAME, a symbolic link in DIRFD, leads to in
   its place: one step.  NAME holds PATH_MAX bytes.  Return 0 or an errno:
   EINVAL if it is no symbolic link, EPERM if it leads to an absolute name,
   as hosts answer that resolve one.

   The name is put together from both, since a descriptor of the directory in
   between would be a sandbox that .. cannot leave.  */
static int
follow_once (int dirfd, char *name)
{
  char contents[PATH_MAX];
  char *slash = strrchr (name, '/');
  size_t parent = slash ? slash + 1 - name : 0;

  /* Some host fails where the contents do not fit, others cut them off.  */
  ssize_t length = readlinkat (dirfd, name, contents, sizeof contents);
  if (length < 0)
    return errno;
  if (parent + length >= PATH_MAX)
    return ENAMETOOLONG;
  if (length != 0 && contents[0] == '/')
    return EPERM;
  memcpy (name + parent, contents, length);
  name[parent + length] = '\0';
  return 0;
}

/* Link as linkat does.  Return 0 or an errno.  */
static int
link_with (int srcfd, char const *src, int dstfd, char const *dst, int flags)
{
  return linkat (srcfd, src, dstfd, dst, flags) == 0 ? 0 : errno;
}

/* As link_path, following SRC's last component here.  */
static int
link_followed (int srcfd, char const *src, int dstfd, char const *dst)
{
  char name[PATH_MAX];
  int err = strlen (src) < sizeof name ? 0 : ENAMETOOLONG;

  if (err == 0)
    strcpy (name, src);
  for (int followed = 0; err == 0; followed++)
    err = followed <= SYMLINKS_MAX ? follow_once (srcfd, name) : ELOOP;
  return err == EINVAL ? link_with (srcfd, name, dstfd, dst, 0) : err;
}

int
link_path (int srcfd, char const *src, int dstfd, char const *dst,
           bool follow)
{
  struct stat st;

  if (fstatat (dstfd, dst, &st, AT_SYMLINK_NOFOLLOW) == 0)
    return EEXIST;
  if (!follow)
    return link_with (srcfd, src, dstfd, dst, 0);
  int err = link_with (srcfd, src, dstfd, dst, AT_SYMLINK_FOLLOW);
  return (err == EINVAL || err == ENOTSUP
          ? link_followed (srcfd, src, dstfd, dst) : err);
}
