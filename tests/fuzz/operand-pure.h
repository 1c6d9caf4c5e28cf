/* Do the functions on names and numbers hold what they promise?  (for operand)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FUZZ_OPERAND_PURE_H
#define FUZZ_OPERAND_PURE_H

#include "fuzz.h"
#include "input/relative.h"
#include "name.h"
#include "operand-names.h"
#include "operand.h"

static void
test_parts (char const *name)
{
  struct parts parts = parts_of (name);
  size_t length;
  char const *base = base_name_of (name, &length);

  require (parent_length (name) == parts.parent, "where the base begins");
  require (base == name + parts.parent && length == parts.base, "the base");
  require (memchr (base, '/', length) == NULL, "one component");
  require (ends_in_slash (name)
           == (parts.parent + parts.base != strlen (name)
               || (*name != '\0' && parts.base == 0)), "its last slash");

  char *parent = copy (name, parts.parent);
  char *last = copy (base, length);
  if (length != 0)
    require_same_file (resolve ("/x/y", parent, last),
                       resolve ("/x/y", "", name), "the same file");
  free (parent);
  free (last);
}

static void
test_number (char const *text)
{
  size_t digits = strspn (text, "0123456789");
  size_t zeros = strspn (text, "0");
  bool good = digits != 0 && text[digits] == '\0' && digits - zeros <= 10;
  unsigned long long value = good ? strtoull (text, NULL, 10) : 0;
  int fd = -7;
  int err = parse_descriptor (text, &fd);

  good = good && value <= INT_MAX;
  require (err == (good ? 0 : EINVAL), "what a number is");
  require (fd == (good ? (int) value : -7), "which number it is");
  fd = -7;
  err = parse_dirfd (text, &fd);
  if (strcmp (text, "cwd") == 0)
    require (err == 0 && fd == AT_FDCWD, "the current directory");
  else
    require (err == (good ? 0 : EINVAL), "another directory");
}

/* Return how FILE is reached from DIRECTORY, both canonical: up to what they
   have in common and down again.  Allocated.  */
static char *
way_to (char const *file, char const *directory)
{
  size_t common = 0;
  size_t i = 0;

  for (;; i++)
    {
      bool a = file[i] == '/' || file[i] == '\0';
      bool b = directory[i] == '/' || directory[i] == '\0';
      if (a && b)
        common = i;
      if (file[i] != directory[i] || file[i] == '\0')
        break;
    }

  char *way = get (3 * strlen (directory) + strlen (file) + 2);
  char *end = way;
  for (i = common; directory[i] != '\0'; i++)
    if (directory[i] == '/')
      end = stpcpy (end, end == way ? ".." : "/..");
  if (file[common] == '/')
    end = stpcpy (end, file + common + (end == way));
  if (end == way)
    end = stpcpy (end, ".");
  *end = '\0';
  return way;
}

static void
test_relative (char const *a, char const *b)
{
  char *file = resolve ("", "/", a);
  char *directory = resolve ("", "/", b);
  char *way = way_to (file, directory);
  char *found = relative_to (*file != '\0' ? file : "/",
                             *directory != '\0' ? directory : "/");

  require (strcmp (way, found) == 0, "the shortest way");
  require_same_file (resolve ("", directory, found), copy (file,
                                                           strlen (file)),
                     "the way leads there");
  free (found);
  free (way);
  free (directory);
  free (file);
}

static void
test_backup (char const *base, size_t limit, unsigned int number)
{
  char digits[16], suffix[32];
  char *name = malloc (strlen (base) + sizeof suffix);

  sprintf (digits, "%u", number);
  sprintf (suffix, ".~%s~", digits);
  write_numbered (name, base, limit, digits);

  size_t length = strlen (name);
  size_t kept = length - strlen (suffix);
  require (length >= strlen (suffix) && strcmp (name + kept, suffix) == 0,
           "a backup's suffix");
  require (strncmp (name, base, kept) == 0, "the beginning of the name");
  require (length <= limit || kept == 0, "room for it");
  require (kept == strlen (base) || length + 3 >= limit,
           "all that has room, but for a character");

  size_t found = 0;
  char const *parsed = parse_numbered (name, &found);
  require (kept == 0 || number == 0 ? !parsed
           : parsed && found == kept
             && strncmp (parsed, digits, strlen (digits)) == 0,
           "the number again");
  increment (digits);
  require (strtoul (digits, NULL, 10) == number + 1UL, "the next number");
  free (name);
}

#endif
