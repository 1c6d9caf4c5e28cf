/* How is a finished job written as JSON?  (RFC 8259; one object a line.)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "json.h"

#include <stdlib.h>
#include <string.h>

#include "unistr.h"
#include "xalloc.h"

void
text_add (struct text *text, char const *bytes, size_t length)
{
  if (text->size - text->length < length)
    {
      text->size = 2 * (text->length + length) + 256;
      text->bytes = xrealloc (text->bytes, text->size);
    }
  memcpy (text->bytes + text->length, bytes, length);
  text->length += length;
}

static void
add (struct text *text, char const *string)
{
  text_add (text, string, strlen (string));
}

/* Add BYTE as two hexadecimal digits.  */
static void
add_hex (struct text *text, unsigned char byte)
{
  static char const digits[] = "0123456789abcdef";
  char const two[2] = { digits[byte >> 4], digits[byte & 0xf] };

  text_add (text, two, sizeof two);
}

/* Return how many bytes of valid UTF-8 the character at P, which ends at END,
   takes; 0 if it is invalid.  */
static size_t
character_length (char const *p, char const *end)
{
  ucs4_t character;
  int length = u8_mbtoucr (&character, (uint8_t const *) p, end - p);

  return length > 0 ? length : 0;
}

/* Add STRING in quotes; U+FFFD stands for each byte that is no UTF-8.  Return
   whether there are any.  */
static bool
add_string (struct text *text, char const *string)
{
  char const *end = string + strlen (string);
  bool invalid = false;

  add (text, "\"");
  for (char const *p = string; p < end; )
    {
      unsigned char c = *p;
      size_t length = character_length (p, end);

      if (length == 0)
        {
          add (text, "\xef\xbf\xbd");
          invalid = true;
        }
      else if (c < 0x20)
        {
          add (text, "\\u00");
          add_hex (text, c);
        }
      else
        {
          if (c == '"' || c == '\\')
            add (text, "\\");
          text_add (text, p, length);
        }
      p += length != 0 ? length : 1;
    }
  add (text, "\"");
  return invalid;
}

/* Begin the member KEY, with SUFFIX behind its name.  */
static void
add_key (struct text *text, char const *key, char const *suffix)
{
  add (text, text->bytes[text->length - 1] == '{' ? "\"" : ",\"");
  add (text, key);
  add (text, suffix);
  add (text, "\":");
}

/* Add the member KEY with VALUE, unless that is null.  Bytes that are no UTF-8
   are given exactly in the member KEY_hex.  */
static void
add_member (struct text *text, char const *key, char const *value)
{
  if (!value)
    return;
  add_key (text, key, "");
  if (!add_string (text, value))
    return;
  add_key (text, key, "_hex");
  add (text, "\"");
  for (; *value != '\0'; value++)
    add_hex (text, *value);
  add (text, "\"");
}

/* Add the member KEY with the text of NAME beside JOB's DEST, unless NAME is
   null.  */
static void
add_beside (struct text *text, char const *key, struct job const *job,
            char const *name)
{
  if (!name)
    return;

  char *whole = job_text_beside (job, name);
  add_member (text, key, whole);
  free (whole);
}

/* Add JOB's DEST, or where it was only tried the directory.  */
static void
add_dest (struct text *text, struct job const *job)
{
  bool tried = is_of_probe (job->result.outcome) && job->dst.dir;
  char *dst = tried ? NULL : job_dest_text (job);

  add_member (text, "dest", tried ? job->dst.dir : dst);
  free (dst);
}

static char const *
source_kind_word (enum source_kind kind)
{
  switch (kind)
    {
    case SOURCE_PATH:
    case SOURCE_VIA_HANDLE:
      break;
    case SOURCE_HANDLE:
      return "handle";
    case SOURCE_FD:
      return "fd";
    }
  return "path";
}

static char const *
kind_word (enum link_kind kind)
{
  switch (kind)
    {
    case LINK_HARD:
      break;
    case LINK_SYMBOLIC:
      return "symbolic";
    case LINK_SIMULATED:
      return "simulated";
    case LINK_DIRECTORY:
      return "directory";
    }
  return "hard";
}

/* Return the word for OUTCOME; a finished job has one.  */
static char const *
outcome_word (enum outcome outcome)
{
  switch (outcome)
    {
    case OUTCOME_LINKED:
      return "linked";
    case OUTCOME_REPLACED:
      return "replaced";
    case OUTCOME_ALREADY:
      return "already";
    case OUTCOME_SKIPPED:
      return "skipped";
    case OUTCOME_DECLINED:
      return "declined";
    case OUTCOME_POSSIBLE:
      return "possible";
    case OUTCOME_UNKNOWN:
      return "unknown";
    case OUTCOME_IMPOSSIBLE:
      return "impossible";
    case OUTCOME_PRINTED:
      return "printed";
    case OUTCOME_MADE:
      return "made";
    case OUTCOME_VANISHED:
      return "vanished";
    case OUTCOME_WOULD_LINK:
      return "would-link";
    case OUTCOME_WOULD_REPLACE:
      return "would-replace";
    case OUTCOME_WOULD_ASK:
      return "would-ask";
    case OUTCOME_WOULD_MAKE:
      return "would-make";
    case OUTCOME_NONE:
    case OUTCOME_FAILED:
      break;
    }
  return "failed";
}

/* Return the word for STEP, or NULL.  */
static char const *
step_word (enum step step)
{
  switch (step)
    {
    case STEP_NONE:
      break;
    case STEP_INPUT:
      return "input";
    case STEP_SOURCE:
    case STEP_HANDLE:
      return "source";
    case STEP_DEST:
    case STEP_DIRECTORY:
      return "dest";
    case STEP_LINK:
      return "link";
    case STEP_BACKUP:
      return "backup";
    case STEP_RENAME:
      return "rename";
    case STEP_UNLINK:
      return "unlink";
    case STEP_MAKE_DIRECTORY:
      return "directory";
    case STEP_LIST:
      return "list";
    case STEP_ATTRIBUTES:
      return "attributes";
    case STEP_SYNC_BEFORE:
    case STEP_SYNC:
      return "sync";
    }
  return NULL;
}

void
json_job (struct text *line, struct job const *job, char const *message,
          struct cause const *cause)
{
  struct result const *result = &job->result;
  bool links = result->step != STEP_INPUT && job->dst.text;

  add (line, "{");
  char *source = job_source_text (job);
  add_member (line, "source", source);
  free (source);
  if (job->src.text)
    add_member (line, "source_kind", source_kind_word (job->src.kind));
  if (links)
    {
      add_dest (line, job);
      add_member (line, "kind", kind_word (job->kind));
    }
  add_member (line, "outcome", outcome_word (result->outcome));
  add_member (line, "handle", result->handle);
  add_beside (line, "backup", job, result->backup);
  add_beside (line, "left_behind", job, result->left[0].name);
  add_beside (line, "also_left_behind", job, result->left[1].name);
  if (result->err != 0)
    {
      add_member (line, "step", step_word (result->step));
      add_member (line, "errno", strerrorname_np (result->err));
    }
  add_member (line, "message", message);
  add_member (line, "cause", (result->unverified && result->err == 0
                              ? "unverified" : cause->word));
  add_member (line, "note", cause->note);
  if (result->handle_works)
    {
      add_key (line, "ways", "");
      add (line, "[\"via-handle\"]");
    }
  add (line, "}");
}
