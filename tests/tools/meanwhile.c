/* Loaded before the C library: before the first link to a SOURCE called
   $MEANWHILE_AT, the shell does $MEANWHILE.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
linkat (int fromfd, char const *from, int tofd, char const *to, int flags)
{
  typedef int function (int, char const *, int, char const *, int);
  function *next = (function *) dlsym (RTLD_NEXT, "linkat");
  char const *at = getenv ("MEANWHILE_AT");
  char const *what = getenv ("MEANWHILE");

  if (at && what && strcmp (from, at) == 0)
    {
      unsetenv ("MEANWHILE_AT");
      unsetenv ("LD_PRELOAD");
      if (system (what) != 0)
        abort ();
    }
  return next (fromfd, from, tofd, to, flags);
}
