/* Who is this process, as far as a permission may depend on it?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_CREDENTIALS_H
#define FHLN_CREDENTIALS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "answer.h"
#include "id-space.h"

struct process_facts
{
  bool known;                   /* the rest but EUID and EGID is */
  uid_t euid;
  gid_t egid;
  gid_t *groups;                /* the supplementary ones, allocated */
  size_t group_count;
  bool owns_all;                /* CAP_FOWNER */
  bool writes_all;              /* CAP_DAC_OVERRIDE */
  bool reads_all;               /* CAP_DAC_READ_SEARCH */
  bool has_resources;           /* CAP_SYS_RESOURCE, and it counts for every
                                   file system */
  bool opens_handles;           /* CAP_DAC_READ_SEARCH, and it counts */
  enum answer initial;          /* in the user namespace of the beginning? */
  struct id_space uids;
  struct id_space gids;
  enum answer protects_hardlinks;
  enum answer has_procfs;
};

/* Fill PROCESS for this process.  */
void see_process (struct process_facts *process);

/* Fill in PROCESS's supplementary groups.  */
void see_groups (struct process_facts *process);

/* Free what PROCESS owns.  */
void free_process (struct process_facts *process);

/* Does the system keep this process from following others' symbolic links in
   sticky directories?  */
enum answer protects_symlinks (void);

#endif
