/* Does DEST survive a power cut?  (--sync)
   SPDX-License-Identifier: GPL-3.0-or-later

   First SOURCE's contents reach the disk, then the link is made, then DEST's
   directory reaches the disk: with the directory alone DEST could be there
   with nothing in it.  What this takes is opened before anything is made.  In
   a stream the directories wait for its end, as whole file systems.  */

#include <config.h>

#include "durable.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "name.h"
#include "platform/open.h"
#include "platform/process.h"
#include "platform/sync.h"
#include "platform/tries.h"
#include "xalloc.h"

void
durable_start (struct durable *durable, bool by_file_system)
{
  *durable = (struct durable) { .by_file_system = by_file_system };
}

/* Open the directory of JOB's new name for reading.  Return a descriptor, or
   -1 and errno.  */
static int
open_parent (struct job const *job)
{
  char *parent = parent_of (job->dst.name);
  int fd = open_to_read (job->dst.dirfd, parent, true);
  int err = errno;

  free (parent);
  errno = err;
  return fd;
}

/* Write what is open on FD to the disk.  Return 0 or an errno.  */
static int
sync_descriptor (int fd)
{
  for (int tries = 1; fsync (fd) != 0; tries++)
    if (errno != EINTR || tries == EINTR_TRIES)
      return errno;
  return 0;
}

/* Write the contents of SRC to the disk.  Return 0 and fill SYNCED if there are
   any, an errno, or EACCES if SRC cannot be opened for that.  What is no
   regular file has none.  */
static int
sync_source (struct source const *src, struct look *synced)
{
  struct look look;

  if (src->kind != SOURCE_PATH || src->pinned >= 0)
    return EACCES;
  if (look_at (src->dirfd, src->name, src->follow, &look) != 0
      || !S_ISREG (look.mode))
    return 0;                   /* linking it will tell what is wrong */

  int fd = above_standard (openat (src->dirfd, src->name,
                                   O_RDONLY | O_NONBLOCK | O_NOCTTY
                                   | O_CLOEXEC
                                   | (src->follow ? 0 : O_NOFOLLOW)));
  if (fd < 0)
    return EACCES;
  int err = 0;
  if (look_at_descriptor (fd, synced) == 0 && S_ISREG (synced->mode))
    err = sync_descriptor (fd);
  close (fd);
  return err;
}

/* CURRENT needs its directory no longer.  */
static void
close_directory (struct durable_job *current)
{
  if (current->directory >= 0)
    close (current->directory);
  current->directory = -1;
}

/* Open the directory of JOB's new name.  Return a descriptor, or -1 with JOB
   failed.  */
static int
open_for (struct job *job)
{
  int fd = open_parent (job);
  int err = errno;
  bool lies_nowhere = (err == ENOENT || err == ENOTDIR || err == ELOOP
                       || err == ENAMETOOLONG);

  if (fd < 0)
    job_fail (job, lies_nowhere ? STEP_LINK : STEP_SYNC_BEFORE, err);
  return fd;
}

bool
durable_foreseen (struct job *job)
{
  int fd = open_for (job);

  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

bool
durable_before (struct durable_job *current, struct job *job)
{
  close_directory (current);
  current->directory = open_for (job);
  if (current->directory < 0)
    return false;

  current->synced = (struct look) { .nlink = 0 };
  int err = (job->kind == LINK_SYMBOLIC ? 0
             : sync_source (&job->src, &current->synced));
  current->unreadable = err == EACCES;
  if (err == EACCES)
    err = sync_file_system (current->directory);
  if (err != 0)
    job_fail (job, STEP_SYNC_BEFORE, err);
  return err == 0;
}

/* Let DURABLE remember the file system of the directory of CURRENT.  Return 0
   or an errno.  */
static int
put_off (struct durable *durable, struct durable_job *current)
{
  struct look look;
  int err = look_at_descriptor (current->directory, &look);

  if (err != 0)
    return err;
  for (size_t i = 0; i < durable->count; i++)
    if (durable->waiting[i].dev == look.dev)
      return 0;
  durable->waiting = xnrealloc (durable->waiting, durable->count + 1,
                                sizeof *durable->waiting);
  durable->waiting[durable->count++]
    = (struct waiting) { look.dev, current->directory };
  current->directory = -1;
  return 0;
}

/* Is JOB's DEST the file that was asked for?  Even a job that has failed may
   have made it.  */
static bool
is_there (struct job const *job)
{
  return (job->result.outcome == OUTCOME_FAILED
          ? job->result.step == STEP_UNLINK
          : is_success (job->result.outcome)
            && job->result.outcome != OUTCOME_SKIPPED);
}

/* Are the contents of JOB's DEST on the disk?  SOURCE's name may have gone to
   another file between writing and linking.  */
static bool
has_reached_disk (struct durable_job const *current, struct job const *job)
{
  char *name = base_of (job->dst.name);
  struct look look;
  int err = look_at (current->directory, name, false, &look);

  free (name);
  return (err == 0
          && (!S_ISREG (look.mode)
              || is_same_file (&look, &current->synced)));
}

void
durable_after (struct durable *durable, struct durable_job *current,
               struct job *job)
{
  int err = 0;

  if (is_there (job))
    err = (durable->by_file_system ? put_off (durable, current)
           : current->unreadable || !has_reached_disk (current, job)
           ? sync_file_system (current->directory)
           : sync_descriptor (current->directory));
  close_directory (current);
  if (err != 0)
    job_fail (job, STEP_SYNC, err);
}

int
durable_end (struct durable *durable)
{
  int result = 0;

  for (size_t i = 0; i < durable->count; i++)
    {
      int err = sync_file_system (durable->waiting[i].fd);
      if (result == 0)
        result = err;
      close (durable->waiting[i].fd);
    }
  if (durable->waiting)
    free (durable->waiting);
  return result;
}
