/* What is looked at after a failure, and in which order?
   SPDX-License-Identifier: GPL-3.0-or-later

   The kernel's order: SOURCE is walked first, DEST's directory only if that
   arrives, as linkat may never have come so far.  What must be open stays
   pinned by its descriptor meanwhile; the link is never tried again.  */

#include <config.h>

#include "gather.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "name.h"
#include "platform/errnos.h"

/* Return what to look at in a file or, if DIRECTORY, in DEST's directory,
   after the errno ERR.  */
static unsigned int
what_matters (int err, bool directory)
{
  unsigned int what = 0;

  switch (err)
    {
    case EACCES:
    case EPERM:
      what = directory ? SEE_USE_DIRECTORY : SEE_USE_FILE;
      break;
    case EXDEV:
      what = SEE_PROJECT;
      break;
    case EDQUOT:
    case EROFS:
      what = directory ? SEE_SUBVOLUME : 0;
      break;
    case ENAMETOOLONG:
    case ENOSPC:
      what = directory ? SEE_ROOM : 0;
      break;
    default:
      break;
    }
  return what;
}

/* Can the process be the cause of the errno ERR?  */
static bool
process_matters (int err)
{
  return (err == EACCES || err == EPERM || err == EXDEV || err == ENOSYS
          || err == EOVERFLOW);
}

/* As walk_to, but a name that is longer than fhln takes leads nowhere.  */
static int
walk_name (struct walk_start const *start, struct walk *walk)
{
  if (start->length <= LONGEST_NAME)
    return walk_to (start, walk);
  *walk = (struct walk) { .end = WALK_PATH_TOO_LONG, .length = start->length,
                          .limit = LONGEST_NAME };
  return -1;
}

/* Did the system follow a symbolic link that JOB's SOURCE names?  A simulated
   link is never to one.  */
static bool
follows_source (struct job const *job)
{
  return (job->src.follow || job->src.followed
          || job->kind == LINK_SIMULATED);
}

/* Look at SOURCE.  Return whether the system came beyond it.  */
static bool
gather_source (struct job const *job, struct facts *facts)
{
  struct source const *src = &job->src;
  unsigned int what = what_matters (job->result.err, false);

  if (src->kind == SOURCE_FD)
    {
      see_file (src->fd, what, NULL, &facts->src);
      facts->src.tmpfile = facts->src.seen && opened_as_tmpfile (src->fd);
      return facts->src.seen;
    }
  if (src->kind == SOURCE_HANDLE)
    return true;

  struct walk_start start = { .dirfd = src->start, .name = src->text,
                              .length = strlen (src->text),
                              .follow = follows_source (job) };
  int fd = walk_name (&start, &facts->src_walk);
  if (facts->src_walk.end != WALK_ARRIVED)
    return false;
  if (fd != -1)
    see_file (fd, what, &facts->src_walk.mount, &facts->src);
  else
    facts->src = (struct file_facts) { .seen = true,
                                       .look = facts->src_walk.look };
  walk_close (&start, fd);
  return true;
}

/* Look at the file of JOB's handle.  This opens it again by the handle, which
   changes nothing.  */
static void
gather_handle (struct job const *job, struct facts *facts)
{
  fhandle_t handle = *job->src.handle;

  if (waits_for_others (&facts->dir.mount))
    return;
  facts->handle_err = fh_look (&handle, job->dst.dirfd, job->dst.name,
                               &facts->src.look);
  facts->src.seen = facts->handle_err == 0 && facts->src.look.mode != 0;
  if (facts->src.seen && (what_matters (job->result.err, false)
                          & SEE_USE_FILE) != 0)
    facts->src.may_use = fh_may_use (&handle, job->dst.dirfd, job->dst.name);
}

/* Look at what is at DEST, in its directory open on FD.  */
static void
gather_entry (struct job const *job, int fd, struct facts *facts)
{
  char *name = base_of (job->dst.name);

  see_entry (fd, &facts->dir, *name != '\0' ? name : ".", &facts->dst);
  free (name);
}

/* Look at DEST's directory; or at DEST itself, if it was to be one.  Return
   whether that is reached.  */
static bool
gather_directory (struct job const *job, struct facts *facts)
{
  bool whole = job_is_about_directory (job);
  char const *name = job->dst.name;
  size_t length = whole ? strlen (name) : parent_length (name);
  struct walk_start start = { .dirfd = job->dst.dirfd, .name = name,
                              .length = length, .follow = true };

  if (!whole && *name == '\0')
    {
      facts->dir_walk.end = WALK_EMPTY_NAME;
      return false;
    }
  if (!whole && strlen (name) > LONGEST_NAME)
    start.length = strlen (name);
  else if (!whole && length == 0)
    {
      start.name = ".";
      start.length = 1;
    }

  int fd = walk_name (&start, &facts->dir_walk);
  if (facts->dir_walk.end != WALK_ARRIVED)
    return false;
  if (fd != -1)
    see_file (fd, what_matters (job->result.err, true),
              &facts->dir_walk.mount, &facts->dir);
  else
    facts->dir = (struct file_facts) { .seen = whole,
                                       .look = facts->dir_walk.look };
  if (!whole && fd != -1)
    gather_entry (job, fd, facts);
  walk_close (&start, fd);
  return true;
}

void
gather_facts (struct job const *job, struct facts *facts)
{
  *facts = (struct facts) { .handle_err = 0 };
  if (process_matters (job->result.err))
    see_process (&facts->process);
  if (job->kind != LINK_SYMBOLIC && !job_is_about_directory (job)
      && !gather_source (job, facts))
    return;
  if (job->dst.name && gather_directory (job, facts)
      && job->src.kind == SOURCE_HANDLE)
    gather_handle (job, facts);
}

void
free_facts (struct facts *facts)
{
  free_walk (&facts->src_walk);
  free_walk (&facts->dir_walk);
  free_file (&facts->src);
  free_file (&facts->dir);
  free_file (&facts->dst);
}
