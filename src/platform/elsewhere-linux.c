/* Under which name does another mount show a file on Linux?  The mount table
   tells which directory of the file system each mount begins with.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "elsewhere.h"

#include <stdlib.h>
#include <string.h>

#include "components.h"
#include "xvasprintf.h"

/* Return DIRECTORY with REST, which is as rest_below returns it; allocated.  */
static char *
joined (char const *directory, char const *rest)
{
  return (*rest == '\0' ? xasprintf ("%s", directory)
          : xasprintf ("%s%s", strcmp (directory, "/") == 0 ? "" : directory,
                       rest));
}

/* Does NAME, on the mount MOUNT, lead to FILE?  */
static bool
leads_to (char const *name, struct file_facts const *file,
          struct mount_facts const *mount)
{
  struct look look;

  return (look_at_cached (name, &look) == 0
          && is_same_file (&look, &file->look)
          && look.mount_id == mount->id);
}

char *
name_on_mount (int fd, struct file_facts const *file,
               struct mount_facts const *other)
{
  struct mount_facts const *mount = &file->mount;
  char *name = name_of_descriptor (fd);
  char const *rest;
  char *within = NULL, *there = NULL;

  if (name && *name == '/' && mount->point && mount->root && other->point
      && other->root && (rest = rest_below (name, mount->point)))
    within = joined (mount->root, rest);
  if (within && (rest = rest_below (within, other->root)))
    there = joined (other->point, rest);
  if (there && !leads_to (there, file, other))
    {
      free (there);
      there = NULL;
    }
  free (within);
  free (name);
  return there;
}
