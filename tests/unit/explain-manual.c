/* What does the manual say of the causes?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "explain-manual.h"

#include <stdio.h>
#include <string.h>

#include "why/causes.h"
#include "platform/errnos.h"

struct row
{
  int err;
  int class;                    /* 0: the errno's */
  char const *name;             /* the errno's */
  char const *word;
  char const *known;            /* SEEN ... */
  char const *manual;           /* NULL: an earlier row of WORD has it */
};

#define CAUSE(err, word, known, class, walk, fits, note, manual) \
  { err, class, #err, word, #known, manual },

static struct row const rows[] =
{
#include "why/causes.def"
};

enum { ROWS = sizeof rows / sizeof *rows };

/* Return the status of row I, with --detailed-exit-status.  */
static int
status_of (size_t i)
{
  int of_errno = errno_class (rows[i].err);

  return rows[i].class != 0 ? rows[i].class : of_errno;
}

/* Have the rows I and J the same errno and word?  */
static bool
is_like (size_t i, size_t j)
{
  return (strcmp (rows[i].name, rows[j].name) == 0
          && strcmp (rows[i].word, rows[j].word) == 0);
}

/* Is row I the first of its errno, or with WORD its errno and word?  */
static bool
is_first (size_t i, bool word)
{
  for (size_t j = 0; j < i; j++)
    if (strcmp (rows[j].name, rows[i].name) == 0
        && (!word || strcmp (rows[j].word, rows[i].word) == 0))
      return false;
  return true;
}

/* Print the manual's text TEXT, one sentence a line.  No line is to end within
   an option or a constant.  */
static void
print_text (char const *text)
{
  bool in_option = false;

  for (char const *p = text; *p; p++)
    {
      size_t length = strcspn (p, " ");
      if ((p == text || p[-1] == ' ' || p[-1] == '(') && *p != '(')
        {
          in_option = *p == '-';
          if (strncmp (p, "--", 2) == 0 || memchr (p, '_', length))
            fputs ("\\%", stdout);
        }
      if (*p == '-' && in_option)
        fputs ("\\-", stdout);
      else if (strncmp (p, ".  ", 3) == 0)
        {
          puts (".");
          p += 2;
        }
      else
        putchar (*p);
    }
  putchar ('\n');
}

/* Print how the cause of row I, and of those like it, is known.  */
static void
print_known (size_t i)
{
  static struct { char const *known; char const *text; } const ways[] =
  {
    { "SEEN", "seen" }, { "COMPUTED", "computed" },
    { "TOLD", "told by the server" }, { "ELIMINATED", "by elimination" }
  };
  char const *before = " , ";

  for (size_t w = 0; w < sizeof ways / sizeof *ways; w++)
    for (size_t j = i; j < ROWS; j++)
      if (is_like (i, j) && strcmp (rows[j].known, ways[w].known) == 0)
        {
          printf ("%s%s", before, ways[w].text);
          before = " or ";
          break;
        }
}

/* Print what the manual says of row I of the table.  */
static void
print_manual_row (size_t i)
{
  char const *text = rows[i].manual;
  int told = status_of (i);

  printf (".It Sy %s Pq %d", rows[i].word, told);
  for (size_t j = i + 1; j < ROWS; j++)
    if (is_like (i, j) && status_of (j) != told)
      {
        told = status_of (j);
        printf (" or %d", told);
      }
  print_known (i);
  putchar ('\n');
  if (text)
    {
      print_text (text);
      return;
    }
  for (size_t j = 0; j < i; j++)
    if (rows[j].manual
        && strcmp (rows[j].word, rows[i].word) == 0)
      printf ("As for\n.Er %s .\n", rows[j].name);
}

void
print_manual (void)
{
  puts (".\\\" Causes: made by tests/unit/explain --manual.");
  puts (".Bl -tag -width Ds");
  for (size_t i = 0; i < ROWS; i++)
    if (is_first (i, false))
      {
        printf (".It Bq Er %s\n.Bl -tag -width Ds -compact\n",
                rows[i].name);
        for (size_t j = i; j < ROWS; j++)
          if (strcmp (rows[i].name, rows[j].name) == 0
              && is_first (j, true))
            print_manual_row (j);
        puts (".El");
      }
  puts (".El");
  puts (".\\\" End of causes.");
}

void
print_list (void)
{
  for (size_t i = 0; i < ROWS; i++)
    if (is_first (i, true))
      printf ("%s %s\n", rows[i].name, rows[i].word);
}

void
print_statuses (void)
{
  for (size_t i = 0; i < ROWS; i++)
    printf ("%s %d\n", rows[i].word, status_of (i));
}

char const *
word_of_row (size_t i)
{
  return i < ROWS ? rows[i].word : NULL;
}

bool
is_described (char const *word)
{
  for (size_t i = 0; i < ROWS; i++)
    if (strcmp (rows[i].word, word) == 0)
      return rows[i].manual != NULL;
  return false;
}
