/* What may stand in facts that are unknown?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef EXPLAIN_UNKNOWN_H
#define EXPLAIN_UNKNOWN_H

#include "explain-set.h"

/* A source of numbers that look random.  */
QUICK static uint64_t
next_random (uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return *state >> 33;
}

/* Put anything at all into the fields of C at TO, SIZE bytes, but not into
   the one at KEEP.  */
QUICK static void
scramble (struct case_ *c, void const *to, size_t size, void const *keep,
          uint64_t *state)
{
  size_t begin = (char const *) to - (char const *) c;
  size_t kept = (char const *) keep - (char const *) c;

  for (size_t i = 0; i < FIELDS; i++)
    if (fields[i].offset >= begin && fields[i].offset < begin + size
        && fields[i].offset != kept)
      {
        uint64_t random = next_random (state);
        set (c, &fields[i],
             fields[i].type == TYPE_WIDE || fields[i].type == TYPE_INT
             ? numbers[random % NUMBERS] : random,
             random % 8 == 0 ? NULL : texts[random / 8 % TEXTS]);
      }
}

#define SCRAMBLE(c, member, keep, state) \
  scramble (c, &(member), sizeof (member), keep, state)

static void
scramble_mount (struct case_ *c, struct mount_facts *mount, uint64_t *state)
{
  if (mount->known)
    return;
  SCRAMBLE (c, *mount, &mount->id, state);
  mount->known = false;
}

static void
scramble_file (struct case_ *c, struct file_facts *file, uint64_t *state)
{
  if (!file->seen)
    {
      SCRAMBLE (c, *file, &file->err, state);
      file->seen = false;
      return;
    }
  SCRAMBLE (c, file->err, NULL, state);
  if (file->may_use != ANSWER_NO)
    SCRAMBLE (c, file->refused, NULL, state);
  scramble_mount (c, &file->mount, state);
  if (!file->has_project)
    {
      SCRAMBLE (c, file->passes_project, NULL, state);
      SCRAMBLE (c, file->project, NULL, state);
    }
  if (!file->has_room)
    {
      SCRAMBLE (c, file->free_bytes, NULL, state);
      SCRAMBLE (c, file->reserved_bytes, NULL, state);
      SCRAMBLE (c, file->inodes, NULL, state);
      SCRAMBLE (c, file->free_inodes, NULL, state);
      SCRAMBLE (c, file->name_limit, NULL, state);
      SCRAMBLE (c, file->reserve_known, NULL, state);
      SCRAMBLE (c, file->block_bytes, NULL, state);
      SCRAMBLE (c, file->whole_free_bytes, NULL, state);
    }
}

static void
scramble_walk (struct case_ *c, struct walk *walk, uint64_t *state)
{
  enum walk_end end = walk->end;

  if (end == WALK_NOT_TRIED || end == WALK_ARRIVED)
    {
      struct walk kept = *walk;
      SCRAMBLE (c, *walk, &walk->end, state);
      if (end == WALK_ARRIVED)
        {
          walk->parent = kept.parent;
          walk->base = kept.base;
        }
      return;
    }
  SCRAMBLE (c, walk->parent, NULL, state);
  SCRAMBLE (c, walk->base, NULL, state);
  if (end != WALK_UNKNOWN)
    SCRAMBLE (c, walk->err, NULL, state);
  if (end != WALK_NO_SEARCH && end != WALK_NOT_DIRECTORY && end != WALK_LOOP
      && end != WALK_NOSYMFOLLOW && end != WALK_PROTECTED_LINK)
    SCRAMBLE (c, walk->look, NULL, state);
  if (end != WALK_PATH_TOO_LONG && end != WALK_COMPONENT_TOO_LONG)
    {
      SCRAMBLE (c, walk->length, NULL, state);
      SCRAMBLE (c, walk->limit, NULL, state);
    }
  if (!walk->link)
    {
      SCRAMBLE (c, walk->contents, NULL, state);
      SCRAMBLE (c, walk->nested, NULL, state);
    }
  scramble_mount (c, &walk->mount, state);
}

/* Put anything into what C says to be unknown, or that means nothing.  */
static void
scramble_unknown (struct case_ *c, uint64_t *state)
{
  struct process_facts *process = &c->facts.process;
  enum refusal refusal = c->job.result.refusal;

  if (!process->known)
    {
      struct process_facts kept = *process;
      SCRAMBLE (c, *process, &process->euid, state);
      process->known = false;
      process->egid = kept.egid;
    }
  if (c->facts.sandbox.module == MODULE_UNKNOWN
      || c->facts.sandbox.module == MODULE_NONE)
    SCRAMBLE (c, c->facts.sandbox.domain, NULL, state);
  scramble_walk (c, &c->facts.src_walk, state);
  scramble_walk (c, &c->facts.dir_walk, state);
  scramble_file (c, &c->facts.src, state);
  scramble_file (c, &c->facts.dir, state);
  scramble_file (c, &c->facts.dst, state);
  if (c->job.src.kind != SOURCE_HANDLE)
    SCRAMBLE (c, c->facts.handle_err, NULL, state);
  if (c->job.src.kind != SOURCE_FD)
    SCRAMBLE (c, c->job.src.fd, NULL, state);
  if (refusal != REFUSED_ESCAPE && refusal != REFUSED_SYMLINK)
    SCRAMBLE (c, c->job.result.culprit, NULL, state);
}

#endif
