/* What is a user or a group called on this machine?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "account.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "process.h"
#include "xalloc.h"

/* Open the regular file NAME as a stream, or return NULL.  */
static FILE *
open_regular (char const *name)
{
  int fd = above_standard (open (name, O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat st;
  FILE *stream = (fd >= 0 && fstat (fd, &st) == 0 && S_ISREG (st.st_mode)
                  ? fdopen (fd, "r") : NULL);

  if (fd >= 0 && !stream)
    close (fd);
  return stream;
}

/* Is ID the third field of LINE, NAME:PASSWORD:ID...?  If so, end LINE after
   its first field.  */
static bool
takes_id (char *line, uint32_t id)
{
  char *colon = strchr (line, ':');
  char *number = colon ? strchr (colon + 1, ':') : NULL;
  char *end;

  if (!number || number[1] < '0' || '9' < number[1]
      || strtoul (number + 1, &end, 10) != id || *end != ':')
    return false;
  *colon = '\0';
  return true;
}

char *
account_name (enum id_kind kind, uint32_t id)
{
  FILE *stream = open_regular (kind == ID_USER ? "/etc/passwd"
                               : "/etc/group");
  char *line = NULL;
  size_t size = 0;
  char *name = NULL;

  while (stream && !name && getline (&line, &size, stream) > 0)
    if (takes_id (line, id) && *line != '\0')
      name = xstrdup (line);
  free (line);
  if (stream)
    fclose (stream);
  return name;
}
