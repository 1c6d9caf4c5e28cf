/* For WASI: the type that POSIX wants here.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include_next <signal.h>
#include <__typedef_sigset_t.h>
