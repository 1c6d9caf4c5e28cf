/* Do the pure parts of fhln keep their contracts?
   SPDX-License-Identifier: GPL-3.0-or-later

   Prints TAP.  Nothing here looks at a file system.  */

#include <config.h>


#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "handle-text.h"
#include "report/json.h"
#include "link/made.h"
#include "name.h"
#include "link/numbered.h"
#include "operand.h"
#include "same-bytes.h"
#include "platform/error-text.h"
#include "platform/gnu-words.h"
#include "input/relative.h"
#include "link/spelling.h"
#include "unit.h"

void
check (struct tally *tally, bool ok, char const *what)
{
  tally->count++;
  tally->failed += !ok;
  printf ("%sok %d %s\n", ok ? "" : "not ", tally->count, what);
}

static bool
has_base (char const *name, char const *base)
{
  size_t length;
  char const *found = base_name_of (name, &length);

  return strlen (base) == length && memcmp (found, base, length) == 0;
}

static void
test_names (struct tally *t)
{
  check (t, has_base ("a", "a") && has_base ("d/a", "a")
         && has_base ("/a", "a"), "a base name is what follows the last slash");
  check (t, has_base ("a/", "a") && has_base ("d//a//", "a"),
         "a base name has no trailing slash");
  check (t, has_base ("", "") && has_base ("/", "") && has_base ("//", ""),
         "the empty name and the root have no base name");
  check (t, parent_length ("a") == 0 && parent_length ("d/a") == 2
         && parent_length ("/a") == 1 && parent_length ("d//a/") == 3,
         "a parent's length ends where the base name begins");
  check (t, ends_in_slash ("a/") && !ends_in_slash ("a")
         && !ends_in_slash (""), "a trailing slash is seen");
}

static void
test_descriptors (struct tally *t)
{
  int fd = -7;

  check (t, parse_descriptor ("0", &fd) == 0 && fd == 0
         && parse_descriptor ("2147483647", &fd) == 0 && fd == 2147483647,
         "a descriptor is a decimal number");
  check (t, parse_descriptor ("2147483648", &fd) == EINVAL
         && parse_descriptor ("99999999999999999999", &fd) == EINVAL,
         "a number that no descriptor can have is malformed");
  check (t, parse_descriptor ("", &fd) == EINVAL
         && parse_descriptor ("-1", &fd) == EINVAL
         && parse_descriptor ("+1", &fd) == EINVAL
         && parse_descriptor (" 1", &fd) == EINVAL
         && parse_descriptor ("1x", &fd) == EINVAL
         && parse_descriptor ("cwd", &fd) == EINVAL,
         "a descriptor has digits alone");
  check (t, parse_dirfd ("cwd", &fd) == 0 && fd == AT_FDCWD
         && parse_dirfd ("3", &fd) == 0 && fd == 3,
         "a directory's descriptor may be cwd");
}

static bool
leads (char const *file, char const *directory, char const *name)
{
  char *result = relative_to (file, directory);
  bool same = strcmp (result, name) == 0;

  free (result);
  return same;
}

static void
test_relative (struct tally *t)
{
  check (t, leads ("/d/a", "/d", "a") && leads ("/d/e/a", "/d", "e/a"),
         "a relative name goes down");
  check (t, leads ("/a", "/d", "../a") && leads ("/a", "/d/e", "../../a")
         && leads ("/x/a", "/y/z", "../../x/a"), "a relative name goes up");
  check (t, leads ("/d", "/d", ".") && leads ("/", "/", ".")
         && leads ("/d", "/d/e", "..") && leads ("/", "/d", ".."),
         "a relative name may be a directory on the way");
  check (t, leads ("/dd/a", "/d", "../dd/a")
         && leads ("/d/a", "/dd", "../d/a"),
         "a common beginning of names is no common directory");
}

/* Is NAME what a backup NUMBER of BASE is called?  */
static bool
is_written (char const *base, size_t limit, char const *number,
            char const *name)
{
  char result[64];

  write_numbered (result, base, limit, number);
  return strcmp (result, name) == 0;
}

/* Has NAME the NUMBER, or if that is null no number, of a backup of BASE?  */
static bool
is_parsed (char const *name, char const *number, char const *base)
{
  size_t length = 0;
  char const *found = parse_numbered (name, &length);

  return (!number ? !found
          : found && strlen (found) == strlen (number) + 1
            && memcmp (found, number, strlen (number)) == 0
            && length == strlen (base) && memcmp (name, base, length) == 0);
}

/* Is AFTER one more than BEFORE?  */
static bool
follows (char const *before, char const *after)
{
  char number[32];

  strcpy (number, before);
  increment (number);
  return (strcmp (number, after) == 0 && is_less (before, after)
          && !is_less (after, before));
}

static void
test_spelling (struct tally *t)
{
  check (t, may_be_one ("a", "A") && may_be_one ("Read.Me", "READ.ME.")
         && may_be_one ("a.", "a") && may_be_one ("a ", "A"),
         "names that differ in case may be one");
  check (t, may_be_one ("\xc3\xa9", "e\xcc\x81")
         && may_be_one ("\xc3\x89", "e\xcc\x81")
         && may_be_one ("stra\xc3\x9f" "e", "STRASSE")
         && may_be_one ("a\xe2\x80\x8d", "a"),
         "names that differ in their form of Unicode may be one");
  check (t, !may_be_one ("a", "b") && !may_be_one ("a", "ab")
         && !may_be_one ("\xc3\xa9", "e") && !may_be_one ("\xff", "\xfe")
         && !may_be_one ("n", "n~") && !may_be_one ("n", "n.~1~"),
         "other names are not");
  check (t, may_be_one ("LONGNA~1.TXT", "longname.text")
         && may_be_one ("longname.text", "longna~1"),
         "a short name of DOS may be that of any other");
}

static void
test_backups (struct tally *t)
{
  check (t, is_parsed ("b.~1~", "1", "b") && is_parsed ("b.~120~", "120", "b")
         && is_parsed ("b~.~7~", "7", "b~")
         && is_parsed ("b.~1~.~2~", "2", "b.~1~")
         && is_parsed ("b.~12345678901234567890~", "12345678901234567890",
                       "b"), "a numbered backup is known");
  check (t, is_parsed ("b~", NULL, "") && is_parsed ("b.~~", NULL, "")
         && is_parsed ("b.~1~x", NULL, "") && is_parsed ("b.~1", NULL, "")
         && is_parsed ("b.~01~", NULL, "") && is_parsed (".~1~", NULL, "")
         && is_parsed ("", NULL, "") && is_parsed ("~", NULL, ""),
         "other names are none");

  char long_name[NUMBER_DIGITS_MAX + 8] = "b.~";
  memset (long_name + 3, '1', NUMBER_DIGITS_MAX);
  strcpy (long_name + 3 + NUMBER_DIGITS_MAX, "~");
  size_t length;
  bool taken = parse_numbered (long_name, &length) != NULL;
  strcpy (long_name + 3 + NUMBER_DIGITS_MAX, "1~");
  check (t, taken && !parse_numbered (long_name, &length),
         "no more digits are taken than a name has bytes");
  check (t, follows ("0", "1") && follows ("9", "10") && follows ("19", "20")
         && follows ("18446744073709551615", "18446744073709551616")
         && follows ("999", "1000"), "numbers of backups have no end");
  check (t, room_for ("abcdef", 6, 1) == 5 && room_for ("abcdef", 7, 1) == 6
         && room_for ("ab\xc3\xa9", 4, 1) == 2
         && room_for ("ab\xc3\xa9", 5, 1) == 4
         && room_for ("ab\xa9\xa9", 4, 1) == 3,
         "a name is cut between characters");
  check (t, is_written ("abcdef", 99, "3", "abcdef.~3~")
         && is_written ("abcdef", 6, "2", "ab.~2~")
         && is_written ("abcdef", 3, "12", ".~12~"),
         "a backup's name fits its directory");
}

/* Is a name of LENGTH bytes scanned as it is, whose last slash is the byte
   before SLASH, or which has none if that is 0?  */
static bool
scans (size_t length, size_t slash)
{
  char name[64 + SCAN_SLACK];

  memset (name, 'x', sizeof name);
  name[length] = '\0';
  if (length + 2 < sizeof name)
    name[length + 2] = '/';     /* of what follows the name */
  if (slash != 0)
    name[slash - 1] = '/';
  struct scanned found = scan_name (name);
  return found.length == length && found.parent == slash;
}

static void
test_scan (struct tally *t)
{
  char one[40], other[40];
  bool scanned = true, same = true, differs = true;

  for (size_t length = 0; length < 50; length++)
    for (size_t slash = 0; slash <= length; slash++)
      scanned &= scans (length, slash);
  check (t, scanned, "a name's length and last slash are found at any place");

  memset (one, 'x', sizeof one);
  for (size_t length = 0; length <= sizeof one; length++)
    {
      memcpy (other, one, sizeof one);
      same &= same_bytes (one, other, length);
      for (size_t i = 0; i < length; i++)
        {
          other[i] = 'y';
          differs &= !same_bytes (one, other, length);
          other[i] = 'x';
        }
      if (length < sizeof one)
        other[length] = 'y';
      same &= same_bytes (one, other, length);
    }
  check (t, same, "equal bytes are equal, whatever follows them");
  check (t, differs, "one byte that differs is seen at any place");
}

static bool
is_handle (char const *text)
{
  struct handle_parts parts, again;
  char written[HANDLE_TEXT_SIZE];

  if (parse_handle (text, &parts) != 0)
    return false;
  format_handle (&parts, written);
  return (parse_handle (written, &again) == 0 && again.type == parts.type
          && again.count == parts.count && again.fsid == parts.fsid
          && memcmp (again.bytes, parts.bytes, parts.count) == 0);
}

/* Is a handle of COUNT bytes one?  */
static bool
is_long_handle (size_t count)
{
  char text[600] = "0123456789abcdef:1:";
  size_t length = strlen (text);

  memset (text + length, '5', 2 * count);
  text[length + 2 * count] = '\0';
  return is_handle (text);
}

static void
test_handles (struct tally *t)
{
  check (t, is_long_handle (HANDLE_BYTES_MAX)
         && !is_long_handle (HANDLE_BYTES_MAX + 1),
         "a handle has no more bytes than any system makes");
  check (t, is_handle ("0123456789abcdef:1:540000009e8ad197")
         && is_handle ("0000000000000000:7fffffff:00"),
         "a handle is read and written alike");
  check (t, !is_handle ("") && !is_handle (":") && !is_handle ("::")
         && !is_handle ("0123456789abcdef:1:")
         && !is_handle ("0123456789abcdef::54")
         && !is_handle (":1:54"), "a handle has no empty part");
  check (t, !is_handle ("123456789abcdef:1:54")
         && !is_handle ("00123456789abcdef:1:54")
         && !is_handle ("0123456789abcdef:1:5")
         && !is_handle ("0123456789abcdef:80000000:54")
         && !is_handle ("0123456789abcdef:000000001:54"),
         "a handle's parts have their lengths");
  check (t, !is_handle ("0123456789ABCDEF:1:54")
         && !is_handle ("0123456789abcdef:1:5G")
         && !is_handle ("0123456789abcdef:1:54 ")
         && !is_handle ("0123456789abcdef:1:54:"),
         "a handle has lower-case digits alone");
  check (t, is_handle ("fhandle-bytes:2 fhandle-type:1 f_handle:54aa")
         && is_handle ("inotify wd:1 ino:9e7e sdev:800013 mask:800afce "
                       "ignored_mask:0 fhandle-bytes:8 fhandle-type:1 "
                       "f_handle:7e9e0000640d1b6d\n"),
         "a line of fdinfo is a handle");
  check (t, !is_handle ("fhandle-bytes:3 fhandle-type:1 f_handle:54aa")
         && !is_handle ("fhandle-bytes:2 f_handle:54aa")
         && !is_handle ("fhandle-type:1 f_handle:54aa")
         && !is_handle ("nonsense fhandle-bytes:2 fhandle-type:1 "
                        "f_handle:54aa")
         && !is_handle ("fhandle-bytes:2 fhandle-bytes:2 fhandle-type:1 "
                        "f_handle:54aa"),
         "a line of fdinfo that disagrees with itself is malformed");
  check (t, is_handle ("fanotify sdev:1 fhandle-bytes:1 fhandle-type:1 "
                       "f_handle:54")
         && !is_handle ("fhandle-bytes:1 fhandle-type:1 fhandle-type:1 "
                        "f_handle:54")
         && !is_handle ("fhandle-bytes:1 fhandle-type:1 f_handle:54 "
                        "f_handle:54")
         && !is_handle ("ino:1 ino:1 fhandle-bytes:1 fhandle-type:1 "
                        "f_handle:54")
         && !is_handle ("sdev:1 sdev:1 fhandle-bytes:1 fhandle-type:1 "
                        "f_handle:54"),
         "a line of fdinfo says nothing twice");
  check (t, !is_handle ("ino:x fhandle-bytes:1 fhandle-type:1 f_handle:54")
         && !is_handle ("sdev: fhandle-bytes:1 fhandle-type:1 f_handle:54")
         && !is_handle ("fhandle-bytes:x fhandle-type:1 f_handle:54")
         && !is_handle ("fhandle-bytes:1 fhandle-type: f_handle:54")
         && !is_handle ("fhandle-bytes:1 fhandle-type:1 f_handle:")
         && !is_handle ("fhandle-bytes:1 fhandle-type:1 f_handle:5x")
         && !is_handle ("fhandle-bytes:1 fhandle-type:1 f_handle:x5"),
         "what should be a number in a line of fdinfo is one");
}

static void
test_made (struct tally *t)
{
  enum { COUNT = 5000 };
  struct made *made = made_new ();
  struct look parent = { .dev = 1, .ino = 2 };
  struct look other = { .dev = 1, .ino = 3 };
  bool absent = true, present = true;
  char name[16];

  for (int i = 0; i < COUNT; i++)
    {
      sprintf (name, "%d", i);
      absent &= made_find (made, made_key (&parent, name)).spelling
                == MADE_NOT;
      made_add (made, made_key (&parent, name), i % 2 != 0);
    }
  for (int i = 0; i < COUNT; i++)
    {
      sprintf (name, "%d", i);
      struct made_found found = made_find (made, made_key (&parent, name));
      present &= (found.spelling == MADE_SO
                  && found.backed_up == (i % 2 != 0));
      absent &= made_find (made, made_key (&other, name)).spelling
                == MADE_NOT;
    }
  made_add (made, made_key (&parent, "Name"), false);
  check (t, present, "what was made is remembered");
  check (t, absent, "what was not made, or elsewhere, is not");
  check (t, made_find (made, made_key (&parent, "nAME")).spelling
            == MADE_ALIKE, "another spelling of what was made is known");
  made_free (made);
}

/* Is JOB written as the object TEXT?  */
static bool
writes (struct job const *job, char const *text)
{
  struct text line = { .length = 0 };
  struct cause cause = { .word = NULL };

  json_job (&line, job, NULL, &cause);
  bool same = (strlen (text) == line.length
               && memcmp (line.bytes, text, line.length) == 0);
  free (line.bytes);
  return same;
}

static void
test_json (struct tally *t)
{
  struct job job = { .src.text = "a\"\\\n", .dst.text = "b",
                     .result.outcome = OUTCOME_LINKED };

  check (t, writes (&job, "{\"source\":\"a\\\"\\\\\\u000a\","
                    "\"source_kind\":\"path\",\"dest\":\"b\","
                    "\"kind\":\"hard\",\"outcome\":\"linked\"}"),
         "JSON escapes what it must");
  job.src.text = "\303\251\377";
  check (t, writes (&job, "{\"source\":\"\303\251\357\277\275\","
                    "\"source_hex\":\"c3a9ff\","
                    "\"source_kind\":\"path\",\"dest\":\"b\","
                    "\"kind\":\"hard\",\"outcome\":\"linked\"}"),
         "JSON gives what is no UTF-8 exactly");
}

static void
test_errors (struct tally *t)
{
  struct error_room room;
  bool named = true;
  bool alike = true;

  for (int err = 1; err < 4096; err++)
    {
      char const *name = strerrorname_np (err);
      named = named && (!name || gnu_words (name));
#ifdef __GLIBC__
      char const *words = name ? gnu_words (name) : NULL;
      alike = alike && (!words || strcmp (words, strerror (err)) == 0);
#endif
    }
  check (t, named, "each error that has a name has words");
  check (t, alike, "they are those of GNU's C library");
  check (t, strcmp (error_text (EXDEV, &room), "Invalid cross-device link") == 0
         && strcmp (error_text (ENAMETOOLONG, &room), "File name too long") == 0
         && strcmp (error_text (4095, &room), "Unknown error 4095") == 0,
         "an error has the same words everywhere");
}

int
main (void)
{
  struct tally tally = { 0, 0 };

  test_names (&tally);
  test_descriptors (&tally);
  test_relative (&tally);
  test_backups (&tally);
  test_spelling (&tally);
  test_handles (&tally);
  test_scan (&tally);
  test_shard (&tally);
  test_made (&tally);
  test_json (&tally);
  test_errors (&tally);
  printf ("1..%d\n", tally.count);
  return tally.failed != 0;
}
