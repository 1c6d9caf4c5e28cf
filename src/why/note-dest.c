/* What does a note say of DEST and its directory?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "note-dest.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "filenamecat.h"
#include "name.h"
#include "note-text.h"
#include "xalloc.h"
#include "xvasprintf.h"

char *
put_dst (struct scene const *s)
{
  return quoted_text (job_dest_text (s->job));
}

char *
put_dst_base (struct scene const *s)
{
  return shortened (s->job->dst.name);
}

char *
put_dst_base_length (struct scene const *s)
{
  size_t length;

  base_name_of (s->job->dst.name, &length);
  return number (length);
}

char *
put_dst_owner (struct scene const *s)
{
  return (!s->facts->dst.seen ? NULL
          : owner_text (s, mount_of (&s->facts->dir), &s->facts->dst.look,
                        s->facts->names.dst_owner));
}

char *
put_dst_links (struct scene const *s)
{
  return s->facts->dst.seen ? number (s->facts->dst.look.nlink) : NULL;
}

char *
put_dst_kind (struct scene const *s)
{
  return s->facts->dst.seen ? kind_text (&s->facts->dst.look) : NULL;
}

/* Return the directory in which TEXT, allocated, lies in a tree, quoted; free
   TEXT.  */
static char *
quoted_parent (char *text)
{
  char *slash = strrchr (text, '/');

  if (slash)
    slash[slash == text] = '\0';
  char *result = quoted (slash ? text : ".");
  free (text);
  return result;
}

char *
src_dir_in_tree (struct job const *job)
{
  return quoted_parent (job_source_text (job));
}

char *
dest_start (struct job const *job)
{
  struct dest const *dst = &job->dst;
  size_t length = dst->text ? parent_length (dst->text) : 0;

  if (job->tree)
    return quoted_parent (job_dest_text (job));
  if (dst->dir)
    return quoted (dst->dir);
  if (dst->dirfd == AT_FDCWD || !dst->name)
    return NULL;
  if (length <= parent_length (dst->name))
    return xasprintf ("descriptor %d", dst->dirfd);

  /* It is held open for the name.  */
  while (length > 1 && dst->text[length - 1] == '/')
    length--;
  return quoted_text (ximemdup0 (dst->text, length));
}

/* Return the name of DEST's directory, without slashes at its end.  */
char *
put_dir (struct scene const *s)
{
  struct job const *job = s->job;
  struct dest const *dst = &job->dst;

  if (job_is_about_directory (s->job))
    return quoted (dst->name);
  if (!dst->text)
    return NULL;
  if (job->result.step == STEP_ATTRIBUTES)
    return put_dst (s);
  if (job->tree)
    return dest_start (job);

  size_t length = parent_length (dst->text);
  while (length > 1 && dst->text[length - 1] == '/')
    length--;
  if (length == 0)
    {
      char *start = dest_start (job);
      return start ? start : quoted (".");
    }
  char *name = ximemdup0 (dst->text, length);
  if (!dst->dir)
    return quoted_text (name);
  char *whole = file_name_concat (dst->dir, name, NULL);
  free (name);
  return quoted_text (whole);
}

char *
put_dir_owner (struct scene const *s)
{
  return owner_text (s, mount_of (&s->facts->dir), &s->facts->dir.look,
                     s->facts->names.dir_owner);
}

char *
put_dir_mode (struct scene const *s)
{
  return mode_text (s->facts->dir.look.mode);
}

char *
put_dir_kind (struct scene const *s)
{
  return kind_text (&s->facts->dir.look);
}

char *
put_dir_type (struct scene const *s)
{
  char const *type = dir_mount (s)->type;

  return type ? plain (type) : NULL;
}

char *
put_dir_at (struct scene const *s)
{
  return file_system (dir_mount (s), "at");
}

char *
put_dir_fs (struct scene const *s)
{
  return file_system (dir_mount (s), "on");
}

char *
put_dir_mount (struct scene const *s)
{
  return mount_text (dir_mount (s));
}

char *
put_dir_name_limit (struct scene const *s)
{
  struct file_facts const *dir = &s->facts->dir;
  uint64_t limit = dir->name_limit;

  return dir->has_room && limit != 0 ? number (limit) : NULL;
}

char *
put_dir_project (struct scene const *s)
{
  return number (s->facts->dir.project);
}

char *
put_dir_subvolume (struct scene const *s)
{
  uint64_t subvolume = s->facts->dir.look.subvolume;

  return subvolume != 0 ? number (subvolume) : NULL;
}

char *
put_dir_inodes (struct scene const *s)
{
  return number (s->facts->dir.inodes);
}
