/* What facts, and what of a job, does the fuzz target explain set?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef EXPLAIN_FIELDS_H
#define EXPLAIN_FIELDS_H

#include <stddef.h>

#include "why/facts.h"
#include "job.h"

/* A failed job, and what is known of it.  */
struct case_
{
  struct job job;
  struct facts facts;
};

/* How a field is stored.  */
enum type
{
  TYPE_BOOL,
  TYPE_ANSWER,
  TYPE_WALK,
  TYPE_STEP,
  TYPE_REFUSAL,
  TYPE_KIND,
  TYPE_LINK,
  TYPE_ERRNO,
  TYPE_MODE,
  TYPE_INT,
  TYPE_WIDE,
  TYPE_TEXT
};

struct field
{
  char const *name;
  enum type type;
  size_t offset;
};

#define FIELD(name, type, member) \
  { name, TYPE_##type, offsetof (struct case_, member) }

#define MOUNT(name, member) \
  FIELD (name "-mount", WIDE, member.id), \
  FIELD (name "-known", BOOL, member.known), \
  FIELD (name "-only-type", BOOL, member.only_type), \
  FIELD (name "-device", WIDE, member.device), \
  FIELD (name "-point", TEXT, member.point), \
  FIELD (name "-type", TEXT, member.type), \
  FIELD (name "-source", TEXT, member.source), \
  FIELD (name "-options", TEXT, member.options), \
  FIELD (name "-ro", BOOL, member.read_only), \
  FIELD (name "-super-ro", BOOL, member.super_read_only), \
  FIELD (name "-nosymfollow", BOOL, member.nosymfollow), \
  FIELD (name "-idmapped", BOOL, member.idmapped)

#define LOOK(name, member) \
  FIELD (name "-dev", WIDE, member.dev), \
  FIELD (name "-ino", WIDE, member.ino), \
  FIELD (name "-nlink", WIDE, member.nlink), \
  FIELD (name "-subvolume", WIDE, member.subvolume), \
  FIELD (name "-mode", MODE, member.mode), \
  FIELD (name "-uid", INT, member.uid), \
  FIELD (name "-root", BOOL, member.mount_root), \
  FIELD (name "-append", BOOL, member.append_only), \
  FIELD (name "-immutable", BOOL, member.immutable), \
  FIELD (name "-encrypted", BOOL, member.encrypted)

#define WALK(name, member) \
  FIELD (name "-walk", WALK, member.end), \
  FIELD (name "-walk-err", ERRNO, member.err), \
  FIELD (name "-start", BOOL, member.at_start), \
  FIELD (name "-culprit", TEXT, member.culprit), \
  FIELD (name "-link", TEXT, member.link), \
  FIELD (name "-contents", TEXT, member.contents), \
  FIELD (name "-length", WIDE, member.length), \
  FIELD (name "-limit", WIDE, member.limit), \
  LOOK (name "-walk", member.look), \
  MOUNT (name "-walk", member.mount)

#define FILE_FACTS(name, member) \
  FIELD (name "-seen", BOOL, member.seen), \
  FIELD (name "-err", ERRNO, member.err), \
  FIELD (name "-use", ANSWER, member.may_use), \
  FIELD (name "-has-project", BOOL, member.has_project), \
  FIELD (name "-passes", BOOL, member.passes_project), \
  FIELD (name "-project", INT, member.project), \
  FIELD (name "-room", BOOL, member.has_room), \
  FIELD (name "-free", WIDE, member.free_bytes), \
  FIELD (name "-reserved", WIDE, member.reserved_bytes), \
  FIELD (name "-inodes", WIDE, member.inodes), \
  FIELD (name "-free-inodes", WIDE, member.free_inodes), \
  FIELD (name "-name-limit", WIDE, member.name_limit), \
  FIELD (name "-subvolume-ro", BOOL, member.subvolume_read_only), \
  FIELD (name "-tmpfile", BOOL, member.tmpfile), \
  LOOK (name, member.look), \
  MOUNT (name, member.mount)

static struct field const fields[] =
{
  FIELD ("errno", ERRNO, job.result.err),
  FIELD ("step", STEP, job.result.step),
  FIELD ("refusal", REFUSAL, job.result.refusal),
  FIELD ("refused", TEXT, job.result.culprit),
  FIELD ("link-kind", LINK, job.kind),
  FIELD ("kind", KIND, job.src.kind),
  FIELD ("src", TEXT, job.src.text),
  FIELD ("fd", INT, job.src.fd),
  FIELD ("follow", BOOL, job.src.follow),
  FIELD ("dst", TEXT, job.dst.text),
  FIELD ("in", TEXT, job.dst.dir),
  FIELD ("process", BOOL, facts.process.known),
  FIELD ("you", INT, facts.process.euid),
  FIELD ("nobody", INT, facts.process.overflow_uid),
  FIELD ("owns-all", BOOL, facts.process.owns_all),
  FIELD ("writes-all", BOOL, facts.process.writes_all),
  FIELD ("opens-handles", BOOL, facts.process.opens_handles),
  FIELD ("userns", BOOL, facts.process.in_user_namespace),
  FIELD ("filtered", BOOL, facts.process.filtered),
  FIELD ("protects", ANSWER, facts.process.protects_hardlinks),
  FIELD ("protects-symlinks", ANSWER, facts.process.protects_symlinks),
  FIELD ("handle-err", ERRNO, facts.handle_err),
  WALK ("src", facts.src_walk),
  WALK ("dir", facts.dir_walk),
  FILE_FACTS ("src", facts.src),
  FILE_FACTS ("dir", facts.dir),
  FILE_FACTS ("dst", facts.dst),
};

enum { FIELDS = sizeof fields / sizeof *fields };

#endif
