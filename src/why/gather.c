/* What is looked at after a failure, and in which order?
   SPDX-License-Identifier: GPL-3.0-or-later

   The kernel's order: SOURCE is walked first, DEST's directory only if that
   arrives, as linkat may never have come so far.  What must be open stays
   pinned by its descriptor meanwhile; the link is never tried again.  */

#include <config.h>

#include "gather.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "name.h"
#include "platform/account.h"
#include "platform/components.h"
#include "platform/elsewhere.h"
#include "platform/errnos.h"
#include "scene.h"

/* Return what to look at in a file or, if DIRECTORY, in DEST's directory,
   after the errno ERR.  */
static unsigned int
what_matters (int err, bool directory)
{
  unsigned int use = directory ? SEE_USE_DIRECTORY : SEE_USE_FILE;

  switch (err)
    {
    case EACCES:
    case EPERM:
      return use | (directory ? 0 : SEE_SWAP);
    case EXDEV:
      return use | SEE_PROJECT | (directory ? 0 : SEE_ORIGIN);
    case ENOENT:
      return directory ? 0 : SEE_ORIGIN;
    case EROFS:
      return directory ? SEE_SUBVOLUME : 0;
    case EDQUOT:
    case ENOSPC:
      return directory ? SEE_ROOM | SEE_SUBVOLUME | SEE_PROJECT : 0;
    case ENAMETOOLONG:
      return directory ? SEE_ROOM : 0;
    default:
      return 0;
    }
}

/* Can a sandbox be the cause of the errno ERR?  */
static bool
sandbox_matters (int err)
{
  return (err == EACCES || err == EPERM || err == EXDEV || err == ENOSYS
          || err == ENOENT);
}

/* Can the process be the cause of JOB's errno?  */
static bool
process_matters (struct job const *job)
{
  int err = job->result.err;

  return ((sandbox_matters (err) && err != ENOENT) || err == EOVERFLOW
          || err == ENOSPC || err == EDQUOT
          || (err == ENOENT && job->src.kind == SOURCE_FD));
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

/* The walk from START has failed at WALK: find out where it was to begin, if
   its name is relative.  */
static void
see_start (struct walk_start const *start, struct walk const *walk,
           struct facts *facts)
{
  if ((walk->end == WALK_MISSING || walk->end == WALK_UNCACHED)
      && *start->name != '/')
    {
      struct look look;
      if (look_at_directory (start->dirfd, &look) == 0 && look.nlink != 0)
        facts->looked_in = name_of_descriptor (start->dirfd);
    }
}

/* Did the system follow a symbolic link that JOB's SOURCE names?  A simulated
   link is never to one.  */
static bool
follows_source (struct job const *job)
{
  return (job->src.follow || job->src.followed
          || job->kind == LINK_SIMULATED);
}

/* SOURCE's name as the system got it.  */
static struct walk_start
start_of_source (struct job const *job)
{
  char const *name = (job->tree && job->kind == LINK_DIRECTORY
                      ? job->src.name
                      : job->src.text);

  return (struct walk_start) { .dirfd = job->src.start,
                               .name = name,
                               .length = strlen (name),
                               .follow = follows_source (job),
                               .err = job->result.err };
}

/* Look at SOURCE, and let *FD be a descriptor of it, which walk_close closes
   for START, or -1.  Return whether the system came beyond it.  */
static bool
gather_source (struct job const *job, struct walk_start const *start,
               int *fd, struct facts *facts)
{
  struct source const *src = &job->src;
  unsigned int what = what_matters (job->result.err, false);

  if (src->kind == SOURCE_FD)
    {
      see_file (src->fd, what, NULL, &facts->src);
      return facts->src.seen;
    }
  if (src->kind == SOURCE_HANDLE)
    return true;
  *fd = walk_name (start, &facts->src_walk);
  if (facts->src_walk.end != WALK_ARRIVED)
    {
      see_start (start, &facts->src_walk, facts);
      return (walk_is_blind (&facts->src_walk)
              && job->result.step != STEP_SOURCE);
    }
  if (*fd != -1)
    see_file (*fd, what, &facts->src_walk.mount, &facts->src);
  else
    facts->src = (struct file_facts) { .seen = true,
                                       .look = facts->src_walk.look };
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

  see_entry (fd, &facts->dir, *name != '\0' ? name : ".",
             job->result.err == EPERM ? SEE_SWAP : 0, &facts->dst);
  free (name);
}

/* JOB's SOURCE is a link of procfs: does it lead to a file on the mount of
   DEST's directory, which PROCESS may link?  */
static bool
leads_to_mount (struct job const *job, struct file_facts const *dir,
                struct process_facts const *process)
{
  struct look look;

  return (look_at (job->src.start, job->src.text, true, &look) == 0
          && dir->mount.id != 0 && look.mount_id == dir->mount.id
          && !S_ISDIR (look.mode) && look.nlink != 0
          && (look.uid == process->euid || process->owns_all
              || process->protects_hardlinks == ANSWER_NO));
}

/* Is the absolute NAME that of the directory open on FD, or below it?  */
static bool
lies_in (char const *name, int fd)
{
  char *directory = name_of_descriptor (fd);
  bool lies = directory && rest_below (name, directory);

  free (directory);
  return lies;
}

/* Find out what would work instead of JOB, a link of SOURCE, open on SRC_FD,
   into another mount, where DEST's directory is open on DIR_FD.  */
static void
gather_advice (struct job const *job, int src_fd, int dir_fd,
               struct facts *facts)
{
  struct file_facts const *src = &facts->src;
  struct file_facts const *dir = &facts->dir;
  char nothing[] = "";
  fhandle_t handle;
  struct look look;

  if (job->result.err != EXDEV || job->src.kind != SOURCE_PATH)
    return;
  if (S_ISLNK (src->look.mode) && !job->src.confined
      && is_type (mount_of (src), FS_PROC))
    facts->advice.follow = leads_to_mount (job, dir, &facts->process);
  if (job->src.confined || src->mount.id == dir->mount.id
      || src->look.dev != dir->look.dev
      || waits_for_others (&src->mount) || waits_for_others (&dir->mount))
    return;
  facts->advice.src = name_on_mount (src_fd, src, &dir->mount);
  facts->advice.dir = name_on_mount (dir_fd, dir, &src->mount);
  if (job->kind == LINK_DIRECTORY && facts->advice.dir
      && lies_in (facts->advice.dir, src_fd))
    {
      /* No tree can be made inside of itself.  */
      free (facts->advice.src);
      free (facts->advice.dir);
      facts->advice.src = facts->advice.dir = NULL;
      return;
    }
  facts->advice.by_handle
    = (facts->process.opens_handles
       && getfhat (src_fd, nothing, &handle, AT_EMPTY_PATH) == 0
       && fh_look (&handle, job->dst.dirfd, job->dst.name, &look) == 0
       && is_same_file (&look, &src->look));
}

/* The directory of JOB's DEST; or DEST itself, if it was to be one.  */
static struct walk_start
start_of_directory (struct job const *job)
{
  bool whole = job_is_about_directory (job);
  char const *name = job->dst.name;
  size_t length = whole ? strlen (name) : parent_length (name);
  struct walk_start start = { .dirfd = job->dst.dirfd, .name = name,
                              .length = length, .follow = true,
                              .err = job->result.err };

  if (!whole && strlen (name) > LONGEST_NAME)
    start.length = strlen (name);
  else if (!whole && length == 0)
    {
      start.name = ".";
      start.length = 1;
    }
  return start;
}

/* Look at DEST's directory, and what lies there; SOURCE is open on SRC_FD, or
   that is -1.  Return whether the directory is reached.  */
static bool
gather_directory (struct job const *job, int src_fd, struct facts *facts)
{
  bool whole = job_is_about_directory (job);

  if (!whole && *job->dst.name == '\0')
    {
      facts->dir_walk.end = WALK_EMPTY_NAME;
      return false;
    }

  struct walk_start start = start_of_directory (job);
  int fd = walk_name (&start, &facts->dir_walk);
  if (facts->dir_walk.end != WALK_ARRIVED)
    {
      see_start (&start, &facts->dir_walk, facts);
      return false;
    }
  if (fd != -1)
    see_file (fd, what_matters (job->result.err, true),
              &facts->dir_walk.mount, &facts->dir);
  else
    facts->dir = (struct file_facts) { .seen = whole,
                                       .look = facts->dir_walk.look };
  if (!whole && fd != -1 && !is_in_absent (job->tree))
    {
      gather_entry (job, fd, facts);
      if (src_fd != -1)
        gather_advice (job, src_fd, fd, facts);
    }
  walk_close (&start, fd);
  return true;
}

/* Look at both ends of JOB.  */
static void
gather_files (struct job const *job, struct facts *facts)
{
  enum step step = job->result.step;
  bool has_source = ((job_links_file (job) || step == STEP_LIST
                      || (job->kind == LINK_DIRECTORY && step == STEP_LINK))
                     && !job_is_about_directory (job));
  struct walk_start start = { .dirfd = -1, .name = "" };
  int fd = -1;
  bool goes_on = true;

  if (has_source && is_path (job->src.kind))
    start = start_of_source (job);
  if (has_source)
    goes_on = gather_source (job, &start, &fd, facts);
  if (goes_on && job->dst.name && step != STEP_LIST
      && gather_directory (job, fd, facts)
      && job->src.kind == SOURCE_HANDLE)
    gather_handle (job, facts);
  walk_close (&start, fd);
}

/* Find out what the ids in FACTS that a note after ERR may show are called.  */
static void
gather_names (int err, struct facts *facts)
{
  struct names *names = &facts->names;
  struct walk const *walk = (facts->src_walk.end == WALK_ARRIVED
                             || facts->src_walk.end == WALK_NOT_TRIED
                             ? &facts->dir_walk : &facts->src_walk);

  if (err == EXDEV || err == ENOENT)
    return;
  names->you = account_name (ID_USER, facts->process.euid);
  if (walk->end == WALK_NO_SEARCH || walk->end == WALK_PROTECTED_LINK)
    {
      names->culprit_owner = account_name (ID_USER, walk->look.uid);
      names->culprit_group = account_name (ID_GROUP, walk->look.gid);
    }
  if (facts->src.seen)
    names->src_owner = account_name (ID_USER, facts->src.look.uid);
  if (facts->dst.seen)
    names->dst_owner = account_name (ID_USER, facts->dst.look.uid);
  if (!facts->dir.seen)
    return;
  names->dir_owner = account_name (ID_USER, facts->dir.look.uid);
  names->dir_group = account_name (ID_GROUP, facts->dir.look.gid);
}

void
gather_facts (struct job const *job, struct facts *facts)
{
  *facts = (struct facts) { .handle_err = 0 };
  if (process_matters (job))
    see_process (&facts->process);
  if (sandbox_matters (job->result.err))
    see_sandbox (&facts->sandbox);
  gather_files (job, facts);
  if (facts->process.known)
    gather_names (job->result.err, facts);
}

static void
free_names (struct names *names)
{
  free (names->you);
  free (names->src_owner);
  free (names->dir_owner);
  free (names->dir_group);
  free (names->dst_owner);
  free (names->culprit_owner);
  free (names->culprit_group);
}

void
free_facts (struct facts *facts)
{
  free_process (&facts->process);
  free_sandbox (&facts->sandbox);
  free_walk (&facts->src_walk);
  free_walk (&facts->dir_walk);
  free_file (&facts->src);
  free_file (&facts->dir);
  free_file (&facts->dst);
  free_names (&facts->names);
  free (facts->advice.src);
  free (facts->advice.dir);
  free (facts->looked_in);
}
