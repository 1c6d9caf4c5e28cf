/* Privileges under WASI: it has no users, and what the host grants is granted
   by descriptors, which need no giving up.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "privilege.h"

bool
overrides_sticky (void)
{
  return true;
}

int
drop_privileges (void)
{
  return 0;
}
