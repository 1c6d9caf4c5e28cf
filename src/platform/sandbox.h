/* Which sandboxes and security modules may refuse something to this process?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_SANDBOX_H
#define FHLN_SANDBOX_H

#include "answer.h"

/* The modules that confine a process by a label of its own; one at most is
   there.  */
enum module
{
  MODULE_UNKNOWN,               /* it cannot be told */
  MODULE_NONE,                  /* or it does not confine this process */
  MODULE_APPARMOR,
  MODULE_SELINUX,
  MODULE_SMACK
};

struct sandbox_facts
{
  enum module module;
  char *domain;                 /* the process's label there, allocated; NULL
                                   if it must not be read */
  enum answer tomoyo;           /* is TOMOYO there? */
  enum answer filtered;         /* by seccomp */
  enum answer landlocked;       /* by Landlock, which cannot be asked: yes, if
                                   it is there and this process has given up
                                   new privileges, as who is not root must do
                                   before; no, if it is not there */
};

/* Fill SANDBOX for this process.  */
void see_sandbox (struct sandbox_facts *sandbox);

/* Free what SANDBOX owns.  */
void free_sandbox (struct sandbox_facts *sandbox);

#endif
