/* What is an open file that may have no name on Linux?  Its link in procfs
   tells, see proc_pid_fd(5).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "origin.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "areadlink.h"
#include "octal.h"
#include "open-cached.h"
#include "proc.h"
#include "xalloc.h"

static char const deleted[] = " (deleted)";

bool
opened_as_tmpfile (int fd)
{
  int flags = fcntl (fd, F_GETFL);

  return flags >= 0 && (flags & O_TMPFILE) == O_TMPFILE;
}

/* Does TEXT end in END?  */
static bool
ends_in (char const *text, char const *end)
{
  size_t length = strlen (text);
  size_t tail = strlen (end);

  return length >= tail && strcmp (text + length - tail, end) == 0;
}

/* Is NAME what a file of the number INO is called that was opened with
   O_TMPFILE?  */
static bool
is_tmpfile_name (char const *name, uint64_t ino)
{
  char const *slash = strrchr (name, '/');
  char own[40];

  sprintf (own, "#%" PRIu64 "%s", ino, deleted);
  return slash && strcmp (slash + 1, own) == 0;
}

/* Return what NAME, the link of FILE in procfs, tells of it.  A file in memory
   is on a mount that no directory shows.  */
static enum origin
origin_of (char const *name, struct file_facts const *file)
{
  if (*name != '/')
    return strstr (name, ":[") || strncmp (name, "anon_inode:", 11) == 0
           ? ORIGIN_KERNEL : ORIGIN_UNKNOWN;
  if (!file->mount.point
      && (strncmp (name, "/memfd:", 7) == 0
          || strncmp (name, "/secretmem", 10) == 0))
    return ORIGIN_MEMORY;
  return (is_tmpfile_name (name, file->look.ino) ? ORIGIN_TMPFILE
          : ORIGIN_NAMED);
}

/* Look at the absolute NAME, on the mount of FILE, which is this machine's; a
   server that has a directory on the way there is not asked.  Return 0 or an
   errno.  */
static int
look_beside (char const *name, struct file_facts const *file,
             struct look *look)
{
  char const *slash = strrchr (name, '/');
  char *parent = ximemdup0 (name, slash - name + 1);
  int fd = open_cached (AT_FDCWD, parent, O_DIRECTORY);
  int err = fd < 0 ? errno : 0;

  *look = (struct look) { .nlink = 0 };
  free (parent);
  if (err == 0)
    err = look_at_descriptor (fd, look);
  if (err == 0)
    err = (look->mount_id == file->look.mount_id
           ? look_at (fd, slash + 1, false, look) : EAGAIN);
  if (fd >= 0)
    close (fd);
  return err;
}

/* Has FILE, which procfs calls NAME, been removed?  It may really be called so:
   then NAME leads to it.  */
static bool
is_removed (char const *name, struct file_facts const *file)
{
  struct look there;
  int err;

  if (*name != '/' || !ends_in (name, deleted)
      || waits_for_others (&file->mount))
    return false;
  err = look_beside (name, file, &there);
  return err == 0 ? !is_same_file (&file->look, &there) : err == ENOENT;
}

void
see_origin (int fd, struct file_facts *file)
{
  char *name = name_of_descriptor (fd);

  file->origin = (opened_as_tmpfile (fd) ? ORIGIN_TMPFILE
                  : name ? origin_of (name, file) : ORIGIN_UNKNOWN);
  file->nameless |= file->origin == ORIGIN_NAMED && is_removed (name, file);
  free (name);
}

void
see_removal (int fd, struct file_facts *file)
{
  char *name = name_of_descriptor (fd);

  file->nameless = name && is_removed (name, file);
  free (name);
}

bool
is_swap_file (struct look const *look)
{
  FILE *stream = open_proc ("/proc/swaps");
  char *line = NULL;
  size_t size = 0;
  struct look swap;
  bool found = false;

  while (stream && !found && getline (&line, &size, stream) > 0)
    {
      char *end = strchr (line, ' ');
      if (*line != '/' || !end)
        continue;
      *end = '\0';
      found = (look_at_cached (unescape_octal (line), &swap) == 0
               && is_same_file (&swap, look));
    }
  free (line);
  if (stream)
    fclose (stream);
  return found;
}
