/* How are owner and mode of a directory set on a POSIX system?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "attributes.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "proc.h"

/* Is ERR what a process gets that may not give files away, or that has no
   mapping for the owner?  */
static bool
is_refused_owner (int err)
{
  return err == EPERM || err == EINVAL || err == ENOSYS || err == EOPNOTSUPP;
}

int
set_owner (int fd, uid_t uid, gid_t gid, bool *has_uid, bool *has_gid)
{
  if (fchown (fd, uid, gid) == 0)
    {
      *has_uid = *has_gid = true;
      return 0;
    }
  if (!is_refused_owner (errno))
    return errno;
  if (*has_gid)
    return 0;
  *has_gid = fchown (fd, -1, gid) == 0;
  return *has_gid || is_refused_owner (errno) ? 0 : errno;
}

bool
is_own (uid_t uid)
{
  return uid == geteuid ();
}

int
set_mode (int fd, mode_t mode)
{
  return fchmod (fd, mode) == 0 ? 0 : errno;
}

/* Linux's O_PATH has its name in procfs; others' descriptors know the call.  */
int
set_held_mode (int fd, mode_t mode)
{
  char name[DESCRIPTOR_LINK_SIZE];

  if (fchmod (fd, mode) == 0)
    return 0;
  return chmod (descriptor_link (fd, name), mode) == 0 ? 0 : errno;
}

void
make_modes_exact (void)
{
  umask (0);
}

mode_t
usual_mode (void)
{
  mode_t mask = umask (0);

  umask (mask);
  return (S_IRWXU | S_IRWXG | S_IRWXO) & ~mask;
}
