/* How does a cause's template become a note?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later

   A template is a sentence with placeholders in braces; what they stand for
   is listed below.  Names are quoted.  */

#include <config.h>

#include "note.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "filenamecat.h"
#include "name.h"
#include "platform/fstype.h"
#include "quoting.h"
#include "xalloc.h"
#include "xvasprintf.h"

enum { SHOWN_BYTES = 24 };

static char *
quoted (char const *name)
{
  return name ? xstrdup (quoted_name (0, name)) : NULL;
}

/* Return WORD, which others may have chosen, quoted only where it must be.  */
static char *
plain (char const *word)
{
  return xstrdup (quoted_if_needed (word, false));
}

static char *
number (uint64_t value)
{
  return xasprintf ("%" PRIu64, value);
}

/* Return the number that an option's VALUE begins with, or NULL if that is
   none, or null.  */
static char *
digits_of (char const *value)
{
  size_t length = value ? strspn (value, "0123456789") : 0;

  return length != 0 ? ximemdup0 (value, length) : NULL;
}

/* Return the beginning of the last component of NAME, quoted.  */
static char *
shortened (char const *name)
{
  size_t length;
  char const *base = base_name_of (name, &length);
  size_t shown = length < SHOWN_BYTES ? length : SHOWN_BYTES;
  /* A character of UTF-8 is shown whole.  */
  for (int i = 0; i < 3 && shown < length && (base[shown] & 0xc0) == 0x80; i++)
    shown--;
  char *part = ximemdup0 (base, shown);
  char *name_quoted = quoted (part);
  char *result = xasprintf ("%s%s", name_quoted,
                            length > shown ? "..." : "");

  free (part);
  free (name_quoted);
  return result;
}

static char *
mode_text (mode_t mode)
{
  return xasprintf ("%04o", (unsigned int) mode & 07777);
}

/* Return who owns the file of LOOK.  */
static char *
owner_text (struct scene const *s, struct look const *look)
{
  struct process_facts const *process = &s->facts->process;

  if (process->known && process->in_user_namespace
      && look->uid == process->overflow_uid)
    return xstrdup ("a user outside this user namespace");
  return xasprintf ("uid %" PRIu64, (uint64_t) look->uid);
}

/* Return BYTES for a reader.  */
static char *
size_text (uint64_t bytes)
{
  static char const *const units[] = { "kB", "MB", "GB", "TB" };
  double value = bytes;
  size_t i = 0;

  if (bytes < 1000)
    return xasprintf ("%" PRIu64 " bytes", bytes);
  for (value /= 1000; value >= 1000 && i < 3; i++)
    value /= 1000;
  return xasprintf (value < 10 ? "%.1f %s" : "%.0f %s", value, units[i]);
}

static char *
mount_text (struct mount_facts const *mount)
{
  return mount->point ? quoted (mount->point) : xstrdup ("(out of sight)");
}

/* Return "TYPE PREPOSITION 'POINT'", or as much of it as is known.  */
static char *
file_system (struct mount_facts const *mount, char const *preposition)
{
  if (!mount->type)
    return NULL;

  char *type = plain (mount->type);
  char *point = mount_text (mount);
  char *result = xasprintf ("%s %s %s", type, preposition, point);
  free (point);
  free (type);
  return result;
}

/* Return what LOOK shows, with an article.  */
static char *
kind_text (struct look const *look)
{
  mode_t mode = look->mode;

  return xstrdup (S_ISDIR (mode) ? "a directory"
                  : S_ISLNK (mode) ? "a symbolic link"
                  : S_ISFIFO (mode) ? "a fifo"
                  : S_ISSOCK (mode) ? "a socket"
                  : S_ISCHR (mode) || S_ISBLK (mode) ? "a device"
                  : "a regular file");
}

/* SOURCE.  */

static char *
put_src (struct scene const *s)
{
  switch (s->job->src.kind)
    {
    case SOURCE_FD:
      return xasprintf ("the file of descriptor %d", s->job->src.fd);
    case SOURCE_HANDLE:
      return xstrdup ("the file of the handle");
    case SOURCE_PATH:
    case SOURCE_VIA_HANDLE:
      break;
    }
  return quoted (s->job->src.text);
}

static char *
put_src_fd (struct scene const *s)
{
  return number (s->job->src.fd);
}

static char *
put_src_owner (struct scene const *s)
{
  return owner_text (s, &s->facts->src.look);
}

static char *
put_src_kind (struct scene const *s)
{
  return kind_text (&s->facts->src.look);
}

static char *
put_src_links (struct scene const *s)
{
  return number (s->facts->src.look.nlink);
}

static char *
put_src_limit (struct scene const *s)
{
  return number (fstype_named (mount_of (&s->facts->src)->type)->link_limit);
}

static char *
put_src_type (struct scene const *s)
{
  char const *type = mount_of (&s->facts->src)->type;

  return type ? plain (type) : xstrdup ("this file system");
}

static char *
put_src_at (struct scene const *s)
{
  return file_system (mount_of (&s->facts->src), "at");
}

static char *
put_src_fs (struct scene const *s)
{
  return file_system (mount_of (&s->facts->src), "on");
}

static char *
put_src_mount (struct scene const *s)
{
  return mount_text (mount_of (&s->facts->src));
}

static char *
put_src_project (struct scene const *s)
{
  return number (s->facts->src.project);
}

static char *
put_src_subvolume (struct scene const *s)
{
  return number (s->facts->src.look.subvolume);
}

/* DEST and its directory.  */

static char *
put_dst (struct scene const *s)
{
  struct dest const *dst = &s->job->dst;

  if (!dst->dir)
    return quoted (dst->text);
  char *name = file_name_concat (dst->dir, dst->text, NULL);
  char *result = quoted (name);
  free (name);
  return result;
}

static char *
put_dst_base (struct scene const *s)
{
  return shortened (s->job->dst.name);
}

static char *
put_dst_base_length (struct scene const *s)
{
  size_t length;

  base_name_of (s->job->dst.name, &length);
  return number (length);
}

static char *
put_dst_owner (struct scene const *s)
{
  return owner_text (s, &s->facts->dst.look);
}

static char *
put_dst_kind (struct scene const *s)
{
  return kind_text (&s->facts->dst.look);
}

/* Return the name of DEST's directory, without slashes at its end.  */
static char *
put_dir (struct scene const *s)
{
  struct dest const *dst = &s->job->dst;
  char *name;

  if (job_is_about_directory (s->job))
    return quoted (dst->name);
  if (!dst->text)
    return NULL;

  size_t length = parent_length (dst->text);
  while (length > 1 && dst->text[length - 1] == '/')
    length--;
  if (length != 0)
    name = ximemdup0 (dst->text, length);
  else
    name = xstrdup (dst->dir ? dst->dir : ".");
  char *result = quoted (name);
  free (name);
  return result;
}

static char *
put_dir_owner (struct scene const *s)
{
  return owner_text (s, &s->facts->dir.look);
}

static char *
put_dir_mode (struct scene const *s)
{
  return mode_text (s->facts->dir.look.mode);
}

static char *
put_dir_kind (struct scene const *s)
{
  return kind_text (&s->facts->dir.look);
}

static char *
put_dir_type (struct scene const *s)
{
  char const *type = mount_of (&s->facts->dir)->type;

  return type ? plain (type) : NULL;
}

static char *
put_dir_at (struct scene const *s)
{
  return file_system (mount_of (&s->facts->dir), "at");
}

static char *
put_dir_fs (struct scene const *s)
{
  return file_system (mount_of (&s->facts->dir), "on");
}

static char *
put_dir_mount (struct scene const *s)
{
  return mount_text (mount_of (&s->facts->dir));
}

static char *
put_dir_name_limit (struct scene const *s)
{
  struct file_facts const *dir = &s->facts->dir;
  uint64_t limit = dir->name_limit;

  return dir->has_room && limit != 0 ? number (limit) : NULL;
}

static char *
put_dir_project (struct scene const *s)
{
  return number (s->facts->dir.project);
}

static char *
put_dir_subvolume (struct scene const *s)
{
  uint64_t subvolume = s->facts->dir.look.subvolume;

  return subvolume != 0 ? number (subvolume) : NULL;
}

static char *
put_dir_inodes (struct scene const *s)
{
  return number (s->facts->dir.inodes);
}

static char *
put_dir_reserved (struct scene const *s)
{
  return size_text (s->facts->dir.reserved_bytes);
}

static char *
put_dir_free (struct scene const *s)
{
  return size_text (s->facts->dir.free_bytes);
}

static char *
put_dir_size_option (struct scene const *s)
{
  char const *value = option_value (mount_of (&s->facts->dir)->options,
                                    "max_dir_size_kb");

  return digits_of (value);
}

/* Where a walk ended.  */

/* Return the directory where a walk to DEST began, as the caller knows it, or
   NULL if that is the current directory.  */
static char *
dest_start (struct dest const *dst)
{
  size_t length = dst->text ? parent_length (dst->text) : 0;

  if (dst->dir)
    return quoted (dst->dir);
  if (dst->dirfd == AT_FDCWD || !dst->name)
    return NULL;
  if (length <= parent_length (dst->name))
    return xasprintf ("descriptor %d", dst->dirfd);

  /* It is held open for the name.  */
  while (length > 1 && dst->text[length - 1] == '/')
    length--;
  char *parent = ximemdup0 (dst->text, length);
  char *start = quoted (parent);
  free (parent);
  return start;
}

/* What the walk ended at.  */
static char *
put_culprit (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);
  char *start = NULL;

  if (walk && walk->at_start && walk == &s->facts->dir_walk)
    start = dest_start (&s->job->dst);
  else if (walk && walk->at_start && s->job->src.start != AT_FDCWD)
    start = xasprintf ("descriptor %d", s->job->src.start);
  return start ? start : walk ? quoted (walk->culprit) : NULL;
}

static char *
put_culprit_owner (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk ? owner_text (s, &walk->look) : NULL;
}

static char *
put_culprit_mode (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk ? mode_text (walk->look.mode) : NULL;
}

static char *
put_component (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk && walk->culprit ? shortened (walk->culprit) : NULL;
}

static char *
put_link (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk ? quoted (walk->link) : NULL;
}

static char *
put_contents (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk ? quoted (walk->contents) : NULL;
}

static char *
put_start (struct scene const *s)
{
  return number (failed_walk (s) == &s->facts->src_walk ? s->job->src.dirfd
                 : s->job->dst.dirfd);
}

static char *
put_length (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk ? number (walk->length) : NULL;
}

static char *
put_limit (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk && walk->limit != 0 ? number (walk->limit) : NULL;
}

static char *
put_fs (struct scene const *s)
{
  return file_system (failed_mount (s), "on");
}

static char *
put_mount (struct scene const *s)
{
  return mount_text (failed_mount (s));
}

static char *
put_device (struct scene const *s)
{
  char const *source = failed_mount (s)->source;

  return source ? plain (source) : NULL;
}

static char *
put_fuse_user (struct scene const *s)
{
  char const *user = option_value (failed_mount (s)->options, "user_id");

  return digits_of (user);
}

/* The process.  */

static char *
put_you (struct scene const *s)
{
  return number (s->facts->process.euid);
}

/* What root of a user namespace may wonder about.  */
static char *
put_userns (struct scene const *s)
{
  return xstrdup (s->facts->process.known && s->facts->process.owns_all
                  && s->facts->process.in_user_namespace
                  ? " (root of a user namespace does not count)" : "");
}

static char *
put_via_handle (struct scene const *s)
{
  return xstrdup (s->facts->process.known && s->facts->process.opens_handles
                  && s->job->src.kind == SOURCE_PATH
                  ? ", or --via-handle" : "");
}

/* How to get at a deleted file's contents.  */
static char *
put_rescue (struct scene const *s)
{
  return (s->job->src.kind == SOURCE_FD
          ? xasprintf (" (its contents can be copied from /proc/PID/fd/%d)",
                       s->job->src.fd)
          : xstrdup (""));
}

struct placeholder
{
  char const *name;
  char *(*put) (struct scene const *s);
};

/* What was refused by --beneath or --no-symlinks.  */

/* Return the name in S that was refused.  */
static char const *
refused_name (struct scene const *s)
{
  return (s->job->result.step == STEP_SOURCE ? s->job->src.text
          : s->job->dst.text);
}

static char *
put_refused (struct scene const *s)
{
  return quoted (refused_name (s));
}

/* The component of it, if that is known.  */
static char *
put_refused_at (struct scene const *s)
{
  return quoted (s->job->result.culprit);
}

/* The component, and the name that it is in if that has others.  */
static char *
put_refused_within (struct scene const *s)
{
  char const *name = refused_name (s);
  char *at = put_refused_at (s);

  if (!at || strcmp (s->job->result.culprit, name) == 0)
    return at;
  char *whole = quoted (name);
  char *within = xasprintf ("%s in %s", at, whole);
  free (whole);
  free (at);
  return within;
}

static struct placeholder const placeholders[] =
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
