/* How are lines counted in runs that are killed, traced or confined?

   SPDX-License-Identifier: GPL-3.0-or-later

   Linked into a program that is compiled for coverage, with shared.ld.  gcov's
   own way is to write files when a program ends, which one that is killed
   never does, and which are calls that the tests would count and disturb.
   Here the counters lie in memory that all runs of the program share: the
   file COUNTERS, mapped over them before main.  A run that cannot open it
   is not counted.

   With COVERAGE_OUTPUT in its environment a run writes what has been counted,
   a .gcda file for each source in that directory, and ends.

   A test program: it stands alone and is compiled without <config.h>.  */

#include <fcntl.h>
#include <gcov.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* By shared.ld.  */
extern char counters_begin[], counters_end[];
extern const struct gcov_info *const infos_begin[];
extern const struct gcov_info *const infos_end[];

/* What is written of one source.  */
struct output
{
  int dirfd;
  int fd;
};

static void
need (int success)
{
  if (!success)
    _exit (2);
}

/* gcov's callback: what follows is of the file NAME.  */
static void
open_file (const char *name, void *arg)
{
  struct output *output = arg;
  const char *slash = strrchr (name, '/');

  output->fd = openat (output->dirfd, slash ? slash + 1 : name,
                       O_WRONLY | O_CREAT | O_TRUNC, 0666);
  need (output->fd >= 0);
}

/* gcov's callback: write SIZE bytes at DATA.  */
static void
write_part (const void *data, unsigned int size, void *arg)
{
  struct output *output = arg;

  need (write (output->fd, data, size) == (ssize_t) size);
}

/* gcov's callback: return SIZE bytes.  */
static void *
allocate (unsigned int size, void *arg)
{
  (void) arg;
  return malloc (size);
}

/* Write what has been counted to files in DIRECTORY.  */
static void
write_all (const char *directory)
{
  struct output output = { .dirfd = open (directory, O_RDONLY) };

  need (output.dirfd >= 0);
  for (const struct gcov_info *const *info = infos_begin; info < infos_end;
       info++)
    {
      __gcov_info_to_gcda (*info, open_file, write_part, allocate, &output);
      need (close (output.fd) == 0);
    }
}

/* Map the file COUNTERS over the counters.  Return whether that worked.  */
static int
share (void)
{
  size_t size = counters_end - counters_begin;
  int fd = open (COUNTERS, O_RDWR | O_CLOEXEC);
  struct stat st;

  if (fd < 0)
    return 0;
  int shared = (fstat (fd, &st) == 0
                && ((size_t) st.st_size >= size || ftruncate (fd, size) == 0)
                && mmap (counters_begin, size, PROT_READ | PROT_WRITE,
                         MAP_SHARED | MAP_FIXED, fd, 0) == counters_begin);
  close (fd);
  return shared;
}

__attribute__ ((constructor)) static void
begin (void)
{
  int shared = share ();
  const char *directory = getenv ("COVERAGE_OUTPUT");

  if (!directory)
    return;
  need (shared);
  write_all (directory);
  _exit (0);
}
