/* How is a case shown to a person: in words, with no more than it takes, or by
   a shell in it? SPDX-License-Identifier: GPL-3.0-or-later  */

#include "random-parts.h"

#include <string.h>
#include <sys/wait.h>

#include "tool.h"

static char const *const verdicts[VERDICTS]
    = { [FINE] = "right",
        [LINKED] = "linked",
        [WRONG_CAUSE] = "WRONG CAUSE",
        [WRONG_DETAIL] = "WRONG DETAIL",
        [BAD_ADVICE] = "BAD ADVICE",
        [MISSING] = "missing",
        [INCOMPLETE] = "incomplete",
        [NO_CAUSE] = "no cause",
        [UNKNOWN_WORD] = "UNKNOWN WORD",
        [UNLIKE] = "unlike the calls",
        [CHANGED] = "CHANGED SOMETHING",
        [BROKEN] = "BROKEN" };

char const *
verdict_text (enum verdict verdict)
{
  return verdicts[verdict];
}

/* Print the FACTORS of S.  */
static void
print_factors (struct situation const *s, uint64_t factors)
{
  char text[200];

  for (int i = 0; i < FACTORS; i++)
    if ((factors & BIT (i)) != 0)
      printf ("    %s\n", describe (s, (enum factor)i, text));
}

static uint64_t
active (struct situation const *s)
{
  uint64_t factors = 0;

  for (int i = 0; i < FACTORS; i++)
    factors |= s->value[i] != 0 ? BIT (i) : 0;
  return factors;
}

/* Make harmless in S what J's verdict does not need.  */
static void
shrink (struct tool const *tool, struct situation *s,
        struct judgement const *j)
{
  static struct judgement other;

  for (int i = 0; i < FACTORS; i++)
    {
      struct situation less = *s;
      if (s->value[i] == 0)
        continue;
      less.value[i] = 0;
      judge (tool, &less, &other);
      if (other.verdict == j->verdict && other.answer.err == j->answer.err
          && strcmp (other.answer.cause, j->answer.cause) == 0)
        *s = less;
    }
}

void
show_case (struct tool const *tool, struct situation const *s,
           struct judgement const *j)
{
  struct situation least = *s;

  printf ("%s  --only=%llu\n", verdicts[j->verdict],
          (unsigned long long)s->seed);
  printf ("  %s, cause %s\n  note: %.900s\n", j->answer.error,
          *j->answer.cause ? j->answer.cause : "none", j->answer.note);
  if (*j->why != '\0')
    printf ("  but: %s\n", j->why);
  if (j->verdict == UNLIKE)
    printf ("  the calls answer: %s\n",
            j->raw == 0 ? "success" : strerror (j->raw & ~REFUSED));
  printf ("  the factors%s:\n", s->disk ? " (on ext4)" : "");
  print_factors (s, active (s));
  printf ("  the failure depends on:\n");
  print_factors (s, j->depends);
  if (j->verdict != FINE && j->verdict != LINKED)
    {
      shrink (tool, &least, j);
      printf ("  it takes no more than:\n");
      print_factors (&least, active (&least));
    }
  fflush (stdout);
}

void
enter (struct tool const *tool, struct situation const *s)
{
  static struct names names;

  build (tool, s, &names);
  printf ("SOURCE '%.300s', DEST '%.300s'; the program is %s\n",
          *names.handle != '\0' ? names.handle : names.src, names.dst,
          where_of (s)->how == JAILED ? "/fhln" : tool->program);
  fflush (stdout);
  pid_t pid = fork ();
  if (pid == 0)
    {
      begin (tool, s, &names);
      alarm (0);
      execl ("/bin/sh", "sh", (char *)NULL);
      cannot ("/bin/sh");
    }
  waitpid (pid, NULL, 0);
  clear (s);
}
