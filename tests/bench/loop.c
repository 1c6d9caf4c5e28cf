/* The least that many links can cost: a bare loop of linkat.

   SPDX-License-Identifier: GPL-3.0-or-later

   loop paths|cached FILE

   Makes the links that FILE lists as SOURCE NUL DEST NUL ...: by their names
   as they are, or with the descriptors of the last SOURCE's and the last
   DEST's directory kept.  It reads FILE at once, and stops at a failure.

   A program of the benchmark: what fhln adds to this is what it costs.  */

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The directory of the last name.  */
struct directory
{
  int fd;
  size_t length;                /* of its name */
  const char *name;
};

/* Print what failed, and exit.  */
__attribute__ ((noreturn)) static void
stop (const char *what)
{
  perror (what);
  exit (1);
}

/* Return what is left of NAME, LENGTH bytes long, in DIRECTORY, which is
   opened if it is not the last one.  */
static const char *
enter (struct directory *directory, const char *name, size_t length)
{
  const char *slash = memrchr (name, '/', length);
  size_t parent = slash ? slash + 1 - name : 0;

  if (parent == directory->length
      && memcmp (name, directory->name, parent) == 0)
    return name + parent;
  if (directory->fd >= 0)
    close (directory->fd);
  char *text = strndup (name, parent);
  directory->fd = open (text, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (directory->fd < 0)
    stop (text);
  free (text);
  directory->name = name;
  directory->length = parent;
  return name + parent;
}

int
main (int argc, char **argv)
{
  struct directory src = { .fd = AT_FDCWD }, dst = { .fd = AT_FDCWD };
  struct stat st;

  if (argc != 3)
    return 2;
  int cached = strcmp (argv[1], "cached") == 0;
  int fd = open (argv[2], O_RDONLY | O_CLOEXEC);
  if (fd < 0 || fstat (fd, &st) != 0)
    stop (argv[2]);
  char *list = mmap (NULL, st.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE,
                     fd, 0);
  if (list == MAP_FAILED)
    stop ("mmap");
  for (const char *p = list, *end = list + st.st_size; p < end; )
    {
      size_t src_length = strlen (p);
      const char *to = p + src_length + 1;
      size_t dst_length = strlen (to);
      const char *from = p;
      p = to + dst_length + 1;
      if (cached)
        {
          from = enter (&src, from, src_length);
          to = enter (&dst, to, dst_length);
        }
      if (linkat (src.fd, from, dst.fd, to, 0) != 0)
        stop (to);
    }
  return 0;
}
