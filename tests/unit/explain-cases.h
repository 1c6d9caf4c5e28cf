/* Test cases for the table of causes: made-up facts, and what they show.
   SPDX-License-Identifier: GPL-3.0-or-later  */

struct test
{
  int err;
  char const *word;             /* NULL: no cause */
  int class;
  char const *note;
  char const *settings;         /* NAME=VALUE ..., beyond common_settings */
  bool symbolic;
};

/* All is well: an ordinary file and another directory on one ext4.  */
static char const common_settings[] =
  "process=1 you=1000 your-group=1000 nobody=65534 nobody-mapped=yes "
  "nogroup=65534 nogroup-mapped=yes initial=yes procfs=yes protects=yes "
  "module=no-module filtered=no landlocked=no src=a dst=d/b step=link "
  "src-walk=arrived walk-known=1 walk-acl=no walk-type=ext4 "
  "src-attributes=1 dir-attributes=1 dst-attributes=1 src-acl=no dir-acl=no "
  "dst-known=1 dst-type=ext4 dir-has-project=1 "
  "src-seen=1 src-uid=1000 src-mode=0100644 src-nlink=1 "
  "src-dev=1 src-ino=5 src-mount=7 src-known=1 src-device=1 src-type=ext4 "
  "src-point=/m src-use=yes "
  "dir-walk=arrived dir-seen=1 dir-mode=040755 dir-nlink=2 dir-dev=1 "
  "dir-mount=7 dir-known=1 dir-device=1 dir-type=ext4 dir-point=/m "
  "dir-source=/dev/x dir-use=yes dst-err=ENOENT";

static struct test const tests[] =
{
#include "explain-names.def"
#include "explain-tree.def"
#include "explain-permission.def"
#include "explain-place.def"
#include "explain-limits.def"
#include "explain-misses.def"
};
