/* What do the system calls themselves answer in a situation?
   SPDX-License-Identifier: GPL-3.0-or-later

   They are made in a process of their own, which has become the caller, and in
   the order in which the program makes them.  */

#include "random-parts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool.h"

enum
{
  HANDLE_SIZE = 128,
  EMPTY_PATH = 0x1000
};

/* A link to be made.  */
struct attempt
{
  struct situation const *s;
  char const *src;
  int fd;           /* SOURCE, open, or -1 */
  int src_dir, dir; /* where SOURCE and DEST start */
  char const *dst;
  int err; /* why it cannot be begun */
};

union handle
{
  struct file_handle handle;
  char room[sizeof (struct file_handle) + HANDLE_SIZE];
};

/* Return how long the part of NAME before its last component is.  */
static int
parent_length (char const *name)
{
  size_t length = strlen (name);

  while (length > 0 && name[length - 1] == '/')
    length--;
  while (length > 0 && name[length - 1] != '/')
    length--;
  return (int)length;
}

/* Store in TO the first LENGTH bytes of NAME and then REST.  */
static char *
join (char to[static NAME_ROOM], char const *name, int length,
      char const *rest)
{
  memcpy (to, name, (size_t)length);
  strcpy (to + length, rest);
  return to;
}

/* Open NAME without leaving the directory, or without symbolic links, as S
   says.  */
static int
open_confined (struct situation const *s, int dir, char const *name, int flags)
{
  struct open_how how = { .flags = O_PATH | O_CLOEXEC | (unsigned)flags };

  if ((s->value[CONFINE] & BENEATH) != 0)
    how.resolve |= RESOLVE_BENEATH;
  if ((s->value[CONFINE] & NO_SYMLINKS) != 0)
    how.resolve |= RESOLVE_NO_SYMLINKS;
  return syscall (SYS_openat2, dir, name, &how, sizeof how);
}

/* Link the open file A->fd to NAME in DIR.  */
static int
link_open (struct attempt const *a, int dir, char const *name)
{
  char path[32];
  struct stat st;

  if (linkat (a->fd, "", dir, name, AT_EMPTY_PATH) == 0)
    return 0;
  if (errno != ENOENT)
    return errno;
  /* A deleted file that once had a name is not tried in another way.  */
  if (fstat (a->fd, &st) != 0
      || (st.st_nlink == 0
          && (fcntl (a->fd, F_GETFL) & O_TMPFILE) != O_TMPFILE))
    return ENOENT;
  snprintf (path, sizeof path, "/proc/self/fd/%d", a->fd);
  if (access (path, F_OK) != 0)
    return ENOENT;
  return linkat (AT_FDCWD, path, dir, name, AT_SYMLINK_FOLLOW) == 0 ? 0
                                                                    : errno;
}

/* As errno says why A's SOURCE could not be linked by its name, but the
   program looks at it then, and tells that it cannot be found, or is a
   directory.  */
static int
error_of_source (struct attempt const *a, int flags)
{
  int err = errno;
  struct stat st;

  if (fstatat (a->src_dir, a->src, &st, flags) != 0)
    return errno;
  return S_ISDIR (st.st_mode) ? EPERM : err;
}

/* Make A's link once, as NAME in DIR.  Return 0 or an errno.  */
static int
make_once (struct attempt const *a, int dir, char const *name)
{
  enum manner option = (enum manner)a->s->value[OPTION];
  bool follow = option == LOGICAL || option == LOGICAL_FORCE;
  struct stat st;

  if (option == SYMBOLIC || option == SYMBOLIC_FORCE)
    return symlinkat (a->src, dir, name) == 0 ? 0 : errno;
  if (a->fd >= 0)
    {
      int err = link_open (a, dir, name);
      return (err != 0 && fstat (a->fd, &st) == 0 && S_ISDIR (st.st_mode)
                  ? EPERM
                  : err);
    }
  return (
      linkat (a->src_dir, a->src, dir, name, follow ? AT_SYMLINK_FOLLOW : 0)
              == 0
          ? 0
          : error_of_source (a, follow ? 0 : AT_SYMLINK_NOFOLLOW));
}

/* Is NAME in DIR A's SOURCE already?  */
static bool
is_source (struct attempt const *a, int dir, char const *name)
{
  struct stat src, dst;
  bool follow = (a->s->value[OPTION] == LOGICAL
                 || a->s->value[OPTION] == LOGICAL_FORCE);

  if (a->s->value[OPTION] == SYMBOLIC_FORCE)
    return false;
  return ((a->fd >= 0 ? fstat (a->fd, &src)
                      : fstatat (a->src_dir, a->src, &src,
                                 follow ? 0 : AT_SYMLINK_NOFOLLOW))
              == 0
          && fstatat (dir, name, &dst, AT_SYMLINK_NOFOLLOW) == 0
          && src.st_ino == dst.st_ino && src.st_dev == dst.st_dev);
}

static bool
is_mount_point (int dir, char const *name)
{
  struct statx stx;

  return (statx (dir, name, AT_SYMLINK_NOFOLLOW, 0, &stx) == 0
          && (stx.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0);
}

/* Is DST, or the directory that its first PARENT bytes name, immutable or
   append-only?  The program asks before it makes a temporary name.  */
static bool
keeps_names (int dir, char const *dst, int parent)
{
  uint64_t both = STATX_ATTR_IMMUTABLE | STATX_ATTR_APPEND;
  static char name[NAME_ROOM];
  struct statx stx;

  join (name, dst, parent, ".");
  return ((statx (dir, dst, AT_SYMLINK_NOFOLLOW, 0, &stx) == 0
           && (stx.stx_attributes & both) != 0)
          || (statx (dir, name, 0, 0, &stx) == 0
              && (stx.stx_attributes & STATX_ATTR_APPEND) != 0));
}

/* Replace A's DEST, which is there.  */
static int
replace (struct attempt const *a)
{
  static char temporary[NAME_ROOM], backup[NAME_ROOM];
  int parent = parent_length (a->dst);
  bool keep = a->s->value[OPTION] == BACKUP;
  struct stat st;
  int err;

  if (fstatat (a->dir, a->dst, &st, AT_SYMLINK_NOFOLLOW) != 0)
    return errno;
  if (S_ISDIR (st.st_mode))
    return EISDIR;
  if (is_mount_point (a->dir, a->dst))
    return EBUSY;
  if (!keep && is_source (a, a->dir, a->dst))
    return 0;
  if (keeps_names (a->dir, a->dst, parent))
    return EPERM;
  join (temporary, a->dst, parent, ".t");
  join (backup, a->dst, (int)strlen (a->dst), "~");
  err = make_once (a, a->dir, temporary);
  if (err != 0)
    return err;
  if (syscall (SYS_renameat2, a->dir, temporary, a->dir, a->dst, keep ? 2 : 0)
          != 0
      || (keep && renameat (a->dir, temporary, a->dir, backup) != 0))
    err = errno;
  unlinkat (a->dir, temporary, 0);
  return err;
}

/* Store SRC's handle in HANDLE.  Return 0 or an errno.  */
static int
take_handle (int dir, char const *src, union handle *handle)
{
  int id;

  handle->handle.handle_bytes = HANDLE_SIZE;
  return (name_to_handle_at (dir, src, &handle->handle, &id, 0) == 0 ? 0
                                                                     : errno);
}

/* Is A's SOURCE on another file system than the directory MOUNT?  */
static bool
is_elsewhere (struct attempt const *a, int mount)
{
  struct stat file, dir;

  return (fstatat (a->src_dir, a->src, &file, AT_SYMLINK_NOFOLLOW) == 0
          && fstat (mount, &dir) == 0 && file.st_dev != dir.st_dev);
}

/* Open the file of HANDLE on the file system of A's DEST.  */
static void
open_handle (struct attempt *a, union handle *handle)
{
  static char parent[NAME_ROOM];
  int length = parent_length (a->dst);

  join (parent, a->dst, length, length > 0 ? "" : ".");
  int mount = openat (a->dir, parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (mount >= 0 && is_elsewhere (a, mount))
    {
      a->err = EXDEV;
      return;
    }
  a->fd = (mount < 0 ? -1
                     : open_by_handle_at (mount, &handle->handle,
                                          O_PATH | O_NOFOLLOW | O_CLOEXEC));
  a->err = a->fd < 0 ? errno : 0;
}

/* What is refused to a name is told apart from what a call answers.  */
static int
refusal (int err)
{
  return err == EXDEV || err == ELOOP ? err | REFUSED : err;
}

/* Open what A's names lead to, where they are confined.  */
static void
confine (struct attempt *a, struct names const *names)
{
  static char parent[NAME_ROOM];
  enum manner option = (enum manner)a->s->value[OPTION];
  bool follow = option == LOGICAL || option == LOGICAL_FORCE;
  bool named = (option != SYMBOLIC && option != SYMBOLIC_FORCE
                && option != BY_FD && option != BY_HANDLE);
  int length = parent_length (names->dst);
  struct stat st;

  if (a->s->value[CONFINE] == 0 || a->err != 0)
    return;
  if (named)
    {
      int fd = open_confined (a->s, a->src_dir, names->src,
                              follow ? 0 : O_NOFOLLOW);
      a->err = fd < 0 ? refusal (errno) : 0;
      if (fd >= 0 && (a->s->value[CONFINE] & NO_SYMLINKS) != 0
          && fstat (fd, &st) == 0 && S_ISLNK (st.st_mode))
        a->err = refusal (ELOOP);
      if (option != VIA_HANDLE)
        a->fd = fd;
    }
  if (a->err != 0 || length == 0)
    return;
  join (parent, names->dst, length, "");
  a->dir = open_confined (a->s, a->dir, parent, O_DIRECTORY);
  a->err = a->dir < 0 ? refusal (errno) : 0;
  a->dst += length;
}

static _Noreturn void
attempt (struct tool const *tool, struct situation const *s,
         struct names const *names)
{
  struct attempt a = { .s = s,
                       .src = names->src,
                       .fd = -1,
                       .src_dir = AT_FDCWD,
                       .dir = AT_FDCWD,
                       .dst = names->dst };
  enum manner option = (enum manner)s->value[OPTION];
  union handle handle;
  int err;

  if (option == BY_HANDLE
      && (chdir (names->place) != 0
          || take_handle (AT_FDCWD, names->src, &handle) != 0))
    _exit (UNMADE);
  begin (tool, s, names);
  if (option == BY_FD)
    a.fd = SOURCE_FD;
  if (option == BY_FD && fcntl (SOURCE_FD, F_GETFD) < 0)
    _exit (EBADF);
  if (s->value[DIRFD] == SOURCE_DIRFD)
    a.src_dir = SOURCE_DIR_FD;
  else if (s->value[DIRFD] != FROM_CWD)
    a.dir = DEST_DIR_FD;
  confine (&a, names);
  if (option == VIA_HANDLE && a.err == 0)
    a.err = take_handle (a.src_dir, names->src, &handle);
  if (a.err == 0 && (option == VIA_HANDLE || option == BY_HANDLE))
    open_handle (&a, &handle);
  err = a.err != 0 ? a.err : make_once (&a, a.dir, a.dst);
  if (err == EEXIST
      && (option == FORCE || option == BACKUP || option == SYMBOLIC_FORCE
          || option == LOGICAL_FORCE))
    err = replace (&a);
  _exit (err);
}

/* Return the exit status of the process PID, which then is gone.  */
static int
status_of (pid_t pid)
{
  int status;

  if (pid < 0 || waitpid (pid, &status, 0) != pid)
    die ("fork");
  return WIFEXITED (status) ? WEXITSTATUS (status) : UNMADE;
}

int
raw_call (struct tool const *tool, struct situation const *s)
{
  static struct names names;

  build (tool, s, &names);
  pid_t pid = fork ();
  if (pid == 0)
    attempt (tool, s, &names);
  int err = status_of (pid);
  clear (s);
  return err;
}

int
may_use (struct situation const *s, struct names const *names,
         char const *name)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      if (chdir (names->place) != 0)
        _exit (UNMADE);
      int fd = open (name, O_PATH | O_CLOEXEC);
      become (s);
      int answer = 0;
      for (int mode = MAY_SEARCH; mode <= MAY_READ; mode *= 2)
        if (syscall (SYS_faccessat2, fd, "", mode, AT_EACCESS | EMPTY_PATH)
            == 0)
          answer |= mode;
      if (syscall (SYS_faccessat2, fd, "", R_OK | W_OK,
                   AT_EACCESS | EMPTY_PATH)
          == 0)
        answer |= MAY_READ_WRITE;
      _exit (answer);
    }
  return status_of (pid);
}
