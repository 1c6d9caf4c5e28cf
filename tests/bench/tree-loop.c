/* The least that a tree of links can cost: a bare loop of linkat.

   SPDX-License-Identifier: GPL-3.0-or-later

   tree-loop SOURCE DEST

   Makes the directory DEST, and in it a link to each file in SOURCE, and so on
   for each directory in it: depth first, in the order as listed, by
   descriptors, in one thread.  Directories get their mode and times.  It stops
   at a failure.

   A program of the benchmark, for Linux: what fhln -R adds to this is what it
   costs.  */

#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum
{
  LIST_SIZE = 32 * 1024,
  OPEN = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
};

static void link_tree (int src_parent, int dst_parent, const char *src_name,
                       const char *dst_name);

/* Print what failed, and exit.  */
__attribute__ ((noreturn)) static void
stop (const char *what)
{
  perror (what);
  exit (1);
}

/* Is ENTRY of the directory SRC a directory?  */
static int
is_directory (int src, const struct dirent64 *entry)
{
  struct stat st;

  if (entry->d_type != DT_UNKNOWN)
    return entry->d_type == DT_DIR;
  if (fstatat (src, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    stop (entry->d_name);
  return S_ISDIR (st.st_mode);
}

/* Is NAME that of a directory itself, or of its parent?  */
static int
is_dot (const char *name)
{
  return (name[0] == '.'
          && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0')));
}

/* Link all in SRC into DST.  */
static void
link_entries (int src, int dst)
{
  _Alignas (struct dirent64) char list[LIST_SIZE];
  long size;

  while ((size = syscall (SYS_getdents64, src, list, sizeof list)) > 0)
    for (const char *p = list; p < list + size; )
      {
        const struct dirent64 *entry = (const void *) p;
        const char *name = entry->d_name;
        p += entry->d_reclen;
        if (is_directory (src, entry))
          {
            if (!is_dot (name))
              link_tree (src, dst, name, name);
          }
        else if (linkat (src, name, dst, name, 0) != 0)
          stop (name);
      }
  if (size < 0)
    stop ("getdents64");
}

/* Make the directory DST_NAME in DST_PARENT like SRC_NAME in SRC_PARENT.  */
static void
link_tree (int src_parent, int dst_parent, const char *src_name,
           const char *dst_name)
{
  struct stat st;
  int src = openat (src_parent, src_name, OPEN);

  if (src < 0 || fstat (src, &st) != 0)
    stop (src_name);
  if (mkdirat (dst_parent, dst_name, S_IRWXU) != 0)
    stop (dst_name);
  int dst = openat (dst_parent, dst_name, OPEN);
  if (dst < 0)
    stop (dst_name);
  link_entries (src, dst);
  struct timespec times[2] = { st.st_atim, st.st_mtim };
  if (fchmod (dst, st.st_mode & 07777) != 0 || futimens (dst, times) != 0)
    stop (dst_name);
  close (src);
  close (dst);
}

int
main (int argc, char **argv)
{
  if (argc != 3)
    return 2;
  link_tree (AT_FDCWD, AT_FDCWD, argv[1], argv[2]);
  return 0;
}
