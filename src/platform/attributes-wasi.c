/* How are owner and mode of a directory set under WASI, which has neither?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "attributes.h"

#include <sys/stat.h>

int
set_owner (int fd, uid_t uid, gid_t gid, bool *has_uid, bool *has_gid)
{
  (void) fd;
  (void) uid;
  (void) gid;
  *has_uid = *has_gid = true;
  return 0;
}

bool
is_own (uid_t uid)
{
  (void) uid;
  return false;
}

int
set_mode (int fd, mode_t mode)
{
  (void) fd;
  (void) mode;
  return 0;
}

int
set_held_mode (int fd, mode_t mode)
{
  return set_mode (fd, mode);
}

void
make_modes_exact (void)
{
}

mode_t
usual_mode (void)
{
  return S_IRWXU | S_IRWXG | S_IRWXO;
}
