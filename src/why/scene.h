/* What do the questions to the facts, and the notes, start from?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SCENE_H
#define FHLN_SCENE_H

#include "facts.h"
#include "job.h"
#include "platform/access.h"
#include "platform/fstype.h"

/* A failed job, and all that is known about it.  */
struct scene
{
  struct job const *job;
  struct facts const *facts;
};

/* Return the walk of S that did not arrive, or NULL.  */
struct walk const *failed_walk (struct scene const *s);

/* Is there a name in S that could not be looked at again, as a server would
   have had to be asked?  */
bool is_blind (struct scene const *s);

/* Return MOUNT, or one that shows nothing if it is not known.  */
struct mount_facts const *if_known (struct mount_facts const *mount);

/* Return the mount of FILE; it shows nothing if it is not known.  */
struct mount_facts const *mount_of (struct file_facts const *file);

/* Return the mount of SOURCE, or of DEST's directory, which may be known though
   the file is not to be looked at.  */
struct mount_facts const *src_mount (struct scene const *s);
struct mount_facts const *dir_mount (struct scene const *s);

/* Return the mount where S failed: where a walk ended, or DEST's.  It shows
   nothing if it is not known.  */
struct mount_facts const *failed_mount (struct scene const *s);

/* Is all known of MOUNT?  Else what it does not show may hold.  */
bool is_whole (struct mount_facts const *mount);

/* Return what is known of the type of MOUNT's file system.  */
struct fstype const *type_of (struct mount_facts const *mount);

/* Is that type of FAMILY?  */
bool is_type (struct mount_facts const *mount, enum fs_family family);

/* Is ERR why FILE could not be seen?  */
bool is_unseen (struct file_facts const *file, int err);

/* Was S about a hard link?  So is a simulated one, but where the system refuses
   symbolic links as such, and a tree that cannot be linked.  */
bool is_hard (struct scene const *s);

/* Was S about what is stored as a symbolic link?  */
bool is_stored_name (struct scene const *s);

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

/* Was DEST's directory found, whether it is seen or not, and has no walk
   failed?  */
bool is_dest_found (struct scene const *s);

/* Does FILE belong to this process?  */
bool is_mine (struct scene const *s, struct file_facts const *file);

/* Does the kernel of this machine decide by modes on MOUNT, or do those that
   it sees there count at the server, too?  */
bool is_computed_by_mode (struct mount_facts const *mount);

/* Is what is seen of files on MOUNT only what a client of a server knows?  */
bool is_client_view (struct mount_facts const *mount);

/* Return what this process may do to the file of LOOK and ACL.  */
struct access access_of (struct scene const *s, struct look const *look,
                         struct acl const *acl);

/* Return the name that a file system did not take in S, if that is why it
   failed; NULL if there is none.  */
char const *name_asked (struct scene const *s);

/* Has the owner or the group, as KIND says, of LOOK's file on MOUNT a mapping
   in the user namespace and on the mount?  */
enum answer is_mapped (struct scene const *s, struct mount_facts const *mount,
                       struct look const *look, enum id_kind kind);

/* This process's capabilities did not count for the file of LOOK on MOUNT: may
   that be because an id of it has no mapping?  */
bool has_unmapped_id (struct scene const *s, struct mount_facts const *mount,
                      struct look const *look);

#endif
