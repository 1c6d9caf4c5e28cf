/* What do the questions to the facts, and the notes, start from?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SCENE_H
#define FHLN_SCENE_H

#include "facts.h"
#include "job.h"

/* A failed job, and all that is known about it.  */
struct scene
{
  struct job const *job;
  struct facts const *facts;
};

struct walk const *failed_walk (struct scene const *s);
struct mount_facts const *mount_of (struct file_facts const *file);
struct mount_facts const *failed_mount (struct scene const *s);
char const *option_value (char const *options, char const *name);

#endif
