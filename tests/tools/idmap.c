/* Mount a directory once more, id-mapped: owners outside the map have none.
   usage: idmap DIRECTORY MOUNTPOINT FIRST COUNT
   SPDX-License-Identifier: GPL-3.0-or-later

   The file system's owners FIRST and up, COUNT of them, are seen as they are;
   the status is 77 where the system or the file system cannot do it.  */

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum
{
  SKIP = 77, OPEN_TREE = 428, MOVE_MOUNT = 429, MOUNT_SETATTR = 442,
  CLONE_TREE = 1, FROM_EMPTY = 4, EMPTY_PATH = 0x1000, ATTR_IDMAP = 0x100000
};

struct attributes
{
  uint64_t set, clear, propagation, userns;
};

/* Write TEXT to the file NAME of the process PID.  Return whether that
   works.  */
static int
write_map (pid_t pid, char const *name, char const *text)
{
  char path[64];

  snprintf (path, sizeof path, "/proc/%d/%s", (int) pid, name);
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  if (fd < 0)
    return 0;
  ssize_t length = write (fd, text, strlen (text));
  close (fd);
  return length == (ssize_t) strlen (text);
}

/* Return a descriptor of a new user namespace with MAP, or -1.  */
static int
new_namespace (char const *map)
{
  int ready[2];
  char path[64], byte;

  if (pipe (ready) != 0)
    return -1;
  pid_t pid = fork ();
  if (pid == 0)
    {
      if (unshare (CLONE_NEWUSER) == 0 && write (ready[1], "", 1) == 1)
        pause ();
      _exit (1);
    }
  close (ready[1]);
  int fd = -1;
  if (pid > 0 && read (ready[0], &byte, 1) == 1
      && write_map (pid, "uid_map", map) && write_map (pid, "gid_map", map))
    {
      snprintf (path, sizeof path, "/proc/%d/ns/user", (int) pid);
      fd = open (path, O_RDONLY | O_CLOEXEC);
    }
  close (ready[0]);
  if (pid > 0)
    {
      kill (pid, SIGKILL);
      waitpid (pid, NULL, 0);
    }
  return fd;
}

int
main (int argc, char **argv)
{
  char map[64];

  if (argc != 5)
    {
      fputs ("usage: idmap DIRECTORY MOUNTPOINT FIRST COUNT\n", stderr);
      return 2;
    }
  snprintf (map, sizeof map, "%s %s %s\n", argv[3], argv[3], argv[4]);
  int userns = new_namespace (map);
  int tree = syscall (OPEN_TREE, AT_FDCWD, argv[1], CLONE_TREE | O_CLOEXEC);
  struct attributes attributes = { .set = ATTR_IDMAP, .userns = userns };
  if (userns < 0 || tree < 0
      || syscall (MOUNT_SETATTR, tree, "", EMPTY_PATH, &attributes,
                  sizeof attributes) != 0)
    return SKIP;
  if (syscall (MOVE_MOUNT, tree, "", AT_FDCWD, argv[2], FROM_EMPTY) == 0)
    return 0;
  perror (argv[2]);
  return 2;
}
