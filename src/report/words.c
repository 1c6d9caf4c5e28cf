/* In which words is told what became of a job?
   SPDX-License-Identifier: GPL-3.0-or-later

   The first line of a diagnostic is GNU ln 9.1's, word for word, so that
   scripts which match it go on working.  */

#include <config.h>

#include "words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ancestor.h"
#include "platform/error-text.h"
#include "quoting.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* The names of a job as messages show them, allocated, or NULL.  */
struct shown
{
  char *src;
  char *dst;
};

/* Return TEXT, allocated or NULL, as messages show it, allocated, or NULL; free
   TEXT.  */
static char *
shown_text (char *text)
{
  char *shown = text ? quoted_name (text) : NULL;

  free (text);
  return shown;
}

/* Return WORDS about NAME, which comes before a colon and is quoted only where
   it must be; allocated.  */
static char *
words_about (char const *name, char const *words)
{
  char *shown = quoted_if_needed (name, true);
  char *line = xasprintf ("%s: %s", shown, words);

  free (shown);
  return line;
}

/* Return the words for JOB, a link between NAMES that could not be made,
   allocated.  */
static char *
unmade_words (struct job const *job, struct shown const *names)
{
  int err = job->result.err;

  if (job->kind == LINK_SIMULATED)
    return xasprintf ("failed to create simulated link %s => %s",
                      names->dst, names->src);
  if (job->kind == LINK_SYMBOLIC)
    return (err == ENAMETOOLONG || (job->src.text && *job->src.text == '\0')
            ? xasprintf ("failed to create symbolic link %s -> %s",
                         names->dst, names->src)
            : xasprintf ("failed to create symbolic link %s", names->dst));
  switch (err)
    {
    case EMLINK:
      return xasprintf ("failed to create hard link to %s", names->src);
    case EDQUOT:
    case EEXIST:
    case ENOSPC:
    case EROFS:
      return xasprintf ("failed to create hard link %s", names->dst);
    default:
      return xasprintf ("failed to create hard link %s => %s",
                        names->dst, names->src);
    }
}

char *
malformed_words (enum source_kind kind, char const *text, int err)
{
  struct error_room room;
  char *shown = quoted_name (text);
  char *words = xasprintf ("invalid %s %s: %s",
                           kind == SOURCE_HANDLE ? "handle" : "descriptor",
                           shown, error_text (err, &room));

  free (shown);
  return words;
}

/* Return the words for JOB, between NAMES, whose backup is one that must not
   be overwritten; allocated.  */
static char *
backup_words (struct job const *job, struct shown const *names)
{
  char *backup = shown_text (job_text_beside (job, job->result.backup));
  char *words = xasprintf (job->result.refusal == REFUSED_JUST_CREATED
                           ? "backing up %s would overwrite just-created %s"
                           : "backing up %s would destroy %s",
                           names->dst, backup);

  free (backup);
  return words;
}

/* Return the words for JOB's refusal, which concerns a directory of a tree;
   allocated.  */
static char *
tree_words (struct job const *job, struct shown const *names)
{
  char const *where = job->result.step == STEP_LIST ? names->src : names->dst;

  switch (job->result.refusal)
    {
    case REFUSED_DEST_NO_DIRECTORY:
      return xasprintf ("cannot overwrite non-directory %s with directory %s",
                        names->dst, names->src);
    case REFUSED_DEST_INSIDE:
      return xasprintf ("cannot link directory %s into itself, %s",
                        names->src, names->dst);
    case REFUSED_SOURCE_IS_DEST:
      return xasprintf ("%s and %s are the same directory", names->src,
                        names->dst);
    case REFUSED_INNER_MOUNT:
      return xasprintf ("leaving out %s: it is on another mount or file system",
                        where);
    default:
      return xasprintf ("%s was moved while it was worked in: the rest of it "
                        "is left out", where);
    }
}

/* Return the words for JOB's refusal, or NULL; allocated.  NAMES are shown, and
   DST is DEST's text.  */
static char *
refusal_words (struct job const *job, struct shown const *names,
               char const *dst)
{
  struct error_room room;

  switch (job->result.refusal)
    {
    case REFUSED_NOTHING:
    case REFUSED_ESCAPE:
    case REFUSED_SYMLINK:
    case REFUSED_NO_SKELETON:
      break;
    case REFUSED_NO_CONFINEMENT:
      return xasprintf ("this system cannot promise where %s leads: %s",
                        (job->result.step == STEP_SOURCE ? names->src
                         : names->dst), error_text (job->result.err, &room));
    case REFUSED_NO_PROC:
      return xasprintf ("%s cannot be linked as it was looked up, without "
                        "/proc: %s", names->src,
                        error_text (job->result.err, &room));
    case REFUSED_SOURCE_DIRECTORY:
      return words_about (job->src.text,
                          "hard link not allowed for directory");
    case REFUSED_DEST_DIRECTORY:
      return words_about (dst, "cannot overwrite directory");
    case REFUSED_NOT_DIRECTORY:
      return xasprintf ("target %s is not a directory", names->dst);
    case REFUSED_SAME_FILE:
      return xasprintf ("%s and %s are the same file", names->src, names->dst);
    case REFUSED_NOT_LINKED:
      return xasprintf ("%s was not linked to %s, although the system reported "
                        "success", names->dst, names->src);
    case REFUSED_MALFORMED:
      return malformed_words (job->src.kind, job->src.text, job->result.err);
    case REFUSED_UPWARDS:
      return xasprintf ("cannot create %s: with --parents, SOURCE may not "
                        "contain '..'", names->dst);
    case REFUSED_UNPAIRED:
      return xasprintf ("%s ends after the unpaired name %s", names->dst,
                        names->src);
    case REFUSED_LINES:
      return xasprintf ("the names in %s end in newlines, not in NUL: use "
                        "'find -print0', or tr '\\n' '\\0'",
                        !dst || strcmp (dst, "-") == 0 ? "standard input"
                        : names->dst);
    case REFUSED_JUST_CREATED:
      return (job->result.backup ? backup_words (job, names)
              : xasprintf ("will not overwrite just-created %s with %s",
                           names->dst, names->src));
    case REFUSED_BACKUP_IS_SOURCE:
      return backup_words (job, names);
    case REFUSED_DEST_NO_DIRECTORY:
    case REFUSED_DEST_INSIDE:
    case REFUSED_SOURCE_IS_DEST:
    case REFUSED_INNER_MOUNT:
    case REFUSED_MOVED:
      return tree_words (job, names);
    }
  return NULL;
}

/* Return the words for the step at which JOB, between NAMES, failed, without
   the errno's; allocated.  */
static char *
step_words (struct job const *job, struct shown const *names)
{
  switch (job->result.step)
    {
    case STEP_INPUT:
      return xasprintf ("cannot read names from %s", names->dst);
    case STEP_SOURCE:
      return xasprintf ("failed to access %s", names->src);
    case STEP_HANDLE:
      return xasprintf ("failed to get a handle of %s", names->src);
    case STEP_DEST:
      return xasprintf ("failed to access %s", names->dst);
    case STEP_DIRECTORY:
      return xasprintf ("target %s", names->dst);
    case STEP_BACKUP:
      return xasprintf ("cannot backup %s", names->dst);
    case STEP_SYNC_BEFORE:
      return xasprintf ("cannot make sure that %s will survive a power cut, "
                        "so it is not made", names->dst);
    case STEP_SYNC:
      return xasprintf ("%s is made, but may not survive a power cut",
                        names->dst);
    case STEP_MAKE_DIRECTORY:
      return xasprintf ("cannot create directory %s", names->dst);
    case STEP_LIST:
      return xasprintf ("cannot list directory %s", names->src);
    case STEP_ATTRIBUTES:
      return xasprintf ("cannot set the attributes of directory %s",
                        names->dst);
    case STEP_UNLINK:
      return xasprintf ("%s is made, but its temporary name remains",
                        names->dst);
    case STEP_NONE:
    case STEP_LINK:
    case STEP_RENAME:
      break;
    }
  return unmade_words (job, names);
}

char *
failure_words (struct job const *job)
{
  struct job about;

  if (job_is_about_ancestor (job, &about))
    job = &about;

  struct shown names = {
    .src = shown_text (job_source_text (job)),
    .dst = shown_text (job_dest_text (job)),
  };
  char *dst = job_dest_text (job);
  char *line = refusal_words (job, &names, dst);

  if (!line)
    {
      struct error_room room;
      char *words = step_words (job, &names);
      line = xasprintf ("%s: %s", words, error_text (job->result.err, &room));
      free (words);
    }
  free (dst);
  free (names.dst);
  free (names.src);
  return line;
}

char *
words_as_link (struct job const *job)
{
  struct error_room room;
  char *src = shown_text (job_source_text (job));
  char *dst = shown_text (job_dest_text (job));
  char *line = xasprintf ("cannot create link %s to %s: %s", dst, src,
                          error_text (job->result.err, &room));

  free (src);
  free (dst);
  return line;
}

char *
left_words (struct job const *job, struct left_name const *left)
{
  char *name = shown_text (job_text_beside (job, left->name));
  char *words = xasprintf (left->is_old_file ? "the old file is now %s"
                           : "the temporary name %s could not be removed",
                           name);

  free (name);
  return words;
}

/* Return the words before the names in the line of a job that ends by
   OUTCOME.  */
static char const *
intent_of (enum outcome outcome)
{
  switch (outcome)
    {
    case OUTCOME_WOULD_LINK:
      return "would link ";
    case OUTCOME_WOULD_REPLACE:
      return "would replace ";
    case OUTCOME_WOULD_ASK:
      return "would ask before replacing ";
    case OUTCOME_WOULD_MAKE:
      return "would make directory ";
    default:
      return "";
    }
}

/* Return the names of JOB in -v's line, without a backup's, allocated.  */
static char *
names_words (struct job const *job)
{
  char *text = job_dest_text (job);
  char *dst = quoted_whole (text);
  if (job->kind == LINK_DIRECTORY)
    {
      free (text);
      return dst;
    }
  char *source = job_source_text (job);
  char *src = quoted_whole (source);
  char *line = xasprintf ("%s %s %s%s", dst,
                          job->kind == LINK_SYMBOLIC ? "->" : "=>", src,
                          job->kind == LINK_SIMULATED ? " (simulated)" : "");

  free (text);
  free (dst);
  free (source);
  free (src);
  return line;
}

char *
link_words (struct job const *job)
{
  char const *intent = intent_of (job->result.outcome);
  char *names = names_words (job);
  char *text = (job->result.backup
                ? job_text_beside (job, job->result.backup) : NULL);
  char *backup = text ? quoted_whole (text) : NULL;
  char *line = xasprintf ("%s%s%s%s", intent, backup ? backup : "",
                          backup ? " ~ " : "", names);

  free (text);
  free (backup);
  free (names);
  return line;
}

/* Return the word for OUTCOME, of what was tried.  */
static char const *
probe_word (enum outcome outcome)
{
  return (outcome == OUTCOME_POSSIBLE ? "possible"
          : outcome == OUTCOME_IMPOSSIBLE ? "impossible" : "unknown");
}

/* Return what comes before the reason that JOB, which was tried, has; it may be
   in ROOM.  */
static char const *
probe_lead (struct job const *job, struct error_room *room)
{
  struct result const *result = &job->result;

  if (result->outcome == OUTCOME_UNKNOWN && result->err != 0)
    return "not tried: ";
  /* The note goes on from there.  */
  if (result->step == STEP_SOURCE || result->step == STEP_DEST)
    return error_text (result->err, room);
  return NULL;
}

/* Return why JOB, which was tried, is not known to be possible: NOTE, or if
   that is null the errno's words; allocated.  */
static char *
probe_reason (struct job const *job, char const *note)
{
  struct result const *result = &job->result;
  struct error_room room;
  char const *lead = probe_lead (job, &room);
  char const *between = lead && result->outcome != OUTCOME_UNKNOWN ? "; " : "";
  char const *advice = (result->handle_works
                        && ! (note && strstr (note, "--via-handle"))
                        ? "; --via-handle would work" : "");

  if (result->err == 0)
    return xstrdup ("the server gives each name of a file a number of its own");
  if (!note && *between != '\0')
    return xstrdup (lead);
  return xasprintf ("%s%s%s%s", lead ? lead : "", between,
                    note ? note : error_text (result->err, &room), advice);
}

char *
probe_words (struct job const *job, char const *note)
{
  char *src = shown_text (job_source_text (job));
  char *dir = quoted_name (job->dst.dir);
  bool possible = job->result.outcome == OUTCOME_POSSIBLE;
  char *reason = possible ? NULL : probe_reason (job, note);
  char *line = xasprintf ("%s: %s into %s%s%s",
                          probe_word (job->result.outcome), src, dir,
                          possible ? "" : ": ", possible ? "" : reason);

  free (reason);
  free (src);
  free (dir);
  return line;
}

char *
warning_words (struct job const *job)
{
  struct error_room room;
  char *shown;
  char *line;

  if (job->result.missing != 0)
    {
      shown = quoted_if_needed (job->src.text, true);
      line = xasprintf ("warning: %s: %s", shown,
                        error_text (job->result.missing, &room));
    }
  else if (job->result.gap)
    {
      shown = shown_text (job_dest_text (job));
      line = xasprintf ("warning: %s was missing for a moment: this file "
                        "system can neither exchange names nor link the old "
                        "file", shown);
    }
  else if (job->result.unverified)
    {
      shown = shown_text (job_dest_text (job));
      line = xasprintf ("warning: %s could not be verified: here a server may "
                        "give each name of a file a number of its own", shown);
    }
  else
    return NULL;
  free (shown);
  return line;
}

char *
question_words (struct job const *job)
{
  char *dst = shown_text (job_dest_text (job));
  char *question = xasprintf ("replace %s? ", dst);

  free (dst);
  return question;
}

char *
not_durable_words (int err)
{
  struct error_room room;

  return xasprintf ("the links are made, but may not survive a power cut: %s",
                    error_text (err, &room));
}

char *
unopened_words (char const *file, int err)
{
  struct error_room room;
  char *shown = quoted_name (file);
  char *words = xasprintf ("cannot open %s for writing: %s", shown,
                           error_text (err, &room));

  free (shown);
  return words;
}

char *
unwritten_words (char const *file, int err)
{
  struct error_room room;
  char *shown = quoted_name (file);
  char *words = xasprintf ("error writing %s: %s", shown,
                           error_text (err, &room));

  free (shown);
  return words;
}
