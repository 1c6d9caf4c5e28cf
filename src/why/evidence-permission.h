/* What do the facts say of who may do what?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_EVIDENCE_PERMISSION_H
#define FHLN_EVIDENCE_PERMISSION_H

#include "fits.h"

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

#endif
