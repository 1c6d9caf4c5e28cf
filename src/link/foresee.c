/* What would the system answer if a link were made?  (--dry-run)
   SPDX-License-Identifier: GPL-3.0-or-later

   The questions are those that the system asks before it makes a link, in its
   order, so that of two things that are wrong the same one is told.  Nothing
   but looks is done here.  */

#include <config.h>

#include "foresee.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "name.h"
#include "platform/barred.h"
#include "platform/link.h"
#include "platform/open.h"

/* SOURCE.  */

/* LOOK has looked at the file of SRC, which is held.  Has it no name, and can
   have none?  */
static bool
is_gone (struct source const *src, struct look const *look)
{
  int fd = src->kind == SOURCE_FD ? src->fd : src->pinned;

  return fd >= 0 && look->nlink == 0 && !links_nameless (fd);
}

/* Look at the file that JOB would link, in the way that the link would reach
   it.  Return 0 and fill LOOK, or return an errno.  LOOK's mode is 0 where
   DEST's directory is in the way of looking.  */
static int
reach_file (struct job const *job, struct look *look)
{
  struct source const *src = &job->src;
  fhandle_t handle;

  int err;

  if (src->kind == SOURCE_VIA_HANDLE)
    {
      err = source_handle (src, &handle);
      return (err != 0 ? err
              : fh_look (&handle, job->dst.dirfd, job->dst.name, look));
    }
  err = linker_of (LINK_HARD)->look (src, &job->dst, look);
  return err == 0 && is_gone (src, look) ? ENOENT : err;
}

/* Could the system take JOB's SOURCE for a link to it?  Return 0 or an errno,
   and fill LOOK for a hard link.  */
static int
check_source (struct job const *job, struct look *look)
{
  char const *text = job->src.text;

  switch (job->kind)
    {
    case LINK_SYMBOLIC:
      return *text == '\0' ? ENOENT
             : strlen (text) >= PATH_MAX ? ENAMETOOLONG : 0;
    case LINK_SIMULATED:
      return check_simulated (&job->src, &job->dst);
    default:
      return reach_file (job, look);
    }
}

/* DEST.  */

/* Is DST's name free, which is that of ENTRY?  Return 0, EEXIST, or another
   errno.  */
static int
check_name (struct dest const *dst, struct entry const *entry)
{
  char *base = base_of (entry->base);
  bool is_root = *base == '\0' && *dst->name != '\0';
  struct look look;
  int err = look_at (entry->dirfd, is_root ? "." : base, false, &look);

  free (base);
  if (err != ENOENT)
    return err == 0 ? EEXIST : err;
  /* What ends in a slash would have to be a directory.  */
  return ends_in_slash (entry->base) || *dst->name == '\0' ? ENOENT : 0;
}

/* Is the file that SRC looked at where a link to it can be made in the
   directory that PARENT looked at, where BARRED holds?  */
static bool
is_in_reach (struct look const *src, struct look const *parent,
             struct barred const *barred)
{
  bool differs = src->dev != parent->dev;

  if (src->mount_id == 0 || parent->mount_id == 0)
    return !differs || barred->mixed;
  return (src->mount_id == parent->mount_id && ! (differs && barred->divided)
          && (src->subvolume == 0 || parent->subvolume == 0
              || src->subvolume == parent->subvolume));
}

/* Why could the directory open on DIRFD not be read?  Return an errno, or 0 if
   it can.  */
static int
check_readable (int dirfd)
{
  int fd = reopen_to_read (dirfd);

  if (fd < 0)
    return errno;
  close (fd);
  return 0;
}

/* Can a link to JOB's SOURCE, which SRC looked at if the link is a hard one, be
   made in the directory open on DIRFD?  Return 0 or an errno.  */
static int
check_reach (struct job const *job, struct look const *src, int dirfd)
{
  struct barred barred = see_barred (dirfd);
  bool absent = is_in_absent (job->tree);
  struct look parent;

  if (barred.names != 0 && !absent)
    return barred.names;
  if (job->kind != LINK_HARD)
    return absent ? 0 : barred.symlinks;
  int err = look_at_directory (dirfd, &parent);
  if (err != 0)
    return err;
  return (!is_in_reach (src, &parent, &barred) ? EXDEV
          : barred.hard_links != 0 ? barred.hard_links
          : S_ISDIR (src->mode) ? EPERM : 0);
}

/* As foresee_free, in the directory open on DIRFD, after SRC has looked at
   JOB's SOURCE.  */
static int
check_directory (struct job const *job, struct look const *src, int dirfd)
{
  /* A handle is opened by it.  */
  int err = (job->kind == LINK_HARD && src->mode == 0
             ? check_readable (dirfd) : 0);

  return err != 0 ? err : check_reach (job, src, dirfd);
}

int
foresee_free (struct job const *job, struct entry const *entry)
{
  struct look src = { .mode = 0 };
  int err = check_source (job, &src);

  return err != 0 ? err : check_directory (job, &src, entry->dirfd);
}

int
foresee_link (struct placer *placer, struct job *job)
{
  struct look src = { .mode = 0 };
  struct entry entry = { .dirfd = -1 };
  int err = check_source (job, &src);

  if (err == 0)
    err = pin (placer, job, &entry);
  if (err == 0 && !is_in_absent (job->tree))
    err = check_name (&job->dst, &entry);
  return err != 0 ? err : check_directory (job, &src, entry.dirfd);
}

int
foresee_missing (struct placer *placer, struct job *job)
{
  struct entry entry;
  struct look look;

  /* What would be relative to a directory that is still to be made is not
     looked up.  */
  if (is_in_absent (job->tree)
      || (job->dst.absent && *job->src.text != '/')
      || pin (placer, job, &entry) != 0)
    return 0;
  return look_at (entry.dirfd, job->src.text, true, &look);
}
