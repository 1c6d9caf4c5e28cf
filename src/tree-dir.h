/* What is a directory of a tree to be like?
   SPDX-License-Identifier: GPL-3.0-or-later

   The input reads it from SOURCE's, and what makes directories gives it to
   DEST's when all is in that.  */

#ifndef FHLN_TREE_DIR_H
#define FHLN_TREE_DIR_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "platform/look.h"

struct attributes;

/* Which directory.  */
struct identity
{
  uint64_t dev;
  uint64_t ino;
};

/* SOURCE's directory, and what is known of DEST's.  */
struct directory
{
  struct identity src;
  struct identity dst;          /* zeros: not looked at */
  struct timespec times[2];     /* SOURCE's: of access, UTIME_OMIT if that is
                                   to stay; and of change */
  struct attributes *attributes;  /* SOURCE's, or NULL */
  mode_t mode;                  /* SOURCE's */
  uid_t uid;
  gid_t gid;
  uid_t dst_uid;                /* DEST's, as it was made or found */
  gid_t dst_gid;
  mode_t dst_mode;
  bool made;                    /* this run has made DEST's */
  bool existed;                 /* DEST's was there before */
  bool absent;                  /* --dry-run: it is not there, or cannot be
                                   looked into, and SOURCE's stands in for
                                   it */
  bool widened;                 /* its mode was changed, to fill it */
  bool foreign;                 /* --shard: others fill it, and finish it */
};

/* What is to be true of all directories of a tree.  */
struct bounds
{
  struct identity src_root;
  struct identity dst_root;     /* zeros: not made yet */
  uint64_t src_mount;           /* 0: unknown, or not to be compared */
  uint64_t dst_mount;
  uint64_t dst_dev;             /* 0: not to be compared */
  bool all_there;               /* --shard: no directory is made */
};

static inline struct identity
identity_of (struct look const *look)
{
  return (struct identity) { look->dev, look->ino };
}

static inline bool
is_directory (struct identity const *identity, struct look const *look)
{
  return identity->dev == look->dev && identity->ino == look->ino;
}

#endif
