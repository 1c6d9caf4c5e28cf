/* What is an error called, where the C library is GNU's?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "error-text.h"

#include <string.h>

char const *
error_text (int err, struct error_room *room)
{
  (void) room;
  return strerror (err);
}
