/* For WASI: flags that libc's calls know nothing of.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include_next <fcntl.h>

#define AT_EMPTY_PATH 0x1000
