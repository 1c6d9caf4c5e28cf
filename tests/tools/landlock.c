/* Run a command in a Landlock sandbox: below the directories given everything
   is allowed except what the first argument says.
   usage: landlock make|refer|remove COMMAND [ARGUMENT]...
   SPDX-License-Identifier: GPL-3.0-or-later

   make: no file may be created or linked below the current directory;
   refer: no link from directory to directory; remove: no name removed.
   The status is 77 where there is no Landlock.  */

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SKIP = 77, CREATE = 444, RESTRICT = 446 };

/* Return the rights that the sandbox takes away, or 0.  */
static uint64_t
rights (char const *what)
{
  if (strcmp (what, "make") == 0)
    return LANDLOCK_ACCESS_FS_MAKE_REG;
  if (strcmp (what, "refer") == 0)
    return LANDLOCK_ACCESS_FS_REFER;
  if (strcmp (what, "remove") == 0)
    return LANDLOCK_ACCESS_FS_REMOVE_FILE;
  return 0;
}

int
main (int argc, char **argv)
{
  struct landlock_ruleset_attr attr = { .handled_access_fs = 0 };

  if (argc < 3 || ! (attr.handled_access_fs = rights (argv[1])))
    {
      fputs ("usage: landlock make|refer|remove COMMAND...\n", stderr);
      return 2;
    }

  /* No rule allows what is handled: it is refused everywhere.  Linking from
     directory to directory is refused in every sandbox without REFER.  */
  int ruleset = syscall (CREATE, &attr, sizeof attr.handled_access_fs, 0);
  if (ruleset < 0)
    return errno == ENOSYS || errno == EOPNOTSUPP ? SKIP : 2;
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
      || syscall (RESTRICT, ruleset, 0) != 0)
    return 2;
  close (ruleset);
  execvp (argv[2], argv + 2);
  perror (argv[2]);
  return 2;
}
