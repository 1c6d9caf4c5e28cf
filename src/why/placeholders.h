/* What do the placeholders of a note stand for?
   SPDX-License-Identifier: GPL-3.0-or-later

   Each returns what it stands for in S, allocated, or NULL if that is
   unknown.  */

#ifndef FHLN_PLACEHOLDERS_H
#define FHLN_PLACEHOLDERS_H

#include "scene.h"

typedef char *put_function (struct scene const *s);

/* note-source.c.  */
put_function put_src, put_src_fd, put_src_owner, put_src_kind, put_src_links;
put_function put_src_limit, put_src_type, put_src_at, put_src_fs;
put_function put_src_mount, put_src_project, put_src_subvolume, put_rescue;
put_function put_via_handle;

/* note-dest.c.  */
put_function put_dst, put_dst_base, put_dst_base_length, put_dst_owner;
put_function put_dst_kind, put_dir, put_dir_owner, put_dir_mode, put_dir_kind;
put_function put_dir_type, put_dir_at, put_dir_fs, put_dir_mount;
put_function put_dir_name_limit, put_dir_project, put_dir_subvolume;
put_function put_dir_inodes, put_dir_reserved, put_dir_free;
put_function put_dir_size_option;

/* note-walk.c.  */
put_function put_culprit, put_culprit_owner, put_culprit_mode, put_component;
put_function put_link, put_contents, put_start, put_length, put_limit, put_fs;
put_function put_mount, put_device, put_fuse_user, put_refused, put_refused_at;
put_function put_refused_within;

/* note-process.c.  */
put_function put_you, put_userns;

#endif
