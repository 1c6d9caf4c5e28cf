/* What do the facts say of a directory of a tree?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_EVIDENCE_TREE_H
#define FHLN_EVIDENCE_TREE_H

#include "fits.h"

fits_function is_dest_in_source, lacks_skeleton;
fits_function is_inner_subvolume, is_mounted_inside;
fits_function is_mounted_in_dest, is_moved, is_link_for_root;
fits_function is_link_for_directory, cannot_list_by_list, cannot_list;
fits_function cannot_open_dest, is_directory_fixed, is_others_directory;

#endif
