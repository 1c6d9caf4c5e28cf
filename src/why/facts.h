/* What may have been the cause of a failure?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_FACTS_H
#define FHLN_FACTS_H

#include "platform/credentials.h"
#include "platform/file.h"
#include "platform/sandbox.h"
#include "platform/walk.h"

/* What ids are called, allocated; NULL: they have no name here.  */
struct names
{
  char *you;
  char *src_owner;
  char *dir_owner;
  char *dir_group;
  char *dst_owner;
  char *culprit_owner;
  char *culprit_group;
};

/* What would work instead, as far as a look has shown.  */
struct advice
{
  char *src;                    /* SOURCE's name on DEST's mount, or NULL */
  char *dir;                    /* the name of DEST's directory on SOURCE's
                                   mount, or NULL */
  bool by_handle;               /* DEST's mount opens SOURCE's handle */
  bool follow;                  /* SOURCE is a link of procfs to a file that is
                                   on DEST's mount */
};

/* All that is known after a failure.  It is looked at once, when a link could
   not be made, and never by trying again.  */
struct facts
{
  struct process_facts process;
  struct sandbox_facts sandbox;
  struct walk src_walk;
  struct walk dir_walk;
  struct file_facts src;
  struct file_facts dir;        /* where DEST is, or would be */
  struct file_facts dst;        /* what is at DEST */
  int handle_err;               /* opening SOURCE by its handle again */
  struct names names;
  struct advice advice;
  char *looked_in;              /* the absolute name of the directory where a
                                   walk that failed had begun, or NULL */
};

#endif
