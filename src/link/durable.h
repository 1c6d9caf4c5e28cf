/* Does DEST survive a power cut?  (--sync)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_DURABLE_H
#define FHLN_DURABLE_H

#include "job.h"
#include "platform/look.h"

/* A file system whose directories are to reach the disk at the end.  */
struct waiting
{
  uint64_t dev;
  int fd;
};

/* What is to reach the disk when all jobs are done.  */
struct durable
{
  bool by_file_system;
  struct waiting *waiting;
  size_t count;
};

/* What one job after the other needs for that.  */
struct durable_job
{
  int directory;                /* of DEST, or -1 */
  bool unreadable;              /* SOURCE */
  struct look synced;           /* the file whose contents were written */
};

/* Get DURABLE ready; BY_FILE_SYSTEM if directories are synced by whole file
   systems, at the end.  */
void durable_start (struct durable *durable, bool by_file_system);

/* Get ready for JOB, with what it needs in CURRENT: SOURCE is on the disk, and
   what is needed afterwards is open.  Return true, or false with JOB
   failed.  */
bool durable_before (struct durable_job *current, struct job *job);

/* --dry-run: would durable_before find what it has to open before anything is
   made?  If not, JOB has failed.  */
bool durable_foreseen (struct job *job);

/* JOB is done, for which CURRENT has what it needs: let its directory reach the
   disk, now or when DURABLE ends.  If that fails, so has JOB.  */
void durable_after (struct durable *durable, struct durable_job *current,
                    struct job *job);

/* All jobs are done: let the file systems that wait reach the disk.  Return 0
   or the errno of the first that fails.  */
int durable_end (struct durable *durable);

#endif
