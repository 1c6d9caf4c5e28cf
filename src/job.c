/* How does a job record its end, and what are its names called?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "job.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "filenamecat.h"
#include "name.h"
#include "xalloc.h"

void
job_fail (struct job *job, enum step step, int err)
{
  job_refuse (job, REFUSED_NOTHING, step, err);
}

void
job_refuse (struct job *job, enum refusal refusal, enum step step, int err)
{
  job->result.outcome = OUTCOME_FAILED;
  job->result.refusal = refusal;
  job->result.step = step;
  job->result.err = err;
}

/* Return the text of NAME in the directory to which TRAIL leads from ROOT;
   allocated.  */
static char *
text_in_tree (char const *root, struct trail const *trail, char const *name)
{
  size_t root_length = strlen (root);

  while (root_length > 0
         && (root[root_length - 1] == '/'
             || (root_length > 1 && root[root_length - 1] == '.'
                 && root[root_length - 2] == '/')))
    root_length--;

  size_t length = root_length + 1 + trail_length (trail);
  char *text = xmalloc (length + strlen (name) + 1);
  for (size_t i = 0; i < root_length; i++)
    text[i] = root[i];
  text[root_length] = '/';
  put_trail (text + length, trail);
  strcpy (text + length, name);
  return text;
}

/* Return the text of NAME in DIR, or NAME if that is null; allocated.  */
static char *
text_in (char const *dir, char const *name)
{
  return dir ? file_name_concat (dir, name, NULL) : xstrdup (name);
}

/* Return the text of NAME in DEST's directory of JOB, which is in a tree;
   allocated.  */
static char *
dest_in_tree (struct job const *job, char const *name)
{
  struct tree_place const *tree = job->tree;
  char *root = text_in (tree->dst_dir, tree->dst_root);
  char *text = text_in_tree (root, tree->trail, name);

  free (root);
  return text;
}

char *
job_source_text (struct job const *job)
{
  struct tree_place const *tree = job->tree;
  char const *text = job->src.text;

  if (!text)
    return NULL;
  return (tree && tree->src_root
          ? text_in_tree (tree->src_root, tree->trail, text)
          : xstrdup (text));
}

char *
job_dest_text (struct job const *job)
{
  struct dest const *dst = &job->dst;

  if (!dst->text)
    return NULL;
  return (job->tree ? dest_in_tree (job, dst->text)
          : text_in (dst->dir, dst->text));
}

char *
job_text_beside (struct job const *job, char const *name)
{
  struct dest const *dst = &job->dst;

  if (job->tree)
    return dest_in_tree (job, name);

  size_t length = parent_length (dst->text);
  char *whole = xmalloc (length + strlen (name) + 1);
  memcpy (whole, dst->text, length);
  strcpy (whole + length, name);
  if (!dst->dir)
    return whole;
  char *text = text_in (dst->dir, whole);
  free (whole);
  return text;
}

void
job_own (struct job *job, int fd)
{
  job->owned.fds[job->owned.count++] = fd;
}

void
job_free (struct job *job)
{
  free (job->owned.src_text);
  free (job->owned.dst_text);
  for (int i = 0; i < job->owned.count; i++)
    close (job->owned.fds[i]);
  free (job->result.culprit);
  free (job->result.directory);
  free (job->result.handle);
  free (job->result.backup);
  free (job->result.left[0].name);
  free (job->result.left[1].name);
}
