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
#include "report/json.h"

enum { MEMBERS_MAX = 40 };

/* A key and its value, as bytes.  */
struct member
{
  char const *key;
  char *value;
};

struct members
{
  struct member member[MEMBERS_MAX];
  int count;
};

static void *
get (size_t size)
{
  void *p = malloc (size);

  require (p != NULL, "enough memory");
  return p;
}

/* Add to M the member KEY with VALUE, which M owns from now on.  */
static void
add (struct members *m, char const *key, char *value)
{
  require (m->count < MEMBERS_MAX, "room for the members");
  m->member[m->count++] = (struct member) { key, value };
}

/* UTF-8, as RFC 3629 has it.  */

/* Return how many bytes the character at P takes, which has LEFT bytes; 0 if
   there is none.  */
static size_t
utf8_length (unsigned char const *p, size_t left)
{
  static struct { unsigned char first[2]; unsigned char second[2]; int length; }
  const table[] = {
    { { 0x00, 0x7f }, { 0x00, 0x00 }, 1 },
    { { 0xc2, 0xdf }, { 0x80, 0xbf }, 2 },
    { { 0xe0, 0xe0 }, { 0xa0, 0xbf }, 3 },
    { { 0xe1, 0xec }, { 0x80, 0xbf }, 3 },
    { { 0xed, 0xed }, { 0x80, 0x9f }, 3 },
    { { 0xee, 0xef }, { 0x80, 0xbf }, 3 },
    { { 0xf0, 0xf0 }, { 0x90, 0xbf }, 4 },
    { { 0xf1, 0xf3 }, { 0x80, 0xbf }, 4 },
    { { 0xf4, 0xf4 }, { 0x80, 0x8f }, 4 },
  };

  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    {
      size_t length = table[i].length;
      if (p[0] < table[i].first[0] || p[0] > table[i].first[1])
        continue;
      if (length > left)
        return 0;
      if (length > 1
          && (p[1] < table[i].second[0] || p[1] > table[i].second[1]))
        return 0;
      for (size_t j = 2; j < length; j++)
        if ((p[j] & 0xc0) != 0x80)
          return 0;
      return length;
    }
  return 0;
}

/* Return TEXT, allocated, with U+FFFD for each byte that is no UTF-8; or NULL
   if there is none.  */
static char *
with_replacements (char const *text)
{
  size_t left = strlen (text);
  char *shown = get (3 * left + 1);
  char *end = shown;
  bool replaced = false;

  while (left != 0)
    {
      size_t length = utf8_length ((void const *) text, left);
      if (length != 0)
        end = mempcpy (end, text, length);
      else
        {
          end = mempcpy (end, "\357\277\275", 3);
          replaced = true;
          length = 1;
        }
      text += length;
      left -= length;
    }
  *end = '\0';
  if (replaced)
    return shown;
  free (shown);
  return NULL;
}

/* The parser.  */

struct parser
{
  unsigned char const *p;
  unsigned char const *end;
};

static void
expect (struct parser *in, char c)
{
  require (in->p < in->end && *in->p == (unsigned char) c,
           "the structure of an object");
  in->p++;
}

/* Return the value of the four hexadecimal digits that IN has next.  */
static unsigned int
parse_hex4 (struct parser *in)
{
  static char const digits[] = "0123456789abcdef0123456789ABCDEF";
  unsigned int value = 0;

  for (int i = 0; i < 4; i++)
    {
      char const *digit = (in->p < in->end && *in->p != '\0'
                           ? strchr (digits, *in->p) : NULL);
      require (digit != NULL, "four hexadecimal digits");
      value = value * 16 + (digit - digits) % 16;
      in->p++;
    }
  return value;
}

/* Write CHARACTER, of at most 16 bits, as UTF-8 to TO; return its end.  */
static char *
put_character (char *to, unsigned int character)
{
  require (character != 0 && (character < 0xd800 || character > 0xdfff),
           "a character that a text can have");
  if (character < 0x80)
    *to++ = character;
  else if (character < 0x800)
    {
      *to++ = 0xc0 | character >> 6;
      *to++ = 0x80 | (character & 0x3f);
    }
  else
    {
      *to++ = 0xe0 | character >> 12;
      *to++ = 0x80 | (character >> 6 & 0x3f);
      *to++ = 0x80 | (character & 0x3f);
    }
  return to;
}

/* Parse the escape that IN has behind a backslash, to TO; return its end.  */
static char *
parse_escape (struct parser *in, char *to)
{
  static char const names[] = "\"\\/bfnrt";
  static char const values[] = "\"\\/\b\f\n\r\t";

  require (in->p < in->end && *in->p != '\0', "an escape that is whole");
  if (*in->p == 'u')
    {
      in->p++;
      return put_character (to, parse_hex4 (in));
    }

  char const *name = strchr (names, *in->p);
  require (name != NULL, "an escape that there is");
  in->p++;
  *to++ = values[name - names];
  return to;
}

/* Parse the string that IN has next.  Return it, allocated.  */
static char *
parse_string (struct parser *in)
{
  char *text = get (in->end - in->p + 1);
  char *to = text;

  expect (in, '"');
  while (in->p < in->end && *in->p != '"')
    {
      require (*in->p >= 0x20, "no control character in a string");
      if (*in->p == '\\')
        {
          in->p++;
          to = parse_escape (in, to);
          continue;
        }
      size_t length = utf8_length (in->p, in->end - in->p);
      require (length != 0, "a string in UTF-8");
      to = mempcpy (to, in->p, length);
      in->p += length;
    }
  expect (in, '"');
  *to = '\0';
  return text;
}

/* Parse the LENGTH bytes at LINE, an object of strings, into M.  */
static void
parse_object (char const *line, size_t length, struct members *m)
{
  struct parser in = { (void const *) line, (void const *) (line + length) };

  expect (&in, '{');
  for (;;)
    {
      char *key = parse_string (&in);
      for (int i = 0; i < m->count; i++)
        require (strcmp (m->member[i].key, key) != 0, "no key twice");
      expect (&in, ':');
      add (m, key, parse_string (&in));
      if (in.p == in.end || *in.p != ',')
        break;
      in.p++;
    }
  expect (&in, '}');
  require (in.p == in.end, "nothing behind the object");
}

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

/* All that a line is made of.  */
struct line
{
  struct job job;
  char *message;
  struct cause cause;
};

/* Expect in M what LINE is to be written as.  */
static void
want_line (struct members *m, struct line const *line)
{
  static char const *const kinds[] = { "path", "path", "handle", "fd" };
  static char const *const outcomes[] =
    { "failed", "linked", "replaced", "already", "skipped", "printed",
      "declined", "failed" };
  static char const *const links[] = { "hard", "symbolic", "simulated" };
  static char const *const steps[] =
    { NULL, "input", "source", "source", "dest", "dest", "link", "backup",
      "rename", "unlink", "sync", "sync" };
  struct job const *job = &line->job;
  struct result const *result = &job->result;
  char const *dir = job->dst.dir;
  char const *dst = job->dst.text;

  want (m, "source", job->src.text);
  if (job->src.text)
    want (m, "source_kind", kinds[job->src.kind]);
  if (dst && result->step != STEP_INPUT)
    {
      if (dir)
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
  if (result->outcome == OUTCOME_FAILED)
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

static void
make_line (struct line *line, struct bytes *in)
{
  struct job *job = &line->job;
  struct result *result = &job->result;
  unsigned int has = take (in);
  unsigned int kinds = take (in);

  *line = (struct line) { .message = NULL };
  job->kind = (kinds & 2 ? LINK_SIMULATED
               : kinds & 1 ? LINK_SYMBOLIC : LINK_HARD);
  job->src.kind = (enum source_kind) (kinds >> 2 & 3);
  result->outcome = (enum outcome) (take (in) % (OUTCOME_FAILED + 1));
  result->step = (enum step) (take (in) % (STEP_SYNC + 1));
  result->refusal = (enum refusal) (take (in) % (REFUSED_LINES + 1));
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
}

static void
free_line (struct line *line)
{
  struct job *job = &line->job;

  free ((char *) job->src.text);
  free ((char *) job->dst.text);
  free ((char *) job->dst.dir);
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
