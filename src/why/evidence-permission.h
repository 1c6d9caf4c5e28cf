/* What do the facts say of who may do what?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_EVIDENCE_PERMISSION_H
#define FHLN_EVIDENCE_PERMISSION_H

#include "fits.h"

fits_function walks_unmapped, walks_outside, dir_unmapped, dir_outside;
fits_function cannot_search, cannot_search_by_list, cannot_write;
fits_function cannot_write_by_list, cannot_enter, cannot_enter_by_list;
fits_function is_other_users_fuse, is_simulated_of_other, is_directory_source;
fits_function is_sticky_dest, is_sticky_source, is_append_only_dir;
fits_function is_immutable_dest, is_append_only_dest, lacks_handle_privilege;
fits_function is_protected_special, is_protected_setuid, is_protected_setgid;
fits_function is_protected_unreadable, is_protected_maybe;
fits_function is_protected_or_server, is_others_on_fuse, is_swap_dest;
fits_function is_swap_source;
fits_function is_immutable_dir, is_immutable_source, is_append_only_source;
fits_function is_owner_unmapped, is_user_unmapped;

#endif
