/* Which facts can a test of the table of causes set, by which names?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef EXPLAIN_FACTS_H
#define EXPLAIN_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "job.h"
#include "why/facts.h"

/* What a fact may be set to, by its name in a test case.  */
struct field
{
  char const *name;
  size_t offset;
  size_t size;
  bool is_text;
};

#define FACT(name, member) \
  { name, offsetof (struct facts, member), \
    sizeof ((struct facts *) NULL)->member, false }
#define TEXT(name, member) \
  { name, offsetof (struct facts, member), 0, true }

static struct field const fact_fields[] =
{
  FACT ("process", process.known), FACT ("you", process.euid),
  FACT ("your-group", process.egid),
  FACT ("nobody", process.uids.overflow),
  FACT ("nobody-mapped", process.uids.overflow_mapped),
  FACT ("nogroup", process.gids.overflow),
  FACT ("nogroup-mapped", process.gids.overflow_mapped),
  FACT ("owns-all", process.owns_all), FACT ("writes-all", process.writes_all),
  FACT ("reads-all", process.reads_all),
  FACT ("has-resources", process.has_resources),
  FACT ("opens-handles", process.opens_handles),
  FACT ("initial", process.initial), FACT ("procfs", process.has_procfs),
  FACT ("filtered", sandbox.filtered),
  FACT ("landlocked", sandbox.landlocked), FACT ("tomoyo", sandbox.tomoyo),
  FACT ("walk-mount", src_walk.mount.id),
  FACT ("walk-device", src_walk.mount.device),
  FACT ("src-walk-err", src_walk.err), FACT ("dir-walk-err", dir_walk.err),
  FACT ("module", sandbox.module), TEXT ("domain", sandbox.domain),
  FACT ("protects", process.protects_hardlinks),
  FACT ("src-walk", src_walk.end), TEXT ("src-culprit", src_walk.culprit),
  TEXT ("looked-in", looked_in),
  TEXT ("you-name", names.you), TEXT ("dir-owner", names.dir_owner),
  TEXT ("dir-group-name", names.dir_group),
  TEXT ("culprit-owner", names.culprit_owner),
  TEXT ("src-owner", names.src_owner), TEXT ("dst-owner", names.dst_owner),
  TEXT ("advice-src", advice.src), TEXT ("advice-dir", advice.dir),
  FACT ("advice-handle", advice.by_handle),
  FACT ("advice-follow", advice.follow),
  FACT ("nested", src_walk.nested), FACT ("walk-acl", src_walk.acl.there),
  TEXT ("src-base", src_walk.base), FACT ("parent-dev", src_walk.parent.dev),
  FACT ("culprit-gid", src_walk.look.gid),
  TEXT ("link", src_walk.link), TEXT ("contents", src_walk.contents),
  FACT ("src-length", src_walk.length), FACT ("src-limit", src_walk.limit),
  FACT ("src-start", src_walk.at_start),
  FACT ("culprit-uid", src_walk.look.uid),
  FACT ("culprit-mode", src_walk.look.mode),
  FACT ("walk-known", src_walk.mount.known),
  TEXT ("walk-type", src_walk.mount.type),
  TEXT ("walk-point", src_walk.mount.point),
  TEXT ("walk-options", src_walk.mount.options),
  FACT ("walk-idmapped", src_walk.mount.idmapped),
  FACT ("dir-walk", dir_walk.end), TEXT ("dir-culprit", dir_walk.culprit),
  FACT ("src-seen", src.seen), FACT ("src-err", src.err),
  FACT ("src-uid", src.look.uid), FACT ("src-mode", src.look.mode),
  FACT ("src-nlink", src.look.nlink), FACT ("src-dev", src.look.dev),
  FACT ("src-ino", src.look.ino), FACT ("src-immutable", src.look.immutable),
  FACT ("src-append", src.look.append_only),
  FACT ("src-root", src.look.mount_root),
  FACT ("src-subvolume", src.look.subvolume), FACT ("src-use", src.may_use),
  FACT ("src-mount", src.mount.id), FACT ("src-device", src.mount.device),
  FACT ("src-known", src.mount.known),
  FACT ("src-only-type", src.mount.only_type),
  TEXT ("src-type", src.mount.type),
  TEXT ("src-point", src.mount.point),
  FACT ("src-idmapped", src.mount.idmapped),
  FACT ("src-has-project", src.has_project), FACT ("src-project", src.project),
  FACT ("src-origin", src.origin), FACT ("src-swap", src.is_swap),
  FACT ("src-gid", src.look.gid), FACT ("src-allocated", src.look.allocated),
  FACT ("src-attributes", src.look.attributes_known),
  FACT ("src-acl", src.acl.there),
  FACT ("src-nobody", src.mount.uids.has_overflow),
  FACT ("dir-attributes", dir.look.attributes_known),
  FACT ("dst-attributes", dst.look.attributes_known),
  FACT ("dst-known", dst.mount.known), TEXT ("dst-type", dst.mount.type),
  FACT ("dir-acl", dir.acl.there), FACT ("dir-gid", dir.look.gid),
  FACT ("dir-refused", dir.refused), FACT ("dir-nameless", dir.nameless),
  FACT ("dir-size", dir.look.size), FACT ("dir-ino", dir.look.ino),
  FACT ("dir-has-you", dir.mount.uids.has_you),
  FACT ("dir-has-your-group", dir.mount.gids.has_you),
  FACT ("dir-nobody", dir.mount.uids.has_overflow),
  FACT ("walk-nobody", src_walk.mount.uids.has_overflow),
  FACT ("dir-seen", dir.seen), FACT ("dir-uid", dir.look.uid),
  FACT ("dir-mode", dir.look.mode), FACT ("dir-nlink", dir.look.nlink),
  FACT ("dir-dev", dir.look.dev), FACT ("dir-immutable", dir.look.immutable),
  FACT ("dir-append", dir.look.append_only),
  FACT ("dir-encrypted", dir.look.encrypted),
  FACT ("dir-subvolume", dir.look.subvolume), FACT ("dir-use", dir.may_use),
  FACT ("dir-mount", dir.mount.id), FACT ("dir-device", dir.mount.device),
  FACT ("dir-known", dir.mount.known),
  FACT ("dir-only-type", dir.mount.only_type),
  TEXT ("dir-type", dir.mount.type),
  TEXT ("dir-point", dir.mount.point), TEXT ("dir-source", dir.mount.source),
  TEXT ("dir-options", dir.mount.options),
  FACT ("dir-ro", dir.mount.read_only),
  FACT ("dir-super-ro", dir.mount.super_read_only),
  FACT ("dir-idmapped", dir.mount.idmapped),
  FACT ("dir-has-project", dir.has_project),
  FACT ("dir-passes", dir.passes_project), FACT ("dir-project", dir.project),
  FACT ("dir-room", dir.has_room), FACT ("dir-free", dir.free_bytes),
  FACT ("dir-reserved", dir.reserved_bytes), FACT ("dir-inodes", dir.inodes),
  FACT ("dir-free-inodes", dir.free_inodes),
  FACT ("dir-block", dir.block_bytes),
  FACT ("dir-reserve-known", dir.reserve_known),
  FACT ("dir-whole-free", dir.whole_free_bytes),
  FACT ("dir-name-limit", dir.name_limit),
  FACT ("dir-subvolume-ro", dir.subvolume_read_only),
  FACT ("dst-seen", dst.seen), FACT ("dst-err", dst.err),
  FACT ("dst-uid", dst.look.uid), FACT ("dst-mode", dst.look.mode),
  FACT ("dst-dev", dst.look.dev), FACT ("dst-ino", dst.look.ino),
  FACT ("dst-nlink", dst.look.nlink), FACT ("dst-swap", dst.is_swap),
  FACT ("dst-immutable", dst.look.immutable),
  FACT ("dst-append", dst.look.append_only),
  FACT ("dst-root", dst.look.mount_root),
  FACT ("handle-err", handle_err),
  { NULL, 0, 0, false }
};

#undef FACT
#undef TEXT

#endif
