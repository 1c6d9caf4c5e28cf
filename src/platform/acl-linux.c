/* Which access control list has a file on Linux?  It is an extended attribute
   there, of 4 bytes and then 8 an entry, little-endian.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "acl.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "open.h"
#include "proc.h"
#include "xalloc.h"

#define ACL_ATTRIBUTE "system.posix_acl_access"

enum { LIST_VERSION = 2, HEAD = 4, ENTRY = 8 };

static uint32_t
number_at (unsigned char const *p, int bytes)
{
  uint32_t number = 0;

  while (bytes-- > 0)
    number = number << 8 | p[bytes];
  return number;
}

/* Read the attribute of FD's file into VALUE, SIZE bytes.  Return how many it
   has, or -1 and errno.  An O_PATH descriptor has them only by its name in
   procfs; a directory can be opened once more.  */
static ssize_t
read_attribute (int fd, void *value, size_t size)
{
  char name[DESCRIPTOR_LINK_SIZE];
  ssize_t got = getxattr (descriptor_link (fd, name), ACL_ATTRIBUTE, value,
                          size);
  if (got >= 0 || errno != ENOENT)
    return got;

  int readable = reopen_to_read (fd);
  if (readable < 0)
    return -1;
  got = fgetxattr (readable, ACL_ATTRIBUTE, value, size);
  int err = errno;
  close (readable);
  errno = err;
  return got;
}

/* Store in ACL what VALUE, SIZE bytes of the attribute, says.  */
static void
take_entries (struct acl *acl, unsigned char const *value, size_t size)
{
  if (size < HEAD || number_at (value, HEAD) != LIST_VERSION)
    return;
  acl->there = ANSWER_YES;
  acl->count = (size - HEAD) / ENTRY;
  acl->entries = xnmalloc (acl->count, sizeof *acl->entries);
  for (size_t i = 0; i < acl->count; i++)
    {
      unsigned char const *p = value + HEAD + i * ENTRY;
      acl->entries[i] = (struct acl_entry) {
        .tag = number_at (p, 2), .permissions = number_at (p + 2, 2),
        .id = number_at (p + 4, 4),
      };
    }
}

void
see_acl (int fd, struct acl *acl)
{
  enum { LARGEST = 64 * 1024 };
  unsigned char *value = xmalloc (LARGEST);
  ssize_t got = read_attribute (fd, value, LARGEST);

  *acl = (struct acl) { .there = ANSWER_UNKNOWN };
  if (got >= 0)
    take_entries (acl, value, got);
  else if (errno == ENODATA || errno == EOPNOTSUPP)
    acl->there = ANSWER_NO;
  free (value);
}

void
free_acl (struct acl *acl)
{
  free (acl->entries);
  *acl = (struct acl) { .there = ANSWER_UNKNOWN };
}
