/* What do the facts say of names: of what does not lead there, and of what is
   there already?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_EVIDENCE_NAMES_H
#define FHLN_EVIDENCE_NAMES_H

#include "fits.h"

fits_function is_always, is_source_name_empty, is_contents_empty;
fits_function is_dest_name_empty, is_path_too_long, is_dest_name_too_long;
fits_function is_descriptor_closed, is_source_descriptor_closed;
fits_function has_file_as_start, has_bad_parent, is_link_dangling;
fits_function is_last_of_source, has_trailing_slash, is_directory_removed;
fits_function is_in_procfs, is_source_deleted, is_lost_tmpfile;
fits_function is_smb_name, is_dest_no_directory, is_dest_hidden;
fits_function is_chain_dangling, is_told_already;
fits_function is_in_memory, needs_procfs;
fits_function has_walk_limit, has_dest_limit, is_same_entry, is_name_refused;
fits_function is_name_refused_here;
fits_function is_changed_present, is_changed_absent, is_symlink_refused;
fits_function is_simulated_on_link, is_simulated_of_link, is_same_file_refused;
fits_function is_other_refusal, is_dest_there, is_linked_already, is_own_name;
fits_function is_mount_point, is_dest_directory, is_source_upwards;

#endif
