/* Fuzz target: does the reader of handles accept only what it can give back?
   SPDX-License-Identifier: GPL-3.0-or-later

   Any text is accepted or refused, without a crash.  An accepted one is
   written, and read again to the same parts; FSID and BYTES of it are written
   as they were read.  The platform's form keeps the parts, too.  */

#include <config.h>

#include <errno.h>
#include <limits.h>

#include "fuzz.h"
#include "platform/fh.h"
#include "handle-text.h"

/* What a handle's text consists of is the same in A and B.  */
static void
require_same (struct handle_parts const *a, struct handle_parts const *b)
{
  require (a->fsid == b->fsid, "the same FSID");
  require (a->type == b->type, "the same TYPE");
  require (a->count == b->count
           && memcmp (a->bytes, b->bytes, a->count) == 0, "the same BYTES");
}

/* PARTS is in the range that others count upon.  */
static void
require_range (struct handle_parts const *parts)
{
  require (parts->count != 0 && parts->count <= HANDLE_BYTES_MAX,
           "1 to 128 bytes");
  require (parts->type <= INT_MAX, "a type that is an int");
  require (parts->has_fsid || parts->fsid == 0, "no FSID means zeros");
}

/* WRITTEN is what TEXT, FSID:TYPE:BYTES, was written as: the same but for
   TYPE's leading zeros.  */
static void
require_same_text (char const *text, char const *written)
{
  char const *type = text + strlen ("0123456789abcdef:");
  char const *written_type = written + (type - text);

  require (strncmp (text, written, type - text) == 0, "FSID as it was read");
  require (strcmp (strchr (type, ':'), strchr (written_type, ':')) == 0,
           "BYTES as they were read");
  require (strtoul (type, NULL, 16) == strtoul (written_type, NULL, 16),
           "TYPE as it was read");
}

/* The platform's handle made of PARTS has them, if there is one.  */
static void
require_platform (struct handle_parts const *parts)
{
  fhandle_t handle;
  struct handle_parts back;

  if (fh_from_parts (parts, &handle) != 0)
    return;
  fh_to_parts (&handle, &back);
  require_same (parts, &back);
}

int
LLVMFuzzerTestOneInput (uint8_t const *data, size_t size)
{
  struct handle_parts parts;
  struct handle_parts again;
  char written[HANDLE_TEXT_SIZE];

  /* Of its own size, so that one byte too much is seen.  */
  char *text = malloc (size + 1);
  if (!text)
    return 0;
  memcpy (text, data, size);
  text[size] = '\0';

  int err = parse_handle (text, &parts);
  require (err == 0 || err == EINVAL, "0 or EINVAL");
  if (err == 0)
    {
      require_range (&parts);
      format_handle (&parts, written);
      require (strlen (written) < sizeof written, "room for the text");
      require (parse_handle (written, &again) == 0, "what is written reads");
      require (again.has_fsid && !again.has_ino && !again.has_sdev,
               "a handle's own text");
      require_same (&parts, &again);
      if (parts.has_fsid)
        require_same_text (text, written);
      require_platform (&parts);
    }
  free (text);
  return 0;
}
