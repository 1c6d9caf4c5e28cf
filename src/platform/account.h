/* What is a user or a group called on this machine?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_ACCOUNT_H
#define FHLN_ACCOUNT_H

#include "id-space.h"

/* Return the name that /etc/passwd or /etc/group has for ID, allocated; or
   NULL.  No other source of names is asked, as it may wait for a network.  */
char *account_name (enum id_kind kind, uint32_t id);

#endif
