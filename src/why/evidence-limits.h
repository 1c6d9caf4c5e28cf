/* What do the facts say of limits: of links, of room, of quotas?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_EVIDENCE_LIMITS_H
#define FHLN_EVIDENCE_LIMITS_H

#include "fits.h"

/* Return how many bytes are free for this process where DEST is to be.  */
uint64_t free_for_you (struct scene const *s);

fits_function is_backup_limited, is_btrfs_directory_full, has_many_links;
fits_function is_size_limited, is_without_inodes, is_project_quota;
fits_function is_reserved, is_copy_up, is_full, is_almost_full, is_index_full;
fits_function is_room_elsewhere, is_subvolume_quota, is_quota;
fits_function is_directory_quota, is_own_quota, is_upper_full;

#endif
