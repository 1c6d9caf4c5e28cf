/* What do the questions to the facts, and the notes, start from?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SCENE_H
#define FHLN_SCENE_H

#include "facts.h"
#include "job.h"
#include "platform/fstype.h"

/* A failed job, and all that is known about it.  */
struct scene
{
  struct job const *job;
  struct facts const *facts;
};

/* Return the walk of S that did not arrive, or NULL.  */
struct walk const *failed_walk (struct scene const *s);

/* Return MOUNT, or one that shows nothing if it is not known.  */
struct mount_facts const *if_known (struct mount_facts const *mount);

/* Return the mount of FILE; it shows nothing if it is not known.  */
struct mount_facts const *mount_of (struct file_facts const *file);

/* Return the mount where S failed: where a walk ended, or DEST's.  It shows
   nothing if it is not known.  */
struct mount_facts const *failed_mount (struct scene const *s);

/* Is all known of MOUNT?  Else what it does not show may hold.  */
bool is_whole (struct mount_facts const *mount);

/* Return what is known of the type of MOUNT's file system.  */
struct fstype const *type_of (struct mount_facts const *mount);

/* Is that type of FAMILY?  */
bool is_type (struct mount_facts const *mount, enum fs_family family);

/* Return what follows NAME= in OPTIONS, a list with commas, or NULL.  */
char const *option_value (char const *options, char const *name);

/* Is ERR why FILE could not be seen?  */
bool is_unseen (struct file_facts const *file, int err);

/* Was S about a hard link?  So is a simulated one, but where the system refuses
   symbolic links as such.  */
bool is_hard (struct scene const *s);

/* Was S about a simulated link?  */
bool is_simulated (struct scene const *s);

/* Was SOURCE to be linked by its handle, whether that was given or not?  */
bool is_by_handle (struct scene const *s);

/* Did S fail when a name was to be replaced or removed?  */
bool is_replacing (struct scene const *s);

/* Is DEST's directory seen and, for a hard link, SOURCE?  */
bool are_seen (struct scene const *s);

/* Is DEST's directory seen, and has no walk failed?  */
bool is_reached (struct scene const *s);

/* Does FILE belong to this process?  */
bool is_mine (struct scene const *s, struct file_facts const *file);

/* Is LOOK's owner one that this process cannot name?  */
bool is_nobodys (struct scene const *s, struct look const *look);

#endif
