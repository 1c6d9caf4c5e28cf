/* Does DEST survive a power cut?  (--sync)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_DURABLE_H
#define FHLN_DURABLE_H

#include "job.h"

/* A file system whose directories are to reach the disk at the end.  */
struct waiting
{
  uint64_t dev;
  int fd;
};

struct durable
{
  bool by_file_system;
  bool unreadable;              /* the current SOURCE */
  struct look synced;           /* the file whose contents were written */
  int directory;                /* of the current DEST, or -1 */
  struct waiting *waiting;
  size_t count;
};

/* Get DURABLE ready; BY_FILE_SYSTEM if directories are synced by whole file
   systems, at the end.  */
void durable_start (struct durable *durable, bool by_file_system);

/* Get ready for JOB: SOURCE is on the disk, and what is needed afterwards is
   open.  Return true, or false with JOB failed.  */
bool durable_before (struct durable *durable, struct job *job);

/* JOB is done: let its directory reach the disk.  If that fails, so has
   JOB.  */
void durable_after (struct durable *durable, struct job *job);

/* All jobs are done: let the file systems that wait reach the disk.  Return 0
   or the errno of the first that fails.  */
int durable_end (struct durable *durable);

#endif
