/* Fuzz target: can a finished job be read back from its line of JSON?
   SPDX-License-Identifier: GPL-3.0-or-later

   The input's first bytes choose how a job ended, its texts follow, each
   ended by a NUL.  The line is read by a parser of its own, as strict as
   RFC 8259 and RFC 3629 have it: one whole object and nothing behind it, no
   control character, no key twice, UTF-8 everywhere.  Its members must be
   those that the job has, in order, byte for byte; what is no UTF-8 is shown
   with U+FFFD, a byte each, and given exactly in hexadecimal.  */

#include <config.h>

#include <errno.h>

#include "fuzz.h"
#include "json-parse.h"
#include "report/json.h"

/* What the line must have.  */

/* Expect in M the member KEY with TEXT, unless that is null.  */
static void
want (struct members *m, char const *key, char const *text)
{
  static struct { char const *key, *hex; } const exact[] = {
    { "source", "source_hex" }, { "dest", "dest_hex" },
    { "handle", "handle_hex" }, { "backup", "backup_hex" },
    { "left_behind", "left_behind_hex" },
    { "also_left_behind", "also_left_behind_hex" },
    { "message", "message_hex" },
    { "note", "note_hex" }, { "cause", "cause_hex" },
  };

  if (!text)
    return;
  char *shown = with_replacements (text);
  if (!shown)
    {
      add (m, key, strcpy (get (strlen (text) + 1), text));
      return;
    }
  add (m, key, shown);

  char *hex = get (2 * strlen (text) + 1);
  for (size_t i = 0; i < strlen (text); i++)
    sprintf (hex + 2 * i, "%02x", (unsigned char) text[i]);
  for (size_t i = 0; i < sizeof exact / sizeof *exact; i++)
    if (strcmp (exact[i].key, key) == 0)
      {
        add (m, exact[i].hex, hex);
        return;
      }
  require (false, "a member that may hold any bytes");
}

/* Expect in M the member KEY with NAME, unless that is null, in the directory
   DIR or, if that is null, beside TEXT.  */
static void
want_beside (struct members *m, char const *key, char const *dir,
             char const *text, char const *name)
{
  if (!name)
    return;

  char const *from = dir ? dir : text;
  size_t length = strlen (from);
  size_t end = length;
  while (end != 0 && from[end - 1] == '/')
    end--;
  if (!dir)
    {
      /* Up to the slash before its last component.  */
      size_t slash = end;
      while (slash != 0 && from[slash - 1] != '/')
        slash--;
      length = end == 0 ? length : slash;
    }
  else if (end != 0)
    length = end;

  char *whole = get (length + 1 + strlen (name) + 1);
  memcpy (whole, from, length);
  if (dir && end != 0)
    whole[length++] = '/';
  strcpy (whole + length, name);
  want (m, key, whole);
  free (whole);
}

/* Expect in M the member KEY with NAME below ROOT, in the directory of
   TRAIL.  */
static void
want_in_tree (struct members *m, char const *key, char const *root,
              struct trail const *trail, char const *name)
{
  size_t length = strlen (root);
  char *whole = get (length + (trail ? strlen (trail->name) : 0)
                     + strlen (name) + 3);

  /* Without slashes at its end, nor "/.".  */
  while (length != 0
         && (root[length - 1] == '/'
             || (length > 1 && memcmp (root + length - 2, "/.", 2) == 0)))
    length--;
  memcpy (whole, root, length);
  if (trail)
    length += sprintf (whole + length, "/%s", trail->name);
  sprintf (whole + length, "/%s", name);
  want (m, key, whole);
  free (whole);
}

/* All that a line is made of.  */
struct line
{
  struct job job;
  struct trail trail;
  struct tree_place place;      /* of the job, maybe */
  char *message;
  struct cause cause;
};

/* Expect in M what LINE is to be written as.  */
static void
want_line (struct members *m, struct line const *line)
{
  static char const *const kinds[] = { "path", "path", "handle", "fd" };
  static char const *const outcomes[] =
    { "failed", "linked", "replaced", "already", "skipped", "possible",
      "printed", "made", "would-link", "would-replace", "would-ask",
      "would-make", "vanished", "declined", "unknown", "impossible",
      "failed" };
  static char const *const links[] =
    { "hard", "symbolic", "simulated", "directory" };
  static char const *const steps[] =
    { NULL, "input", "source", "source", "dest", "dest", "link", "backup",
      "rename", "unlink", "directory", "list", "attributes", "sync", "sync" };
  struct job const *job = &line->job;
  struct result const *result = &job->result;
  char const *dir = job->dst.dir;
  char const *dst = job->dst.text;

  if (job->tree && job->src.text)
    want_in_tree (m, "source", job->tree->src_root, job->tree->trail,
                  job->src.text);
  else
    want (m, "source", job->src.text);
  if (job->src.text)
    want (m, "source_kind", kinds[job->src.kind]);
  if (dst && result->step != STEP_INPUT)
    {
      if (is_of_probe (result->outcome) && dir)
        want (m, "dest", dir);
      else if (job->tree)
        want_in_tree (m, "dest", job->tree->dst_root, job->tree->trail, dst);
      else if (dir)
        want_beside (m, "dest", dir, NULL, dst);
      else
        want (m, "dest", dst);
      want (m, "kind", links[job->kind]);
    }
  want (m, "outcome", outcomes[result->outcome]);
  want (m, "handle", result->handle);
  want_beside (m, "backup", dir, dst, result->backup);
  want_beside (m, "left_behind", dir, dst, result->left[0].name);
  want_beside (m, "also_left_behind", dir, dst, result->left[1].name);
  if (result->err != 0)
    {
      want (m, "step", steps[result->step]);
      want (m, "errno", strerrorname_np (result->err));
    }
  want (m, "message", line->message);
  want (m, "cause", line->cause.word);
  want (m, "note", line->cause.note);
}

/* Do the members FOUND equal those that are WANTED?  Both are freed, and the
   keys of FOUND.  */
static void
compare (struct members *wanted, struct members *found)
{
  for (int i = 0; i < wanted->count || i < found->count; i++)
    {
      require (i < found->count, "no member is missing");
      require (i < wanted->count, "no member is too many");
      require (strcmp (wanted->member[i].key, found->member[i].key) == 0,
               "the keys, in order");
      require (strcmp (wanted->member[i].value, found->member[i].value) == 0,
               "the values, byte for byte");
      free (wanted->member[i].value);
      free (found->member[i].value);
      free ((char *) found->member[i].key);
    }
}

/* The input.  */

/* Return the next text of IN, allocated, if WANTED; else NULL.  */
static char *
take_text (struct bytes *in, bool wanted)
{
  return wanted ? take_string (in) : NULL;
}

/* Let a base name have no slashes.  */
static void
make_base (char *name)
{
  for (; name && *name != '\0'; name++)
    if (*name == '/')
      *name = '_';
}

/* Let the job of LINE be in a tree; DEEP if in a directory below the roots.  */
static void
place_in_tree (struct line *line, struct bytes *in, bool deep)
{
  line->place = (struct tree_place) { .src_root = take_string (in),
                                      .dst_root = take_string (in) };
  if (deep)
    {
      line->trail.name = take_string (in);
      line->place.trail = &line->trail;
    }
  line->job.tree = &line->place;
}

static void
make_line (struct line *line, struct bytes *in)
{
  struct job *job = &line->job;
  struct result *result = &job->result;
  unsigned int has = take (in);
  unsigned int kinds = take (in);

  *line = (struct line) { .message = NULL };
  job->kind = (enum link_kind) (kinds & 3);
  job->src.kind = (enum source_kind) (kinds >> 2 & 3);
  result->outcome = (enum outcome) (take (in) % (OUTCOME_FAILED + 1));
  result->step = (enum step) (take (in) % (STEP_SYNC + 1));
  result->refusal = (enum refusal) (take (in) % (REFUSED_MOVED + 1));
  result->err = take (in) % 134;
  job->src.text = take_text (in, has & 1);
  job->dst.text = take_text (in, has & 2);
  job->dst.dir = take_text (in, (has & 6) == 6);
  result->backup = take_text (in, (has & 10) == 10);
  result->left[0].name = take_text (in, (has & 18) == 18);
  result->left[1].name = take_text (in, (has & 18) == 18
                                        && (kinds & 32) != 0);
  result->handle = take_text (in, has & 32);
  line->message = take_text (in, has & 64);
  line->cause.note = take_text (in, has & 128);
  line->cause.word = kinds & 16 ? "disk-full" : NULL;
  make_base (result->backup);
  make_base (result->left[0].name);
  make_base (result->left[1].name);
  if (job->dst.dir)
    make_base ((char *) job->dst.text);
  if ((kinds & 64) != 0 && !job->dst.dir && !result->backup
      && !result->left[0].name && (has & 3) == 3)
    place_in_tree (line, in, (kinds & 128) != 0);
}

static void
free_line (struct line *line)
{
  struct job *job = &line->job;

  free ((char *) job->src.text);
  free ((char *) job->dst.text);
  free ((char *) job->dst.dir);
  free ((char *) line->trail.name);
  free ((char *) line->place.src_root);
  free ((char *) line->place.dst_root);
  free (job->result.backup);
  free (job->result.left[0].name);
  free (job->result.left[1].name);
  free (job->result.handle);
  free (line->message);
  free (line->cause.note);
}

/* Write LINE behind what TEXT has, as it is, and read it back.  */
static void
write_and_read (struct text *text, struct line const *line)
{
  struct members wanted = { .count = 0 };
  struct members found = { .count = 0 };
  size_t begin = text->length;

  json_job (text, &line->job, line->message, &line->cause);
  want_line (&wanted, line);
  parse_object (text->bytes + begin, text->length - begin, &found);
  compare (&wanted, &found);
}

int
LLVMFuzzerTestOneInput (uint8_t const *data, size_t size)
{
  struct bytes in = { data, size };
  struct text text = { NULL, 0, 0 };
  struct line line;

  text_add (&text, "", 1);
  text_add (&text, (char const *) data, size);
  require (text.length == size + 1
           && memcmp (text.bytes + 1, data, size) == 0, "any bytes at once");
  text.length = 0;

  /* Two lines, so that one is written where another has been.  */
  for (int i = 0; i < 2; i++)
    {
      make_line (&line, &in);
      write_and_read (&text, &line);
      if (i == 0)
        text.length = 0;
      free_line (&line);
    }
  free (text.bytes);
  return 0;
}
