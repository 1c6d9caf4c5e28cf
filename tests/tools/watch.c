/* Is a name ever missing while a command runs?

   SPDX-License-Identifier: GPL-3.0-or-later

   watch NAME COMMAND [ARGUMENT]...

   Looks NAME up, as fast as it can, from before COMMAND begins until it has
   ended, and prints how often it looked and how often nothing was there.
   Exit status: 0 if NAME was always there and COMMAND succeeded, 1 if NAME
   was missing once, 2 if COMMAND failed or could not be watched.

   A test program: it stands alone and is compiled without <config.h>.  */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { looks_between_waits = 16 };

struct looks
{
  unsigned long made;
  unsigned long missing;
};

/* Look NAME up a few times and count in LOOKS.  Return 0 or an errno other
   than ENOENT.  */
static int
look (const char *name, struct looks *looks)
{
  for (int i = 0; i < looks_between_waits; i++)
    {
      struct stat st;
      looks->made++;
      if (fstatat (AT_FDCWD, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        continue;
      if (errno != ENOENT)
        return errno;
      looks->missing++;
    }
  return 0;
}

/* Start ARGV[0] with the arguments ARGV.  Return its process id, or -1.  */
static pid_t
start (char **argv)
{
  pid_t pid = fork ();
  if (pid == 0)
    {
      execvp (argv[0], argv);
      perror (argv[0]);
      _exit (127);
    }
  return pid;
}

int
main (int argc, char **argv)
{
  struct looks looks = { 0, 0 };
  int status = 0;
  int err;

  if (argc < 3)
    {
      fprintf (stderr, "usage: watch NAME COMMAND [ARGUMENT]...\n");
      return 2;
    }
  err = look (argv[1], &looks);
  pid_t pid = start (argv + 2);
  if (pid < 0)
    {
      perror ("fork");
      return 2;
    }
  while (waitpid (pid, &status, WNOHANG) == 0)
    if (err == 0)
      err = look (argv[1], &looks);
  printf ("looks %lu missing %lu\n", looks.made, looks.missing);
  if (looks.missing > 0)
    return 1;
  return err == 0 && WIFEXITED (status) && WEXITSTATUS (status) == 0 ? 0 : 2;
}
