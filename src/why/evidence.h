/* What do the facts say?
   SPDX-License-Identifier: GPL-3.0-or-later

   Each question answers whether the facts of S show one cause; the table of
   causes has tried those before it.  What is unknown never fits.  */

#ifndef FHLN_EVIDENCE_H
#define FHLN_EVIDENCE_H

#include "scene.h"

typedef bool fits_function (struct scene const *s);

/* evidence-names.c: names, and what is there already.  */
fits_function is_always, is_source_name_empty, is_contents_empty;
fits_function is_dest_name_empty, is_path_too_long, is_dest_name_too_long;
fits_function is_descriptor_closed, is_source_descriptor_closed;
fits_function has_file_as_start, has_bad_parent, is_link_dangling;
fits_function is_last_of_source, has_trailing_slash, is_directory_removed;
fits_function is_in_procfs, is_source_deleted, is_lost_tmpfile;
fits_function is_changed_present, is_changed_absent, is_symlink_refused;
fits_function is_simulated_on_link, is_simulated_of_link, is_same_file_refused;
fits_function is_other_refusal, is_dest_there, is_linked_already, is_own_name;
fits_function is_mount_point, is_dest_directory;

/* evidence-permission.c: who may do what.  */
fits_function walks_unmapped, walks_outside, dir_unmapped, dir_outside;
fits_function cannot_search, cannot_write, is_other_users_fuse, is_filtered;
fits_function is_refused_write, is_filtered_write, is_simulated_of_other;
fits_function is_directory_source, is_sticky_dest, is_sticky_source;
fits_function is_append_only_dir, is_immutable_dest, is_append_only_dest;
fits_function lacks_handle_privilege, is_protected_special;
fits_function is_protected_setuid, is_protected_setgid;
fits_function is_protected_unreadable, is_protected_maybe, is_immutable_dir;
fits_function is_immutable_source, is_append_only_source, is_owner_unmapped;
fits_function is_user_unmapped;

/* evidence-place.c: mounts and file systems.  */
fits_function is_without_links, is_without_symlinks, is_on_fuse, is_escape;
fits_function is_foreign_handle, is_source_mount_point;
fits_function is_other_subvolume_mount, is_two_mounts, is_nameless;
fits_function is_other_file_system, is_other_device, is_other_subvolume;
fits_function is_other_project, is_maybe_other_project, is_encrypted_dir;
fits_function is_without_difference, is_emergency, is_overlay_without_upper;
fits_function is_read_only_fs, is_read_only_mount, is_read_only_subvolume;
fits_function is_shut_down, is_fuse_failure, is_device_failure;
fits_function is_handle_stale, is_source_without_handles;
fits_function is_dir_without_handles, is_confinement_missing;
fits_function is_procfs_missing;

/* evidence-limits.c: links, room, quotas.  */
fits_function has_all_links, is_btrfs_directory_full, has_many_links;
fits_function is_size_limited, is_without_inodes, is_reserved, is_full;
fits_function is_almost_full, is_subvolume_quota, is_quota;

#endif
