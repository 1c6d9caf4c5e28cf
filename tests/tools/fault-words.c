/* Does a disturbed run tell the truth?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program fault.  */

#include "fault.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>

/* Does the message OUT name the step at which CALL of S failed?  */
static bool
names_step (struct settings const *s, char const *out, long call)
{
  switch (call)
    {
    case SYS_linkat:
    case SYS_symlinkat:
      return (strstr (out, "failed to create")
              || (s->no_exchange && strstr (out, "backup")));
    case SYS_renameat:
    case SYS_renameat2:
      return strstr (out, "failed to create") || strstr (out, "backup");
    case SYS_unlinkat:
      return strstr (out, "temporary name") != NULL;
    case SYS_fsync:
    case SYS_syncfs:
      return strstr (out, "power cut") != NULL;
    case SYS_name_to_handle_at:
    case SYS_open_by_handle_at:
    case SYS_openat2:
      return strstr (out, "failed to") != NULL;
    case SYS_read:
      return !s->command.input || strstr (out, "cannot read names");
    default:
      return true;
    }
}

/* Is CALL one that prints?  */
static bool
prints (long call)
{
  return call == SYS_write || call == SYS_writev;
}

/* Is CALL one that fails where there is no memory?  */
static bool
takes_memory (long call)
{
  return call == SYS_brk || call == SYS_mmap;
}

/* Does what the run of V said after its failure name the error, and where it
   happened?  */
static bool
tells_failure (struct verdict const *v)
{
  char const *out = v->outcome->end.out;

  if (v->s->library)
    return (strstr (out, "memory exhausted") || strstr (out, strerror (ENOMEM))
            || (v->s->fails && strstr (out, "failed to ")));

  long call = call_at (v, v->plan->at);

  if (prints (call) || prints (call_at (v, v->plan->again)))
    return true;

  /* A question without an answer is declined.  */
  if ((call == SYS_read || v->plan->error == EINTR)
      && strstr (out, "replace "))
    return true;
  if (v->s->twice || v->plan->error == 0)
    return out[0] != '\0';
  return (out[0] != '\0' && names_step (v->s, out, call)
          && (v->plan->error == EINTR       /* it was tried again */
              || strstr (out, strerror (v->plan->error))
              || names_step (v->s, "", call)));
}

/* Return how often TEXT has WORD.  */
static int
occurrences (char const *text, char const *word)
{
  int n = 0;

  while ((text = strstr (text, word)) != NULL)
    {
      text += strlen (word);
      n++;
    }
  return n;
}

/* Return how many links the run of V has told of, in JSON.  */
static int
links_told (struct verdict const *v)
{
  char const *out = v->outcome->end.out;

  return (occurrences (out, "\"outcome\":\"linked\"")
          + occurrences (out, "\"outcome\":\"replaced\""));
}

void
judge_words (struct verdict *v, int made, bool all)
{
  int status = exit_status (&v->outcome->end);

  if (v->s->told && links_told (v) < made - 1)
    wrong (v, "made without", "being told");
  if (status == 0 && !all)
    wrong (v, "success without", "the link");
  if (status > 0 && v->plan->at >= 0 && !tells_failure (v))
    wrong (v, "failure without", "its message");
}

/* Are the first lines of A and B the same?  */
static bool
is_same_line (char const *a, char const *b)
{
  size_t length = strcspn (a, "\n");

  return length == strcspn (b, "\n") && strncmp (a, b, length) == 0;
}

/* Return what follows the first line of TEXT.  */
static char const *
second_line (char const *text)
{
  char const *end = strchr (text, '\n');

  return end ? end + 1 : "";
}

/* Is the second line of the run of V one that it may have?  */
static bool
is_true_note (struct verdict const *v)
{
  char const *note = second_line (v->outcome->end.out);

  return (*note == '\0' || is_same_line (note, second_line (v->whole))
          || (v->s->or && strstr (note, v->s->or)));
}

void
judge_words_of_failure (struct verdict *v)
{
  char const *out = v->outcome->end.out;

  long call = call_at (v, v->plan->at);

  if (prints (call)
      || (takes_memory (call) && strstr (out, "memory exhausted")))
    return;
  if (!is_same_line (out, v->whole))
    {
      if (v->plan->at < 0 || !strstr (out, strerror (v->plan->error)))
        wrong (v, "another message than", v->whole);
    }
  else if (!is_true_note (v))
    wrong (v, "another note than", second_line (v->whole));
}
