/* Which characters can be printed, where the C library has locales?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "user-locale.h"

#include <locale.h>

void
use_locale (void)
{
  setlocale (LC_ALL, "");
}
