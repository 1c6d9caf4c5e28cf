/* What do placing, replacing and backing up share?
   SPDX-License-Identifier: GPL-3.0-or-later

   How a job's link is made, where its new name is pinned, and what the
   just-created guard knows of that.  */

#include <config.h>

#include "placer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "attribute.h"
#include "entry.h"
#include "made.h"
#include "name.h"
#include "same.h"
#include "xalloc.h"

bool
placer_guards (struct link_settings const *opts, enum link_kind kind)
{
  bool replaces = (opts->if_exists == IF_EXISTS_REPLACE
                   || opts->if_exists == IF_EXISTS_ASK);

  return (replaces && !opts->dry_run && opts->backup != numbered_backups
          && (kind != LINK_SYMBOLIC || opts->backup != no_backups));
}

struct made *
placer_guard (struct link_settings const *opts, enum link_kind kind,
              bool several_jobs)
{
  return (several_jobs && placer_guards (opts, kind) ? made_new () : NULL);
}

void
placer_start (struct placer *placer, struct link_settings const *opts,
              enum link_kind kind, struct parents *parents,
              struct made *made)
{
  *placer = (struct placer) {
    .opts = opts,
    .looks_back = made || (opts->warn_missing && kind == LINK_SYMBOLIC),
    .made = made,
    .parents = parents,
    .backups = &placer->own_backups,
  };
}

void
placer_move (struct placer *placer, struct made *made,
             struct backups **backups)
{
  parents_forget_look (placer->parents);
  placer->made = made;
  placer->backups = backups;
}

bool
source_qualifies (struct placer const *placer, struct job *job,
                  struct look *src)
{
  int err = linker_of (job->kind)->look (&job->src, &job->dst, src);

  if (job->kind == LINK_SYMBOLIC)
    {
      if (err != 0)
        *src = (struct look) { .nlink = 0 };
      return true;
    }
  if (err != 0)
    job_fail (job, err == EXDEV ? STEP_LINK : STEP_SOURCE, err);
  else if (S_ISDIR (src->mode) && !placer->opts->leave_directories)
    job_refuse (job, REFUSED_SOURCE_DIRECTORY, STEP_LINK, EPERM);
  else
    return true;
  return false;
}

int
pin (struct placer *placer, struct job *job, struct entry *entry)
{
  char const *name = job->dst.name;

  entry->base = name + parent_length (name);
  return parents_pin (placer->parents, job, &entry->dirfd);
}

/* The just-created guard.  */

/* What does the guard know of BASE in the directory of ENTRY?  */
static struct made_found
find_made (struct placer *placer, struct entry const *entry,
           char const *base)
{
  struct look const *parent;

  if (!placer->made
      || parents_look (placer->parents, entry->dirfd, &parent) != 0)
    return (struct made_found) { .spelling = MADE_NOT };

  struct made_found found = made_find (placer->made,
                                       made_key (parent, base));
  if (found.spelling == MADE_ALIKE && is_listed (entry->dirfd, base))
    found = (struct made_found) { .spelling = MADE_NOT };
  return found;
}

/* If BASE is the usual backup's name of another, which ends in END, return
   that, allocated; else NULL.  */
static char *
without_suffix (char const *base, char const *end)
{
  size_t length = strlen (base);
  size_t suffix = strlen (end);

  return (length > suffix && strcmp (base + length - suffix, end) == 0
          ? ximemdup0 (base, length - suffix) : NULL);
}

bool
just_created (struct placer *placer, struct entry const *entry,
              char const *base)
{
  if (!placer->made)
    return false;
  if (find_made (placer, entry, base).spelling != MADE_NOT)
    return true;
  if (placer->opts->backup == no_backups)
    return false;

  char *original = without_suffix (base, placer->opts->suffix);
  bool result = original && find_made (placer, entry, original).backed_up;
  free (original);
  return result;
}

void
remember (struct placer *placer, struct entry const *entry,
          char const *backup)
{
  struct look const *parent;

  if (!placer->made
      || parents_look (placer->parents, entry->dirfd, &parent) != 0)
    return;

  /* The usual backup needs no key of its own.  */
  char *original = (backup ? without_suffix (backup, placer->opts->suffix)
                    : NULL);
  bool usual = original && strcmp (original, entry->base) == 0;
  free (original);
  made_add (placer->made, made_key (parent, entry->base), usual);
  if (backup && !usual)
    made_add (placer->made, made_key (parent, backup), false);
}

ATTRIBUTE_NOINLINE void
remember_link (struct placer *placer, struct job *job)
{
  struct entry entry;

  if (pin (placer, job, &entry) == 0)
    remember (placer, &entry, NULL);
}
