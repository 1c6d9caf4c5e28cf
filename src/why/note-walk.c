/* What does a note say of where a name has ended, or was refused?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "note-walk.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "filenamecat.h"
#include "name.h"
#include "note-dest.h"
#include "note-text.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* Return where WALK ended, to JOB's SOURCE or else to DEST's directory: in a
   tree a walk has one step.  Allocated.  */
static char *
culprit_in_tree (struct job const *job, struct walk const *walk,
                 bool is_source)
{
  if (!is_source)
    return dest_start (job);
  if (walk->at_start)
    return src_dir_in_tree (job);
  return quoted_text (job_source_text (job));
}

/* Return NAME, at which the walk of S ended, quoted; in DIRECTORY, if DEST's
   name starts there.  NULL if NAME is null.  */
static char *
in_directory (struct scene const *s, char const *name)
{
  char const *dir = s->job->dst.dir;

  if (!name || *name == '/' || !dir || failed_walk (s) != &s->facts->dir_walk)
    return quoted (name);
  return quoted_text (file_name_concat (dir, name, NULL));
}

/* What the walk ended at.  */
char *
put_culprit (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);
  char *start = NULL;

  if (walk && s->job->tree)
    return culprit_in_tree (s->job, walk, walk == &s->facts->src_walk);
  if (walk && walk->at_start && walk == &s->facts->dir_walk)
    start = dest_start (s->job);
  else if (walk && walk->at_start && s->job->src.start != AT_FDCWD)
    start = xasprintf ("descriptor %d", s->job->src.start);
  return start ? start : walk ? in_directory (s, walk->culprit) : NULL;
}

char *
put_culprit_owner (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return (walk ? owner_text (s, if_known (&walk->mount), &walk->look,
                             s->facts->names.culprit_owner) : NULL);
}

char *
put_culprit_mode (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk ? mode_text (walk->look.mode) : NULL;
}

/* Where what the walk ended at was looked for; only of a relative name.  */
char *
put_looked_in (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);
  char const *start = s->facts->looked_in;

  if (!walk || !walk->culprit || *walk->culprit == '/' || !start
      || *start != '/' || s->job->tree)
    return NULL;
  char *parent = parent_of (walk->culprit);
  char *whole = (strcmp (parent, ".") == 0 ? xstrdup (start)
                 : file_name_concat (start, parent, NULL));
  size_t length = strlen (whole);
  while (length > 1 && whole[length - 1] == '/')
    whole[--length] = '\0';
  free (parent);
  return quoted_text (whole);
}

/* An operand may have been taken for the directory that was meant to be
   none.  */
char *
put_as_directory (struct scene const *s)
{
  return xstrdup (job_is_about_directory (s->job)
                  ? ", as the directory to link in" : "");
}

/* The name that the file system does not take.  */
char *
put_odd_name (struct scene const *s)
{
  char const *name = name_asked (s);
  char const *dst = s->job->dst.text;

  /* DEST is shown whole, though only its end was asked for.  */
  return quoted (name && dst && !failed_walk (s)
                 && s->job->result.step != STEP_SOURCE ? dst : name);
}

/* And what is odd about it.  */
char *
put_odd_reason (struct scene const *s)
{
  char const *name = name_asked (s);
  char const *oddity = name ? oddity_of (name) : NULL;

  return oddity ? xstrdup (oddity) : NULL;
}

char *
put_component (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk && walk->culprit ? shortened (walk->culprit) : NULL;
}

char *
put_link (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk ? in_directory (s, walk->link) : NULL;
}

char *
put_contents (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk ? quoted (walk->contents) : NULL;
}

char *
put_start (struct scene const *s)
{
  return number (failed_walk (s) == &s->facts->src_walk ? s->job->src.dirfd
                 : s->job->dst.dirfd);
}

char *
put_length (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk ? number (walk->length) : NULL;
}

char *
put_limit (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return walk && walk->limit != 0 ? number (walk->limit) : NULL;
}

char *
put_fs (struct scene const *s)
{
  return file_system (failed_mount (s), "on");
}

char *
put_mount (struct scene const *s)
{
  return mount_text (failed_mount (s));
}

char *
put_device (struct scene const *s)
{
  char const *source = failed_mount (s)->source;

  return source ? plain (source) : NULL;
}

char *
put_fuse_user (struct scene const *s)
{
  char const *user = option_value (failed_mount (s)->options, "user_id");

  return digits_of (user);
}

/* Return the name in S that was refused.  */
static char const *
refused_name (struct scene const *s)
{
  return (s->job->result.step == STEP_SOURCE ? s->job->src.text
          : s->job->dst.text);
}

char *
put_refused (struct scene const *s)
{
  return quoted (refused_name (s));
}

/* The component of it, if that is known.  */
char *
put_refused_at (struct scene const *s)
{
  return quoted (s->job->result.culprit);
}

/* The component, and the name that it is in if that has others.  */
char *
put_refused_within (struct scene const *s)
{
  char const *name = refused_name (s);
  char *at = put_refused_at (s);

  if (!at || strcmp (s->job->result.culprit, name) == 0)
    return at;
  char *whole = quoted (name);
  char *within = xasprintf ("%s in %s", at, whole);
  free (whole);
  free (at);
  return within;
}
