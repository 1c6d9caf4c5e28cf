/* For WASI: getrandom, which gnulib wants, by getentropy, which is there.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include_next <sys/random.h>
#include <sys/types.h>
#include <unistd.h>

#define GRND_NONBLOCK 1
#define GRND_RANDOM 2

static inline ssize_t
getrandom (void *buffer, size_t length, unsigned int flags)
{
  (void) flags;
  return getentropy (buffer, length) == 0 ? (ssize_t) length : -1;
}
