/* Which access control list has a file?
   SPDX-License-Identifier: GPL-3.0-or-later

   A POSIX list, see acl(5).  Where it has more than the mode tells, the mode's
   group bits are its mask.  */

#ifndef FHLN_ACL_H
#define FHLN_ACL_H

#include <stddef.h>
#include <stdint.h>

#include "answer.h"

enum acl_tag
{
  ACL_TAG_OWNER = 0x01,
  ACL_TAG_USER = 0x02,
  ACL_TAG_OWNING_GROUP = 0x04,
  ACL_TAG_GROUP = 0x08,
  ACL_TAG_MASK = 0x10,
  ACL_TAG_OTHERS = 0x20
};

struct acl_entry
{
  uint16_t tag;                 /* an acl_tag */
  uint16_t permissions;         /* as a digit of a mode */
  uint32_t id;                  /* of ACL_TAG_USER and ACL_TAG_GROUP */
};

struct acl
{
  enum answer there;            /* is there one, beyond the mode? */
  size_t count;
  struct acl_entry *entries;    /* allocated, or NULL */
};

/* Fill ACL for what is open on FD, or the current directory (AT_FDCWD); where
   a server may have to be asked this must not be called.  */
void see_acl (int fd, struct acl *acl);

/* Free what ACL owns.  */
void free_acl (struct acl *acl);

#endif
