/* Of what parts are the facts made that the fuzz target explain sets?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef EXPLAIN_PARTS_H
#define EXPLAIN_PARTS_H

#include <stddef.h>

#include "job.h"
#include "why/facts.h"

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
  TYPE_ORIGIN,
  TYPE_MODULE,
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
  FIELD (name "-idmapped", BOOL, member.idmapped), \
  FIELD (name "-has-you", ANSWER, member.uids.has_you), \
  FIELD (name "-has-nobody", ANSWER, member.uids.has_overflow), \
  FIELD (name "-has-your-group", ANSWER, member.gids.has_you), \
  FIELD (name "-has-nogroup", ANSWER, member.gids.has_overflow)

#define LOOK(name, member) \
  FIELD (name "-dev", WIDE, member.dev), \
  FIELD (name "-ino", WIDE, member.ino), \
  FIELD (name "-nlink", WIDE, member.nlink), \
  FIELD (name "-subvolume", WIDE, member.subvolume), \
  FIELD (name "-mode", MODE, member.mode), \
  FIELD (name "-uid", INT, member.uid), \
  FIELD (name "-gid", INT, member.gid), \
  FIELD (name "-size", WIDE, member.size), \
  FIELD (name "-allocated", WIDE, member.allocated), \
  FIELD (name "-attributes", BOOL, member.attributes_known), \
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
  FIELD (name "-nested", BOOL, member.nested), \
  FIELD (name "-base", TEXT, member.base), \
  FIELD (name "-parent-dev", WIDE, member.parent.dev), \
  FIELD (name "-parent-ino", WIDE, member.parent.ino), \
  FIELD (name "-walk-acl", ANSWER, member.acl.there), \
  FIELD (name "-length", WIDE, member.length), \
  FIELD (name "-limit", WIDE, member.limit), \
  LOOK (name "-walk", member.look), \
  MOUNT (name "-walk", member.mount)

#define FILE_FACTS(name, member) \
  FIELD (name "-seen", BOOL, member.seen), \
  FIELD (name "-err", ERRNO, member.err), \
  FIELD (name "-use", ANSWER, member.may_use), \
  FIELD (name "-refused", INT, member.refused), \
  FIELD (name "-acl", ANSWER, member.acl.there), \
  FIELD (name "-nameless", BOOL, member.nameless), \
  FIELD (name "-swap", BOOL, member.is_swap), \
  FIELD (name "-has-project", BOOL, member.has_project), \
  FIELD (name "-passes", BOOL, member.passes_project), \
  FIELD (name "-project", INT, member.project), \
  FIELD (name "-room", BOOL, member.has_room), \
  FIELD (name "-free", WIDE, member.free_bytes), \
  FIELD (name "-reserved", WIDE, member.reserved_bytes), \
  FIELD (name "-reserve-known", BOOL, member.reserve_known), \
  FIELD (name "-block", WIDE, member.block_bytes), \
  FIELD (name "-whole-free", WIDE, member.whole_free_bytes), \
  FIELD (name "-inodes", WIDE, member.inodes), \
  FIELD (name "-free-inodes", WIDE, member.free_inodes), \
  FIELD (name "-name-limit", WIDE, member.name_limit), \
  FIELD (name "-subvolume-ro", BOOL, member.subvolume_read_only), \
  FIELD (name "-origin", ORIGIN, member.origin), \
  LOOK (name, member.look), \
  MOUNT (name, member.mount)

#endif
