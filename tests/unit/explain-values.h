/* Which fields of a job can a test of the table of causes set, and which words
   can stand for values?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef EXPLAIN_VALUES_H
#define EXPLAIN_VALUES_H

#include <errno.h>

#include "explain-facts.h"

#define JOB(name, member) \
  { name, offsetof (struct job, member), \
    sizeof ((struct job *) NULL)->member, false }
#define TEXT(name, member) \
  { name, offsetof (struct job, member), 0, true }

static struct field const job_fields[] =
{
  JOB ("kind", src.kind), TEXT ("src", src.text), JOB ("fd", src.fd),
  JOB ("src-dirfd", src.dirfd), TEXT ("dst", dst.text),
  JOB ("link-kind", kind), TEXT ("refused", result.culprit),
  JOB ("step", result.step), JOB ("refusal", result.refusal),
  JOB ("instead", result.instead), JOB ("temporary", result.temporary),
  { NULL, 0, 0, false }
};

/* Words for values.  */
static struct { char const *word; int value; } const words[] =
{
  { "arrived", WALK_ARRIVED }, { "empty", WALK_EMPTY_NAME },
  { "path-too-long", WALK_PATH_TOO_LONG },
  { "component-too-long", WALK_COMPONENT_TOO_LONG },
  { "bad-descriptor", WALK_BAD_DESCRIPTOR }, { "missing", WALK_MISSING },
  { "uncached", WALK_UNCACHED }, { "not-directory", WALK_NOT_DIRECTORY },
  { "no-search", WALK_NO_SEARCH }, { "loop", WALK_LOOP },
  { "nosymfollow", WALK_NOSYMFOLLOW }, { "unknown-end", WALK_UNKNOWN },
  { "protected-link", WALK_PROTECTED_LINK },
  { "source", STEP_SOURCE }, { "dest", STEP_DEST },
  { "directory", STEP_DIRECTORY },
  { "link", STEP_LINK }, { "rename", STEP_RENAME }, { "handle", STEP_HANDLE },
  { "backup", STEP_BACKUP }, { "unlink", STEP_UNLINK },
  { "source-directory", REFUSED_SOURCE_DIRECTORY },
  { "dest-directory", REFUSED_DEST_DIRECTORY },
  { "same-file", REFUSED_SAME_FILE },
  { "just-created", REFUSED_JUST_CREATED },
  { "not-linked", REFUSED_NOT_LINKED },
  { "list", STEP_LIST }, { "make-directory", STEP_MAKE_DIRECTORY },
  { "attributes", STEP_ATTRIBUTES },
  { "upwards", REFUSED_UPWARDS },
  { "dest-inside", REFUSED_DEST_INSIDE }, { "moved", REFUSED_MOVED },
  { "no-skeleton", REFUSED_NO_SKELETON },
  { "source-is-dest", REFUSED_SOURCE_IS_DEST },
  { "inner-mount", REFUSED_INNER_MOUNT },
  { "dest-no-directory", REFUSED_DEST_NO_DIRECTORY },
  { "hard", LINK_HARD }, { "of-directory", LINK_DIRECTORY },
  { "untried", WALK_NOT_TRIED },
  { "malformed", REFUSED_MALFORMED }, { "symlink", REFUSED_SYMLINK },
  { "escape", REFUSED_ESCAPE }, { "no-confinement", REFUSED_NO_CONFINEMENT },
  { "via-handle", SOURCE_VIA_HANDLE }, { "by-handle", SOURCE_HANDLE },
  { "by-fd", SOURCE_FD }, { "simulated", LINK_SIMULATED },
  { "memory", ORIGIN_MEMORY }, { "tmpfile", ORIGIN_TMPFILE },
  { "kernel", ORIGIN_KERNEL }, { "apparmor", MODULE_APPARMOR },
  { "selinux", MODULE_SELINUX }, { "smack", MODULE_SMACK },
  { "no-module", MODULE_NONE },
  { "yes", ANSWER_YES }, { "no", ANSWER_NO }, { "unknown", ANSWER_UNKNOWN },
  { "ENOENT", ENOENT }, { "EBADF", EBADF }, { "EPERM", EPERM },
  { "EXDEV", EXDEV }, { "EAGAIN", EAGAIN }, { "ENAMETOOLONG", ENAMETOOLONG }
};

#endif
