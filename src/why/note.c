/* How does a cause's template become a note?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later

   A template is a sentence with placeholders in braces; what they stand for
   is listed below.  Names are quoted.  */

#include <config.h>

#include "note.h"

#include <stdlib.h>
#include <string.h>

#include "note-access.h"
#include "note-advice.h"
#include "note-dest.h"
#include "note-process.h"
#include "note-room.h"
#include "note-sandbox.h"
#include "note-server.h"
#include "note-source.h"
#include "note-walk.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* All placeholders, by name.  */
static struct { char name[24]; put_function *put; } const placeholders[] =
{
  { "as-directory", put_as_directory },
  { "component", put_component },
  { "contents", put_contents },
  { "culprit", put_culprit },
  { "culprit-given", put_culprit_given },
  { "culprit-mode", put_culprit_mode },
  { "culprit-owner", put_culprit_owner },
  { "culprit-unmapped", put_culprit_unmapped },
  { "culprit-view", put_culprit_view },
  { "culprit-you", put_culprit_you },
  { "device", put_device },
  { "dir", put_dir },
  { "dir-at", put_dir_at },
  { "dir-free", put_dir_free },
  { "dir-fs", put_dir_fs },
  { "dir-given", put_dir_given },
  { "dir-inodes", put_dir_inodes },
  { "dir-kind", put_dir_kind },
  { "dir-lacks", put_dir_lacks },
  { "dir-mode", put_dir_mode },
  { "dir-mount", put_dir_mount },
  { "dir-name-limit", put_dir_name_limit },
  { "dir-owner", put_dir_owner },
  { "dir-project", put_dir_project },
  { "dir-reserved", put_dir_reserved },
  { "dir-size-option", put_dir_size_option },
  { "dir-subvolume", put_dir_subvolume },
  { "dir-type", put_dir_type },
  { "dir-unmapped", put_dir_unmapped },
  { "dir-view", put_dir_view },
  { "dir-you", put_dir_you },
  { "dst", put_dst },
  { "dst-base", put_dst_base },
  { "dst-base-length", put_dst_base_length },
  { "dst-kind", put_dst_kind },
  { "dst-links", put_dst_links },
  { "dst-owner", put_dst_owner },
  { "fs", put_fs },
  { "fuse-user", put_fuse_user },
  { "instead", put_instead },
  { "length", put_length },
  { "limit", put_limit },
  { "link", put_link },
  { "link-kind", put_link_kind },
  { "looked-in", put_looked_in },
  { "made", put_made },
  { "made-stays", put_made_stays },
  { "mount", put_mount },
  { "nameless-kind", put_nameless_kind },
  { "odd-name", put_odd_name },
  { "odd-reason", put_odd_reason },
  { "or-namespace", put_or_namespace },
  { "or-sandboxes", put_or_sandboxes },
  { "quotas", put_quotas },
  { "refused", put_refused },
  { "refused-at", put_refused_at },
  { "refused-within", put_refused_within },
  { "rescue", put_rescue },
  { "reserve-owner", put_reserve_owner },
  { "room-reasons", put_room_reasons },
  { "root", put_root },
  { "sandboxes", put_sandboxes },
  { "server", put_server },
  { "server-reasons", put_server_reasons },
  { "src", put_src },
  { "src-at", put_src_at },
  { "src-fd", put_src_fd },
  { "src-fs", put_src_fs },
  { "src-given", put_src_given },
  { "src-kind", put_src_kind },
  { "src-links", put_src_links },
  { "src-mode", put_src_mode },
  { "src-mount", put_src_mount },
  { "src-owner", put_src_owner },
  { "src-project", put_src_project },
  { "src-size", put_src_size },
  { "src-subvolume", put_src_subvolume },
  { "src-type", put_src_type },
  { "src-unmapped", put_src_unmapped },
  { "src-view", put_src_view },
  { "src-you", put_src_you },
  { "start", put_start },
  { "without", put_without },
  { "your-unmapped", put_your_unmapped },
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
