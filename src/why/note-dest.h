/* What does a note say of DEST and its directory?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_NOTE_DEST_H
#define FHLN_NOTE_DEST_H

#include "put.h"

/* Return the directory where a walk to DST began, as the caller knows it,
   allocated; NULL if that is the current directory.  */
char *dest_start (struct job const *job);

/* Return the directory in a tree where JOB's SOURCE lies, quoted,
   allocated.  */
char *src_dir_in_tree (struct job const *job);

put_function put_dst, put_dst_base, put_dst_base_length, put_dst_owner;
put_function put_dst_links, put_dst_kind, put_dir, put_dir_owner, put_dir_mode;
put_function put_dir_kind, put_dir_type, put_dir_at, put_dir_fs, put_dir_mount;
put_function put_dir_name_limit, put_dir_project, put_dir_subvolume;
put_function put_dir_inodes;

#endif
