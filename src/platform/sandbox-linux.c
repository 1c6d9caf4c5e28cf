/* Which sandboxes and security modules may refuse something to this process on
   Linux?  See seccomp(2), landlock(7), proc_pid_attr(5).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sandbox.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "proc.h"
#include "xalloc.h"

enum { LABEL_SIZE = 4096 };

/* Return the label of this process in the file NAME, allocated; NULL, and maybe
   errno, if there is none.  */
static char *
read_label (char const *name)
{
  char label[LABEL_SIZE];

  errno = 0;
  if (read_proc (name, label, sizeof label) <= 0)
    return NULL;
  label[strcspn (label, "\n")] = '\0';
  return *label != '\0' ? xstrdup (label) : NULL;
}

/* Does LABEL end in WORD?  If so, cut that off.  */
static bool
cut_end (char *label, char const *word)
{
  size_t length = strlen (label);
  size_t end = strlen (word);

  if (length < end || strcmp (label + length - end, word) != 0)
    return false;
  label[length - end] = '\0';
  return true;
}

/* AppArmor's label: a profile and its mode.  A profile that only complains, and
   none at all, confine nothing.  */
static void
take_apparmor (struct sandbox_facts *sandbox, char *label)
{
  sandbox->domain = label;
  sandbox->module = (strcmp (label, "unconfined") == 0
                     || cut_end (label, " (complain)")
                     || cut_end (label, " (unconfined)")
                     ? MODULE_NONE : MODULE_APPARMOR);
  cut_end (label, " (enforce)");
}

/* Of SELinux the label has colons; where it is permissive it only complains.
   Nobody but a kernel thread is "kernel" before a policy is loaded.  */
static void
take_selinux (struct sandbox_facts *sandbox, char *label)
{
  sandbox->domain = label;
  sandbox->module
    = (proc_setting ("/sys/fs/selinux/enforce") == ANSWER_NO
       || strcmp (label, "kernel") == 0 ? MODULE_NONE : MODULE_SELINUX);
}

static bool
is_apparmor_on (void)
{
  char answer[4];

  return (read_proc ("/sys/module/apparmor/parameters/enabled", answer,
                     sizeof answer) > 0 && *answer == 'Y');
}

/* The module of the process's label.  Two have files of their own; in the
   common one, where those are missing (before Linux 5.8), AppArmor's label is
   "unconfined" or ends in a mode.  */
static void
see_module (struct sandbox_facts *sandbox)
{
  char *label = read_label ("/proc/self/attr/apparmor/current");

  if (label)
    {
      take_apparmor (sandbox, label);
      return;
    }
  if (errno == EACCES || errno == EPERM)
    {
      /* A profile may keep a process from its own label, but Landlock, too.  */
      sandbox->module = is_apparmor_on () ? MODULE_APPARMOR : MODULE_UNKNOWN;
      return;
    }
  label = read_label ("/proc/self/attr/smack/current");
  if (label)
    {
      sandbox->domain = label;
      sandbox->module = MODULE_SMACK;
      return;
    }
  label = read_label ("/proc/self/attr/current");
  if (label && (strcmp (label, "unconfined") == 0 || strchr (label, '(')))
    take_apparmor (sandbox, label);
  else if (label)
    take_selinux (sandbox, label);
  else
    sandbox->module = (errno != EACCES && errno != EPERM
                       && access ("/proc/self/attr", F_OK) == 0
                       ? MODULE_NONE : MODULE_UNKNOWN);
}

/* Is TOMOYO among the security modules that are active?  */
static enum answer
has_tomoyo (void)
{
  char list[LABEL_SIZE];

  if (read_proc ("/sys/kernel/security/lsm", list, sizeof list) <= 0)
    return ANSWER_UNKNOWN;
  return strstr (list, "tomoyo") ? ANSWER_YES : ANSWER_NO;
}

/* Has the kernel Landlock?  */
static bool
has_landlock (void)
{
  enum { CREATE_RULESET = 444, ASK_VERSION = 1 };

  return syscall (CREATE_RULESET, NULL, 0, ASK_VERSION) > 0;
}

/* Return the number of the line KEY in STATUS, or -1.  */
static long
status_number (char const *status, char const *key)
{
  char const *line = strstr (status, key);

  return line ? strtol (line + strlen (key), NULL, 10) : -1;
}

static enum answer
answer_of (long number, long yes)
{
  return (number < 0 ? ANSWER_UNKNOWN : number == yes ? ANSWER_YES
          : ANSWER_NO);
}

/* The lines that matter stand behind that of the groups, of which there may be
   65536.  */
static void
see_status (struct sandbox_facts *sandbox)
{
  enum { STATUS_SIZE = 1024 * 1024 };
  char *status = xmalloc (STATUS_SIZE);

  if (read_proc ("/proc/self/status", status, STATUS_SIZE) > 0)
    {
      enum { FILTER = 2 };
      sandbox->filtered = answer_of (status_number (status, "\nSeccomp:"),
                                     FILTER);
      sandbox->landlocked
        = (!has_landlock () ? ANSWER_NO
           : status_number (status, "\nNoNewPrivs:") == 1 ? ANSWER_YES
           : ANSWER_UNKNOWN);
    }
  free (status);
}

void
see_sandbox (struct sandbox_facts *sandbox)
{
  *sandbox = (struct sandbox_facts) { .module = MODULE_UNKNOWN };
  see_module (sandbox);
  sandbox->tomoyo = has_tomoyo ();
  see_status (sandbox);
}

void
free_sandbox (struct sandbox_facts *sandbox)
{
  free (sandbox->domain);
}
