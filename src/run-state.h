/* What does doing the jobs take?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RUN_STATE_H
#define FHLN_RUN_STATE_H

#include "input/input.h"
#include "link/durable.h"
#include "link/place.h"
#include "platform/threads.h"
#include "report/report.h"

/* Who does one job after the other.  */
struct worker
{
  struct parents parents;
  struct placer placer;
  struct durable_job durable;
};

/* All that doing the jobs takes.  */
struct run
{
  struct settings const *opts;
  struct input in;
  struct worker worker;
  struct durable durable;
  struct report report;
  struct lock lock;             /* of the report, where workers are several */
  struct gate gate;             /* likewise: who is behind it has a name to
                                   remove */
  mode_t directory_mode;        /* of what --parents makes */
  int status;                   /* the exit status so far */
};

#endif
