/* For WASI: one thread needs no locks on its streams.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include_next <stdio.h>

#define flockfile(stream) ((void) (stream))
#define funlockfile(stream) ((void) (stream))
