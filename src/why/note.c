/* How does a cause's template become a note?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later

   A template is a sentence with placeholders in braces; what they stand for
   is listed below.  Names are quoted.  */

#include <config.h>

#include "note.h"

#include <stdlib.h>
#include <string.h>

#include "note-dest.h"
#include "note-process.h"
#include "note-source.h"
#include "note-walk.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* All placeholders, by name.  */
static struct { char name[16]; put_function *put; } const placeholders[] =
{
  { "component", put_component },
  { "contents", put_contents },
  { "culprit", put_culprit },
  { "culprit-mode", put_culprit_mode },
  { "culprit-owner", put_culprit_owner },
  { "device", put_device },
  { "dir", put_dir },
  { "dir-at", put_dir_at },
  { "dir-free", put_dir_free },
  { "dir-fs", put_dir_fs },
  { "dir-inodes", put_dir_inodes },
  { "dir-kind", put_dir_kind },
  { "dir-mode", put_dir_mode },
  { "dir-mount", put_dir_mount },
  { "dir-name-limit", put_dir_name_limit },
  { "dir-owner", put_dir_owner },
  { "dir-project", put_dir_project },
  { "dir-reserved", put_dir_reserved },
  { "dir-size-option", put_dir_size_option },
  { "dir-subvolume", put_dir_subvolume },
  { "dir-type", put_dir_type },
  { "dst", put_dst },
  { "dst-base", put_dst_base },
  { "dst-base-length", put_dst_base_length },
  { "dst-kind", put_dst_kind },
  { "dst-owner", put_dst_owner },
  { "fs", put_fs },
  { "fuse-user", put_fuse_user },
  { "length", put_length },
  { "limit", put_limit },
  { "link", put_link },
  { "mount", put_mount },
  { "refused", put_refused },
  { "refused-at", put_refused_at },
  { "refused-within", put_refused_within },
  { "rescue", put_rescue },
  { "src", put_src },
  { "src-at", put_src_at },
  { "src-fd", put_src_fd },
  { "src-fs", put_src_fs },
  { "src-kind", put_src_kind },
  { "src-limit", put_src_limit },
  { "src-links", put_src_links },
  { "src-mount", put_src_mount },
  { "src-owner", put_src_owner },
  { "src-project", put_src_project },
  { "src-subvolume", put_src_subvolume },
  { "src-type", put_src_type },
  { "start", put_start },
  { "userns", put_userns },
  { "via-handle", put_via_handle },
  { "you", put_you },
};

/* Return what the placeholder NAME, of LENGTH bytes, stands for, or NULL if
   that is nothing, or if no brace closes it.  */
static char *
expand_one (char const *name, size_t length, struct scene const *s)
{
  if (name[length] != '}')
    return NULL;
  for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++)
    if (strncmp (placeholders[i].name, name, length) == 0
        && placeholders[i].name[length] == '\0')
      return placeholders[i].put (s);
  return NULL;
}

char *
expand_note (char const *template, struct scene const *s)
{
  char *note = xstrdup ("");

  while (*template != '\0')
    {
      bool open = *template == '{';
      size_t length = strcspn (template + open, open ? "}" : "{");
      char *part = (open ? expand_one (template + 1, length, s)
                    : ximemdup0 (template, length));
      if (!part)
        {
          free (note);
          return NULL;
        }
      char *longer = xasprintf ("%s%s", note, part);
      free (part);
      free (note);
      note = longer;
      template += length + (open ? 2 : 0);
    }
  return note;
}
