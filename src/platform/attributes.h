/* What has a directory beside its names, and how is it set?
   SPDX-License-Identifier: GPL-3.0-or-later

   Owner, mode, and extended attributes, among them access control lists.  */

#ifndef FHLN_ATTRIBUTES_H
#define FHLN_ATTRIBUTES_H

#include <stdbool.h>
#include <sys/types.h>

/* Extended attributes.  */
struct attributes;

/* Return those of the directory open on FD that are to be copied, to be freed
   with attributes_free; NULL if it has none, or none that can be read.  */
struct attributes *attributes_read (int fd);

/* Free ATTRIBUTES, which may be null.  */
void attributes_free (struct attributes *attributes);

/* Give ATTRIBUTES, which may be null, to the directory open on FD; INHERITS if
   it may have lists that are not in them, which it loses.  What the file system
   does not take, and what only a privileged process may set, is left out.
   Return 0 or the first errno.  */
int attributes_write (int fd, struct attributes const *attributes,
                      bool inherits);

/* Let the directory open on FD belong to UID and GID, or if that is refused
   to GID alone.  *HAS_UID and *HAS_GID tell whether it does, before and
   after.  Return 0, or an errno that is no refusal.  */
int set_owner (int fd, uid_t uid, gid_t gid, bool *has_uid, bool *has_gid);

/* Does what belongs to UID belong to this process?  */
bool is_own (uid_t uid);

/* Set the mode of the directory open on FD.  Return 0 or an errno.  */
int set_mode (int fd, mode_t mode);

/* Let what is made from now on have the mode that is asked for, whatever the
   process's mask was.  */
void make_modes_exact (void);

/* Return the permissions that a directory gets if nothing else is said.  */
mode_t usual_mode (void);

/* As set_mode, of a directory that FD only holds, as open_directory may.  */
int set_held_mode (int fd, mode_t mode);

#endif
