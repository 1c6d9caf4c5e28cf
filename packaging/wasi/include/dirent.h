/* For WASI: its libc has an opendirat of its own, which is not gnulib's.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include_next <dirent.h>

#define opendirat gnulib_opendirat
