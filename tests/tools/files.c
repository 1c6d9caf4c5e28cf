/* Which file does a name hold?  And: files that a run begins with.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "files.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool.h"

static struct file
file_of (struct stat const *st)
{
  return (struct file) { st->st_dev, st->st_ino };
}

int
make_place (char const *name)
{
  mkdir (name, 0700);
  int dir = open (name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (dir < 0)
    die (name);
  return dir;
}

struct file
make_file (int dir, char const *name, char const *text)
{
  struct stat st;
  int fd = openat (dir, name, O_WRONLY | O_CREAT | O_EXCL, 0600);

  if (fd < 0 || write (fd, text, strlen (text)) < 0 || fstat (fd, &st) != 0)
    die (name);
  close (fd);
  return file_of (&st);
}

struct file
make_dangling (int dir, char const *name)
{
  struct file file;

  if (symlinkat ("nowhere", dir, name) != 0 || !find_file (dir, name, &file))
    die (name);
  return file;
}

DIR *
open_directory (int dir, char const *name)
{
  int fd = openat (dir, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *stream = fd < 0 ? NULL : fdopendir (fd);

  if (!stream)
    die (name);
  return stream;
}

void
make_directory (int dir, char const *name)
{
  struct dirent *entry;

  mkdirat (dir, name, 0700);
  DIR *stream = open_directory (dir, name);
  while ((entry = readdir (stream)) != NULL)
    if (unlinkat (dirfd (stream), entry->d_name, 0) != 0)
      unlinkat (dirfd (stream), entry->d_name, AT_REMOVEDIR);
  closedir (stream);
}

bool
is_same (struct file a, struct file b)
{
  return a.dev == b.dev && a.ino == b.ino;
}

bool
find_file (int dir, char const *name, struct file *file)
{
  struct stat st;

  if (fstatat (dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    return false;
  *file = file_of (&st);
  return true;
}

bool
is_file (int dir, char const *name, struct file file)
{
  struct file found;

  return find_file (dir, name, &found) && is_same (found, file);
}

bool
is_link_to (int dir, char const *name, struct file file, bool mounted)
{
  struct stat st;

  return (fstatat (dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0
          && S_ISLNK (st.st_mode) && fstatat (dir, name, &st, 0) == 0
          && st.st_ino == file.ino && (mounted || st.st_dev == file.dev));
}

bool
holds (int dir, char const *name, char const *text)
{
  char buffer[16];
  int fd = openat (dir, name, O_RDONLY);
  ssize_t length = fd < 0 ? -1 : read (fd, buffer, sizeof buffer);

  if (fd >= 0)
    close (fd);
  return length == (ssize_t) strlen (text)
         && memcmp (buffer, text, length) == 0;
}

bool
has_file (int dir, char const *name, struct file file)
{
  DIR *stream = open_directory (dir, name);
  struct dirent *entry;
  bool found = false;

  while (!found && (entry = readdir (stream)) != NULL)
    found = is_file (dirfd (stream), entry->d_name, file);
  closedir (stream);
  return found;
}
