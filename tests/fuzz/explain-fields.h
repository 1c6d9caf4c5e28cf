/* What facts, and what of a job, does the fuzz target explain set?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef EXPLAIN_FIELDS_H
#define EXPLAIN_FIELDS_H

#include "explain-parts.h"

static struct field const fields[] =
{
  FIELD ("errno", ERRNO, job.result.err),
  FIELD ("step", STEP, job.result.step),
  FIELD ("refusal", REFUSAL, job.result.refusal),
  FIELD ("refused", TEXT, job.result.culprit),
  FIELD ("instead", MODE, job.result.instead),
  FIELD ("temporary", BOOL, job.result.temporary),
  FIELD ("link-kind", LINK, job.kind),
  FIELD ("kind", KIND, job.src.kind),
  FIELD ("src", TEXT, job.src.text),
  FIELD ("fd", INT, job.src.fd),
  FIELD ("follow", BOOL, job.src.follow),
  FIELD ("dst", TEXT, job.dst.text),
  FIELD ("in", TEXT, job.dst.dir),
  FIELD ("process", BOOL, facts.process.known),
  FIELD ("you", INT, facts.process.euid),
  FIELD ("your-group", INT, facts.process.egid),
  FIELD ("nobody", INT, facts.process.uids.overflow),
  FIELD ("nobody-mapped", ANSWER, facts.process.uids.overflow_mapped),
  FIELD ("nogroup", INT, facts.process.gids.overflow),
  FIELD ("nogroup-mapped", ANSWER, facts.process.gids.overflow_mapped),
  FIELD ("owns-all", BOOL, facts.process.owns_all),
  FIELD ("writes-all", BOOL, facts.process.writes_all),
  FIELD ("opens-handles", BOOL, facts.process.opens_handles),
  FIELD ("reads-all", BOOL, facts.process.reads_all),
  FIELD ("has-resources", BOOL, facts.process.has_resources),
  FIELD ("initial", ANSWER, facts.process.initial),
  FIELD ("procfs", ANSWER, facts.process.has_procfs),
  FIELD ("filtered", ANSWER, facts.sandbox.filtered),
  FIELD ("landlocked", ANSWER, facts.sandbox.landlocked),
  FIELD ("tomoyo", ANSWER, facts.sandbox.tomoyo),
  FIELD ("module", MODULE, facts.sandbox.module),
  FIELD ("domain", TEXT, facts.sandbox.domain),
  FIELD ("looked-in", TEXT, facts.looked_in),
  FIELD ("you-name", TEXT, facts.names.you),
  FIELD ("dir-owner", TEXT, facts.names.dir_owner),
  FIELD ("dir-group", TEXT, facts.names.dir_group),
  FIELD ("advice-src", TEXT, facts.advice.src),
  FIELD ("advice-dir", TEXT, facts.advice.dir),
  FIELD ("advice-handle", BOOL, facts.advice.by_handle),
  FIELD ("advice-follow", BOOL, facts.advice.follow),
  FIELD ("protects", ANSWER, facts.process.protects_hardlinks),
  FIELD ("handle-err", ERRNO, facts.handle_err),
  WALK ("src", facts.src_walk),
  WALK ("dir", facts.dir_walk),
  FILE_FACTS ("src", facts.src),
  FILE_FACTS ("dir", facts.dir),
  FILE_FACTS ("dst", facts.dst),
};

enum { FIELDS = sizeof fields / sizeof *fields };

#endif
