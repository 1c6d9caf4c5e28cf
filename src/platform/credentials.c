/* Which groups is this process in, on any system that has users?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "credentials.h"

#include <stdlib.h>
#include <unistd.h>

#include "xalloc.h"

void
see_groups (struct process_facts *process)
{
  int count = getgroups (0, NULL);

  if (count <= 0)
    return;
  process->groups = xnmalloc (count, sizeof *process->groups);
  count = getgroups (count, process->groups);
  process->group_count = count > 0 ? count : 0;
}

void
free_process (struct process_facts *process)
{
  free (process->groups);
  process->groups = NULL;
}
