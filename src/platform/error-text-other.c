/* What is an error called, where the C library has words of its own?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "error-text.h"

#include <stdio.h>
#include <string.h>

#include "gnu-words.h"

char const *
error_text (int err, struct error_room *room)
{
  char const *name = strerrorname_np (err);

  if (!name)
    {
      snprintf (room->text, sizeof room->text, "Unknown error %d", err);
      return room->text;
    }
  char const *words = gnu_words (name);
  /* An error that Linux does not have.  */
  return words ? words : strerror (err);
}
