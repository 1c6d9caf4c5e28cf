/* What do placing, replacing and backing up share?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PLACER_H
#define FHLN_PLACER_H

#include "linker.h"
#include "parents.h"
#include "settings.h"
#include "simulate.h"

struct backups;
struct gate;
struct entry;
struct made;

/* What place keeps between jobs.  */
struct placer
{
  struct link_settings const *opts;
  bool looks_back;              /* at each link that was made */
  struct made *made;            /* the just-created guard, or NULL */
  struct backups **backups;     /* the numbers that are in use, or NULL */
  struct backups *own_backups;  /* where no others are given */
  struct parents *parents;
  struct gate *gate;            /* a temporary name is only there behind it;
                                   NULL where no others work */
};

/* Return what makes links of KIND.  */
static inline struct linker const *
linker_of (enum link_kind kind)
{
  return (kind == LINK_HARD ? &hard_linker
          : kind == LINK_SYMBOLIC ? &symbolic_linker : &simulated_linker);
}

/* Might a job, done as OPTS tell, of KIND, destroy what another has made?  */
bool placer_guards (struct link_settings const *opts, enum link_kind kind);

/* Return a guard for the jobs of a run, done as OPTS tell, of KIND, if
   placer_guards; or NULL.  SEVERAL_JOBS if there may be more than one.  */
struct made *placer_guard (struct link_settings const *opts,
                           enum link_kind kind, bool several_jobs);

/* Get PLACER ready for jobs of KIND, done as OPTS tell; it pins directories in
   PARENTS, and tells MADE, which may be null, of what it makes.  */
void placer_start (struct placer *placer, struct link_settings const *opts,
                   enum link_kind kind, struct parents *parents,
                   struct made *made);

/* The jobs that follow have their new names in another directory, where MADE
   knows what this run has made, and BACKUPS the numbers that are in use; NULL
   becomes some when they are needed, and the caller frees them.  */
void placer_move (struct placer *placer, struct made *made,
                  struct backups **backups);

/* Look at JOB's SOURCE, which may not have been looked up yet.  Return true and
   fill SRC if a link to it can be thought of; else JOB has failed.  A symbolic
   link may lead to anything, or nowhere; a handle cannot be looked at without
   DEST's directory.  */
bool source_qualifies (struct placer const *placer, struct job *job,
                       struct look *src);

/* Hold the directory of JOB's new name in ENTRY.  Return 0 or an errno.  */
int pin (struct placer *placer, struct job *job, struct entry *entry);

/* Did this run make the entry BASE in the directory of ENTRY, or is that the
   backup of one that it has replaced?  */
bool just_created (struct placer *placer, struct entry const *entry,
                   char const *base);

/* Remember that this run made ENTRY, or found it as it should be; what was
   there before is BACKUP, a name in its directory, or null.  */
void remember (struct placer *placer, struct entry const *entry,
               char const *backup);

/* JOB's link was made, or was there already: the guard is to know of it.  */
void remember_link (struct placer *placer, struct job *job);

#endif
