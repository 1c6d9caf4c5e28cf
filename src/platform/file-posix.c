/* What can be seen of a file, a directory, or an entry on any system: what
   faccessat and a look tell.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "access.h"

/* The name "." is looked up in a directory only.  */
enum answer
may_use (int fd, int mode)
{
  if (faccessat (fd, ".", mode, AT_EACCESS) == 0)
    return ANSWER_YES;
  return errno == EACCES ? ANSWER_NO : ANSWER_UNKNOWN;
}

void
see_file (int fd, unsigned int what, struct mount_facts const *near,
          struct file_facts *file)
{
  (void) near;
  *file = (struct file_facts) { .seen = false };
  file->err = fd == -1 ? EBADF : look_at_descriptor (fd, &file->look);
  file->seen = file->err == 0;
  if (file->seen)
    see_mount (fd, &file->mount);
  if ((what & SEE_ORIGIN) != 0)
    file->origin = ORIGIN_NAMED;
  if (!file->seen || (what & SEE_USE_DIRECTORY) == 0)
    return;
  file->may_use = may_use (fd, W_OK | X_OK);
  if (file->may_use == ANSWER_NO)
    file->refused = ((may_use (fd, W_OK) == ANSWER_NO ? MAY_WRITE : 0)
                     | (may_use (fd, X_OK) == ANSWER_NO ? MAY_EXECUTE : 0));
}

void
see_entry (int fd, struct file_facts const *dir, char const *name,
           unsigned int what, struct file_facts *entry)
{
  (void) dir;
  (void) what;
  *entry = (struct file_facts) { .seen = false };
  entry->err = look_at (fd, name, false, &entry->look);
  entry->seen = entry->err == 0;
}
