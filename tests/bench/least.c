/* The least that a link with a further promise can cost, without a C library.

   SPDX-License-Identifier: GPL-3.0-or-later

   least replace SOURCE DEST     DEST, which exists, is never missing
   least json SOURCE DEST        a line on standard output tells of it
   least handle HANDLE DEST      SOURCE is a handle, as fhln prints it

   A program of the benchmark.  The exit status is the errno of what failed.  */

#include "bare.h"

enum { HANDLE_MAX = 128 };

/* As open_by_handle_at takes it.  */
struct handle
{
  unsigned int length;
  int type;
  unsigned char bytes[HANDLE_MAX];
};

static __attribute__ ((noreturn)) void
leave (long result)
{
  for (;;)
    call (__NR_exit_group, result < 0 ? -result : 0, 0, 0, 0, 0);
}

/* End the run if RESULT is that of a call that has failed.  */
static long
checked (long result)
{
  if (result < 0)
    leave (result);
  return result;
}

/* The name is there, as is known from the first call; the last one is for a
   DEST that was SOURCE's file already.  */
static void
replace (long src, long dst)
{
  char const *name = ".least";

  call (__NR_linkat, AT_FDCWD, src, AT_FDCWD, dst, 0);
  checked (call (__NR_linkat, AT_FDCWD, src, AT_FDCWD, (long) name, 0));
  checked (call (__NR_renameat2, AT_FDCWD, (long) name, AT_FDCWD, dst, 0));
  call (__NR_unlinkat, AT_FDCWD, (long) name, 0, 0, 0);
}

static void
tell (long src, long dst)
{
  static char const line[] = "{\"source\":\"a\",\"source_kind\":\"path\","
    "\"dest\":\"b\",\"kind\":\"hard\",\"outcome\":\"linked\"}\n";

  checked (call (__NR_linkat, AT_FDCWD, src, AT_FDCWD, dst, 0));
  checked (call (__NR_write, 1, (long) line, sizeof line - 1, 0, 0));
}

static unsigned int
digit (char c)
{
  return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* Read TEXT, FSID:TYPE:BYTES.  */
static void
read_handle (char const *text, struct handle *handle)
{
  while (*text++ != ':')
    ;
  handle->type = 0;
  for (; *text != ':'; text++)
    handle->type = handle->type * 16 + (int) digit (*text);
  handle->length = 0;
  for (text++; text[0] != '\0' && handle->length < HANDLE_MAX; text += 2)
    handle->bytes[handle->length++] = digit (text[0]) * 16 + digit (text[1]);
}

static void
link_handle (long text, long dst)
{
  struct handle handle;
  long directory = checked (call (__NR_openat, AT_FDCWD, (long) ".",
                                  O_RDONLY | O_DIRECTORY, 0, 0));

  read_handle ((char const *) text, &handle);
  long fd = checked (call (__NR_open_by_handle_at, directory, (long) &handle,
                           O_PATH, 0, 0));
  checked (call (__NR_linkat, fd, (long) "", AT_FDCWD, dst, AT_EMPTY_PATH));
}

void
begin (long *stack)
{
  switch (*(char const *) stack[2])
    {
    case 'r':
      replace (stack[3], stack[4]);
      break;
    case 'j':
      tell (stack[3], stack[4]);
      break;
    default:
      link_handle (stack[3], stack[4]);
      break;
    }
  leave (0);
}
