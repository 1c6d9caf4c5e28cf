/* Who is this process under WASI?  There are no users, and so no limits that
   depend on them.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "credentials.h"

#include <unistd.h>

void
see_process (struct process_facts *process)
{
  struct id_space all = { .overflow = -1, .overflow_mapped = ANSWER_YES };

  *process = (struct process_facts) { .known = true, .euid = geteuid () };
  process->uids = process->gids = all;
  process->initial = ANSWER_YES;
}

void
free_process (struct process_facts *process)
{
  (void) process;
}
