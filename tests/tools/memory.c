/* A library for LD_PRELOAD: one allocation fails.
   SPDX-License-Identifier: GPL-3.0-or-later

   FAIL_AT=N        which allocation after start-up fails, from 0
   FAIL_ON=1        and all that follow it
   FAIL_MARK=FILE   is made when one has failed

   The allocations are those of the program and of the C library itself.  What
   they get is never freed, so that what is used after it was freed is not
   hidden by another's use of it.

   A test program's part: it stands alone and is compiled without
   <config.h>.  */

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARENA_SIZE = 64 * 1024 * 1024, ALIGNMENT = 16 };

static _Alignas (ALIGNMENT) char arena[ARENA_SIZE];
static size_t used;
static bool started;
static long fail_at = -1;
static long count;
static bool goes_on;
static const char *mark;

/* Start counting.  This runs after the libraries are loaded.  */
__attribute__ ((constructor)) static void
start (void)
{
  const char *at = getenv ("FAIL_AT");

  fail_at = at ? strtol (at, NULL, 10) : -1;
  goes_on = getenv ("FAIL_ON") != NULL;
  mark = getenv ("FAIL_MARK");
  started = true;
}

/* Does this allocation fail?  */
static bool
fails (void)
{
  if (!started || fail_at < 0)
    return false;
  long number = count++;
  if (number != fail_at && ! (goes_on && number > fail_at))
    return false;
  int fd = mark ? open (mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) : -1;
  if (fd >= 0)
    close (fd);
  errno = ENOMEM;
  return true;
}

/* Return SIZE bytes aligned as ALIGN tells, the size in front of them; or NULL
   and ENOMEM.  */
static void *
get (size_t size, size_t align)
{
  size_t begin = (used + sizeof size + align - 1) / align * align;

  if (fails () || size > ARENA_SIZE || begin > ARENA_SIZE - size)
    {
      errno = ENOMEM;
      return NULL;
    }
  used = begin + size;
  memcpy (arena + begin - sizeof size, &size, sizeof size);
  return arena + begin;
}

void *
malloc (size_t size)
{
  return get (size, ALIGNMENT);
}

void
free (void *p)
{
  (void) p;
}

void *
calloc (size_t n, size_t size)
{
  size_t bytes;

  if (__builtin_mul_overflow (n, size, &bytes))
    {
      errno = ENOMEM;
      return NULL;
    }
  return get (bytes, ALIGNMENT);
}

void *
realloc (void *p, size_t size)
{
  size_t old = 0;
  void *new = get (size, ALIGNMENT);

  if (p)
    memcpy (&old, (char *) p - sizeof old, sizeof old);
  if (new && p)
    memcpy (new, p, old < size ? old : size);
  return new;
}

void *
reallocarray (void *p, size_t n, size_t size)
{
  size_t bytes;

  if (__builtin_mul_overflow (n, size, &bytes))
    {
      errno = ENOMEM;
      return NULL;
    }
  return realloc (p, bytes);
}

void *
memalign (size_t align, size_t size)
{
  return get (size, align < ALIGNMENT ? ALIGNMENT : align);
}

void *
aligned_alloc (size_t align, size_t size)
{
  return memalign (align, size);
}

int
posix_memalign (void **p, size_t align, size_t size)
{
  *p = memalign (align, size);
  return *p ? 0 : ENOMEM;
}
