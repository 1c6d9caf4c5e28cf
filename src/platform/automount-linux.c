/* May opening a directory mount something on Linux?  There is autofs, and there
   are file systems of servers that mount others by themselves.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "automount.h"

#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>

#include "components.h"
#include "fstype.h"
#include "look.h"
#include "proc.h"

/* Does LINE of the mount table, see proc_pid_mountinfo(5), tell of autofs below
   DIRECTORY?  What has no plain name may be there.  LINE is changed.  */
static bool
is_autofs_below (char *line, char const *directory)
{
  char *point = line;

  if (!strstr (line, " - autofs "))
    return false;
  for (int field = 1; field < 5 && point; field++)
    {
      point = strchr (point, ' ');
      if (point)
        point++;
    }
  if (point)
    point[strcspn (point, " ")] = '\0';
  return !point || strchr (point, '\\') || rest_below (point, directory);
}

bool
has_automounts (int fd)
{
  struct statfs fs;
  char *directory = name_of_descriptor (fd);
  FILE *stream = directory ? open_proc ("/proc/self/mountinfo") : NULL;
  char *line = NULL;
  size_t size = 0;
  bool found = (!stream || fstatfs (fd, &fs) != 0
                || !fstype_of_magic ((uint32_t) fs.f_type));

  while (!found && getline (&line, &size, stream) > 0)
    found = is_autofs_below (line, directory);
  if (stream)
    fclose (stream);
  free (line);
  free (directory);
  return found;
}
