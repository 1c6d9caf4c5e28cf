/* Does what a note advises work?
   SPDX-License-Identifier: GPL-3.0-or-later

   It works if the link is made, or fails otherwise than by what the advice is
   about.  */

#include "random-parts.h"
#include "random-words.h"

#include <stdio.h>
#include <string.h>

static bool
bad (struct judgement *j, char const *advice, struct answer const *answer)
{
  snprintf (j->why, sizeof j->why, "advice '%.200s' ends with %s: %.200s",
            advice, answer->error, answer->note);
  j->verdict = BAD_ADVICE;
  return true;
}

/* Run the program in S with the option OPTION.  */
static void
run_with (struct tool const *tool, struct situation const *s,
          enum manner option, struct answer *answer)
{
  struct situation changed = *s;
  static struct names names;

  changed.value[OPTION] = option;
  build (tool, &changed, &names);
  run_program (tool, &changed, &names, answer);
  clear (&changed);
}

static bool
is_handle_advice_bad (struct tool const *tool, struct situation const *s,
                      struct judgement *j)
{
  static struct answer answer;
  struct situation least = *s;

  if (!strstr (j->answer.note, "or --via-handle")
      && !strstr (j->answer.note, "use --via-handle"))
    return false;
  run_with (tool, s, VIA_HANDLE, &answer);
  if (!answer.failed)
    return false;
  /* What else is wrong here is not the advice's fault.  */
  for (int i = 0; i < FACTORS; i++)
    if (i != CALLER && i != GROUPS && i != PLACE && i != NOPROC)
      least.value[i] = 0;
  run_with (tool, &least, VIA_HANDLE, &answer);
  return answer.failed && bad (j, "--via-handle", &answer);
}

static bool
is_option_advice_bad (struct tool const *tool, struct situation const *s,
                      struct judgement *j)
{
  static struct
  {
    char const *text;
    enum manner option;
  } const options[] = { { "; -L ", LOGICAL },
                        { "use -L", LOGICAL },
                        { "use -s", SYMBOLIC },
                        { "-s makes", SYMBOLIC } };
  static struct answer answer;

  for (size_t i = 0; i < sizeof options / sizeof *options; i++)
    if (strstr (j->answer.note, options[i].text))
      {
        run_with (tool, s, options[i].option, &answer);
        if (answer.failed && answer.err == j->answer.err
            && strcmp (answer.cause, j->answer.cause) == 0)
          return bad (j, options[i].text, &answer);
      }
  return false;
}

/* "use 'PATH'": as SOURCE, or as DEST.  */
static bool
is_path_advice_bad (struct tool const *tool, struct situation const *s,
                    struct judgement *j)
{
  static struct answer answer;
  static struct names names;
  struct situation open = *s;
  char path[PATH_MAX];

  if (!strstr (j->answer.note, "use '")
      || !quoted_after (j->answer.note, "use ", path))
    return false;
  /* What a sandbox refuses is not the advice's fault.  */
  open.value[SANDBOX] = NO_SANDBOX;
  for (int side = 0; side < 2; side++)
    {
      build (tool, &open, &names);
      strcpy (side == 0 ? names.src : names.dst, path);
      run_program (tool, &open, &names, &answer);
      clear (&open);
      if (!answer.failed || answer.err != j->answer.err)
        return false;
    }
  return bad (j, path, &answer);
}

bool
is_advice_bad (struct tool const *tool, struct situation const *s,
               struct judgement *j)
{
  struct answer none = { .error = "EXDEV" };

  if (strstr (j->answer.note, "use paths under one of them")
      && !where_of (s)->common)
    return bad (j, "use paths under one of them", &none);
  return (is_handle_advice_bad (tool, s, j)
          || is_option_advice_bad (tool, s, j)
          || is_path_advice_bad (tool, s, j));
}
