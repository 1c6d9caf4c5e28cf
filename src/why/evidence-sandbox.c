/* What do the facts say of sandboxes and security modules?  Pure: which of them
   are there and can answer as it was answered.  Whether one did is never seen;
   the table tells it by elimination.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "evidence-sandbox.h"

#include <errno.h>

static bool
has_module (struct scene const *s, enum module module)
{
  return (s->facts->sandbox.module == module
          && s->job->result.err == EACCES);
}

/* What access(2) refuses, too, was not refused by what looks at calls, or at
   names.  */
static bool
is_refused_by_call (struct scene const *s)
{
  return !(s->facts->dir.seen && s->facts->dir.may_use == ANSWER_NO);
}

bool
may_be_apparmor (struct scene const *s)
{
  return has_module (s, MODULE_APPARMOR) && is_refused_by_call (s);
}

bool
may_be_selinux (struct scene const *s)
{
  return has_module (s, MODULE_SELINUX);
}

bool
may_be_smack (struct scene const *s)
{
  return has_module (s, MODULE_SMACK);
}

bool
may_be_tomoyo (struct scene const *s)
{
  int err = s->job->result.err;

  return (s->facts->sandbox.tomoyo == ANSWER_YES && is_refused_by_call (s)
          && (err == EACCES || err == EPERM));
}

bool
may_be_landlock (struct scene const *s)
{
  int err = s->job->result.err;

  return (s->facts->sandbox.landlocked == ANSWER_YES && is_refused_by_call (s)
          && (err == EACCES || err == EXDEV));
}

bool
may_be_seccomp (struct scene const *s)
{
  int err = s->job->result.err;

  return (s->facts->sandbox.filtered == ANSWER_YES && is_refused_by_call (s)
          && (err == EACCES || err == EPERM || err == EXDEV
              || err == ENOSYS));
}

bool
may_be_several (struct scene const *s)
{
  fits_function *const all[] = { may_be_apparmor, may_be_selinux,
                                 may_be_smack, may_be_tomoyo,
                                 may_be_landlock, may_be_seccomp };
  int count = 0;

  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    count += all[i] (s);
  return count > 1;
}

bool
is_unfiltered (struct scene const *s)
{
  return s->facts->sandbox.filtered == ANSWER_NO;
}

/* A filter may be why a call is not there.  */
bool
is_call_filtered (struct scene const *s)
{
  return s->facts->sandbox.filtered == ANSWER_YES;
}
