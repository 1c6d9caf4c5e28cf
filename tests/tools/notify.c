/* Print the line by which /proc tells what inotify or fanotify watches.

   SPDX-License-Identifier: GPL-3.0-or-later

   notify inotify|fanotify FILE

   Watches FILE and prints the line of /proc/self/fdinfo that has its handle.
   Exit status: 0, or 1 if there is no such line, or 2 if FILE cannot be
   watched in this way.

   A test program: it stands alone and is compiled without <config.h>.  */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>

/* Watch FILE by the system call that HOW names.  Return the descriptor of
   the watch, or -1.  */
static int
watch (const char *how, const char *file)
{
  int fd;

  if (strcmp (how, "inotify") == 0)
    {
      fd = inotify_init1 (IN_CLOEXEC);
      return fd >= 0 && inotify_add_watch (fd, file, IN_OPEN) >= 0 ? fd : -1;
    }
  fd = fanotify_init (FAN_CLASS_NOTIF | FAN_CLOEXEC, O_RDONLY | O_CLOEXEC);
  return (fd >= 0
          && fanotify_mark (fd, FAN_MARK_ADD, FAN_OPEN, AT_FDCWD, file) == 0
          ? fd : -1);
}

int
main (int argc, char **argv)
{
  char name[64];
  char line[1024];

  if (argc != 3)
    {
      fprintf (stderr, "usage: notify inotify|fanotify FILE\n");
      return 2;
    }
  int fd = watch (argv[1], argv[2]);
  if (fd < 0)
    {
      perror (argv[1]);
      return 2;
    }
  snprintf (name, sizeof name, "/proc/self/fdinfo/%d", fd);
  FILE *info = fopen (name, "re");
  if (!info)
    {
      perror (name);
      return 2;
    }
  while (fgets (line, sizeof line, info))
    if (strstr (line, "f_handle:"))
      {
        fputs (line, stdout);
        return 0;
      }
  return 1;
}
