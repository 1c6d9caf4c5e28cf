/* What does a note say of SOURCE?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "note-source.h"


#include "note-text.h"
#include "platform/fstype.h"
#include "xalloc.h"
#include "xvasprintf.h"

char *
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
  return quoted_text (job_source_text (s->job));
}

char *
put_src_mode (struct scene const *s)
{
  return s->facts->src.seen ? mode_text (s->facts->src.look.mode) : NULL;
}

char *
put_src_fd (struct scene const *s)
{
  return number (s->job->src.fd);
}

char *
put_src_owner (struct scene const *s)
{
  return owner_text (s, mount_of (&s->facts->src), &s->facts->src.look,
                     s->facts->names.src_owner);
}

char *
put_src_kind (struct scene const *s)
{
  return kind_text (&s->facts->src.look);
}

char *
put_src_links (struct scene const *s)
{
  return number (s->facts->src.look.nlink);
}

char *
put_src_type (struct scene const *s)
{
  char const *type = mount_of (&s->facts->src)->type;

  return type ? plain (type) : xstrdup ("this file system");
}

char *
put_src_at (struct scene const *s)
{
  return file_system (src_mount (s), "at");
}

char *
put_src_fs (struct scene const *s)
{
  return file_system (src_mount (s), "on");
}

char *
put_src_mount (struct scene const *s)
{
  return mount_text (src_mount (s));
}

char *
put_src_project (struct scene const *s)
{
  return number (s->facts->src.project);
}

char *
put_src_subvolume (struct scene const *s)
{
  return number (s->facts->src.look.subvolume);
}

/* How to get at a deleted file's contents.  */
char *
put_rescue (struct scene const *s)
{
  return (s->job->src.kind == SOURCE_FD
          ? xasprintf (" (its contents can be copied from /proc/PID/fd/%d)",
                       s->job->src.fd)
          : xstrdup (""));
}

char *
put_src_size (struct scene const *s)
{
  return size_text (s->facts->src.look.allocated);
}

/* What SOURCE is that has no name anywhere.  */
char *
put_nameless_kind (struct scene const *s)
{
  mode_t mode = s->facts->src.look.mode;

  return xstrdup (S_ISFIFO (mode) ? "a pipe" : S_ISSOCK (mode) ? "a socket"
                  : "an object of the kernel");
}
