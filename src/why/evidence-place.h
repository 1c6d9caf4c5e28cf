/* What do the facts say of the place: of mounts, and of what a file system can
   do, allows, or does not survive?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_EVIDENCE_PLACE_H
#define FHLN_EVIDENCE_PLACE_H

#include "fits.h"

fits_function is_without_links, is_without_symlinks, is_on_fuse, is_escape;
fits_function is_foreign_handle, is_source_mount_point;
fits_function is_other_subvolume_mount, is_two_mounts, is_nameless;
fits_function is_other_file_system, is_other_device, is_other_subvolume;
fits_function is_other_project, is_maybe_other_project, is_encrypted_dir;
fits_function is_landlock_without_difference, is_emergency;
fits_function is_overlay_without_upper;
fits_function is_read_only_fs, is_read_only_mount, is_read_only_subvolume;
fits_function is_shut_down, is_fuse_failure, is_device_failure;
fits_function is_handle_stale, is_source_without_handles;
fits_function is_dir_without_handles, is_confinement_missing;
fits_function is_procfs_missing, is_procfs_link, is_one_server;
fits_function is_project_or_sandbox, is_symlink_on_fuse, is_upper_read_only;
fits_function is_filter_without_difference, are_several_without_difference;
fits_function is_read_only_view, are_mounts_different;

#endif
