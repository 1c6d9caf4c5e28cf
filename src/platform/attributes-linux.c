/* What has a directory beside its names on Linux: xattr(7), acl(5).
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "attributes.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>

#include "xalloc.h"

#define ACL_PREFIX "system.posix_acl_"

enum
{
  USUAL_SIZE = 1024,
  LARGEST_LIST = 64 * 1024      /* that the kernel gives */
};

/* One after the other: a name, NUL, the size of the value, the value.  */
struct attributes
{
  size_t length;
  char bytes[];
};

/* One of them.  */
struct attribute
{
  char const *name;
  char const *value;
  uint32_t size;
};

/* Take the one at *AT of ATTRIBUTES, if there is one left.  */
static bool
take (struct attributes const *attributes, size_t *at, struct attribute *taken)
{
  if (!attributes || *at >= attributes->length)
    return false;
  taken->name = attributes->bytes + *at;
  *at += strlen (taken->name) + 1;
  memcpy (&taken->size, attributes->bytes + *at, sizeof taken->size);
  *at += sizeof taken->size;
  taken->value = attributes->bytes + *at;
  *at += taken->size;
  return true;
}

/* Add the attribute NAME of FD to ATTRIBUTES, which may move, unless it cannot
   be read; return them.  */
static struct attributes *
add (struct attributes *attributes, int fd, char const *name)
{
  size_t name_size = strlen (name) + 1;
  size_t length = attributes ? attributes->length : 0;
  ssize_t size = fgetxattr (fd, name, NULL, 0);

  if (size < 0)
    return attributes;

  uint32_t room = size;
  struct attributes *larger
    = xrealloc (attributes, sizeof *attributes + length + name_size
                + sizeof room + room);
  char *end = larger->bytes + length;
  memcpy (end, name, name_size);
  end += name_size;
  size = fgetxattr (fd, name, end + sizeof room, room);
  uint32_t got = size < 0 ? 0 : size;
  memcpy (end, &got, sizeof got);
  larger->length = (size < 0 ? length
                    : length + name_size + sizeof got + got);
  return larger;
}

/* Return the names of FD's attributes, one after the other, and store in
   *LENGTH the bytes of them all, 0 if there are none: in BUFFER, of USUAL_SIZE
   bytes, or allocated.  */
static char *
list_names (int fd, char *buffer, size_t *length)
{
  char *names = buffer;
  ssize_t got = flistxattr (fd, names, USUAL_SIZE);

  if (got < 0 && errno == ERANGE)
    {
      names = xmalloc (LARGEST_LIST);
      got = flistxattr (fd, names, LARGEST_LIST);
    }
  *length = got > 0 ? got : 0;
  return names;
}

struct attributes *
attributes_read (int fd)
{
  char buffer[USUAL_SIZE];
  size_t length;
  char *names = list_names (fd, buffer, &length);
  struct attributes *attributes = NULL;

  for (char *name = names; name < names + length; name += strlen (name) + 1)
    attributes = add (attributes, fd, name);
  if (names != buffer)
    free (names);
  return attributes;
}

void
attributes_free (struct attributes *attributes)
{
  free (attributes);
}

/* Must an attribute NAME arrive?  What belongs to the system, or to whoever is
   privileged, need not.  */
static bool
must_arrive (char const *name)
{
  return (strncmp (name, "user.", strlen ("user.")) == 0
          || strncmp (name, ACL_PREFIX, strlen (ACL_PREFIX)) == 0);
}

/* Has ATTRIBUTES one called NAME?  */
static bool
has (struct attributes const *attributes, char const *name)
{
  struct attribute attribute;
  size_t at = 0;

  while (take (attributes, &at, &attribute))
    if (strcmp (attribute.name, name) == 0)
      return true;
  return false;
}

/* Take the list NAME from FD, unless ATTRIBUTES have it.  Return 0 or an
   errno.  */
static int
remove_list (int fd, struct attributes const *attributes, char const *name)
{
  if (has (attributes, name) || fremovexattr (fd, name) == 0)
    return 0;
  return errno == ENODATA || errno == EOPNOTSUPP ? 0 : errno;
}

/* Take the access control lists from FD that ATTRIBUTES do not have.  Return 0
   or an errno.  */
static int
remove_lists (int fd, struct attributes const *attributes)
{
  char buffer[USUAL_SIZE];
  size_t length;
  char *names = list_names (fd, buffer, &length);
  int result = 0;

  for (char *name = names; name < names + length; name += strlen (name) + 1)
    if (strncmp (name, ACL_PREFIX, strlen (ACL_PREFIX)) == 0)
      {
        int err = remove_list (fd, attributes, name);
        if (result == 0)
          result = err;
      }
  if (names != buffer)
    free (names);
  return result;
}

int
attributes_write (int fd, struct attributes const *attributes, bool inherits)
{
  struct attribute attribute;
  size_t at = 0;
  int result = inherits ? remove_lists (fd, attributes) : 0;

  while (take (attributes, &at, &attribute))
    {
      int err = (fsetxattr (fd, attribute.name, attribute.value,
                            attribute.size, 0) == 0 ? 0 : errno);
      if (result == 0 && err != 0 && err != EOPNOTSUPP
          && must_arrive (attribute.name))
        result = err;
    }
  return result;
}
