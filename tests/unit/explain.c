/* Does the table of causes say the right thing for made-up facts?  No file
   system is looked at.  Prints TAP.
   SPDX-License-Identifier: GPL-3.0-or-later

   usage: explain            test every row
          explain --list     print the table's errnos and words
          explain --statuses print each with its exit status
          explain --manual   print them as the manual's list  */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "why/causes.h"
#include "explain-facts.h"
#include "explain-manual.h"
#include "explain-values.h"
#include "why/note.h"
#include "platform/errnos.h"
#include "platform/fstype.h"
#include "xalloc.h"

/* Return the number that VALUE is, or has as a word.  */
static long long
number_of (char const *value)
{
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp (words[i].word, value) == 0)
      return words[i].value;
  return strtoll (value, NULL, 0);
}

/* Store NUMBER at TO, SIZE bytes.  */
static void
store (char *to, size_t size, long long number)
{
  bool flag = number != 0;
  int32_t narrow = number;
  int64_t wide = number;

  memcpy (to, size == sizeof flag ? (void const *) &flag
          : size == sizeof narrow ? (void const *) &narrow
          : (void const *) &wide, size);
}

/* Set the field NAME of BASE, if FIELDS has it, to VALUE.  */
static bool
set_field (struct field const *fields, void *base, char const *name,
           char const *value)
{
  for (; fields->name; fields++)
    if (strcmp (fields->name, name) == 0)
      {
        char *to = (char *) base + fields->offset;
        long long number = number_of (value);
        if (fields->is_text)
          {
            char const *text = (*value == '\0' ? NULL
                                : strcmp (value, "''") == 0 ? "" : value);
            memcpy (to, &text, sizeof text);
          }
        else
          store (to, fields->size, number);
        return true;
      }
  return false;
}

#include "explain-cases.h"

/* What the fact "tree" stands for.  */
static struct tree_place const some_tree
  = { .src_root = "s", .dst_root = "t" };

/* Set in JOB and FACTS what SETTINGS, words NAME=VALUE, say.  Return what
   holds their texts, allocated.  */
static char *
apply (char const *settings, struct job *job, struct facts *facts)
{
  char *copy = xstrdup (settings);

  for (char *rest = copy, *word; (word = strsep (&rest, " ")); )
    {
      char *value = strchr (word, '=');
      if (!value)
        continue;
      *value++ = '\0';
      if (strcmp (word, "tree") == 0)
        job->tree = &some_tree;
      else if (!set_field (fact_fields, facts, word, value)
          && !set_field (job_fields, job, word, value))
        {
          printf ("Bail out! no fact is called %s\n", word);
          exit (EXIT_FAILURE);
        }
    }
  return copy;
}

static bool
is_same_text (char const *a, char const *b)
{
  return a && b ? strcmp (a, b) == 0 : a == b;
}

/* Fill CAUSE, whose note the caller frees, with what JOB's failure with ERR
   shows, a link of KIND, as SETTINGS tell, at most 4, which are ended by
   NULL.  */
static void
explain_settings (int err, enum link_kind kind, char const *const *settings,
                  struct cause *cause)
{
  struct job job = { .src.dirfd = AT_FDCWD, .src.start = AT_FDCWD,
                     .dst.dirfd = AT_FDCWD, .kind = kind };
  struct facts facts = { .handle_err = 0 };
  char *texts[4];
  size_t count = 0;

  job.result.outcome = OUTCOME_FAILED;
  job.result.err = err;
  for (; settings[count]; count++)
    texts[count] = apply (settings[count], &job, &facts);
  job.dst.name = job.dst.text;
  explain (&job, &facts, cause);
  while (count != 0)
    free (texts[--count]);
}

/* Test C, print its line of TAP.  Return whether it is as expected.  */
static bool
test_case (struct test const *c, int number)
{
  char const *settings[] = { common_settings, c->settings, NULL };
  struct cause cause;

  explain_settings (c->err, c->symbolic ? LINK_SYMBOLIC : LINK_HARD, settings,
                    &cause);
  bool ok = (is_same_text (cause.word, c->word) && cause.class == c->class
             && is_same_text (cause.note, c->note));
  printf ("%s %d - %s: %s\n", ok ? "ok" : "not ok", number, strerror (c->err),
          c->note ? c->note : c->word ? c->word : "no cause");
  if (!ok)
    printf ("# is %s, class %d, %s\n", cause.word ? cause.word : "(none)",
            cause.class, cause.note ? cause.note : "(no note)");
  free (cause.note);
  return ok;
}

/* What may be unknown, and words that no note may have then.  */
static struct
{
  char const *what;
  char const *settings;
  char const *words[6];
} const unknowns[] =
{
  { "SOURCE",
    "src-seen=0 src-err=0 src-walk=0 src-origin=0 src-has-project=0",
    { "'a' belongs", "'a' has", "'a' is on", "'a' is immutable",
      "'a' is append" } },
  { "DEST's directory",
    "dir-seen=0 dir-walk=0 dst-seen=0 dst-err=0 handle-err=0",
    { "'d' is", "'d' passes", "directory 'd' (", "'d/b'", "/dev/x",
      "is full" } },
  { "DEST", "dst-seen=0 dst-err=0", { "'d/b' is", "'d/b' belongs" } },
  { "the process",
    "process=0 owns-all=0 writes-all=0 initial=unknown filtered=unknown "
    "landlocked=unknown module=0 protects=unknown",
    { "seccomp", "hardlinks=1", "user namespace", "sticky" } },
  { "any mount",
    "src-known=0 dir-known=0 src-mount=0 dir-mount=0 walk-idmapped=0 "
    "src-idmapped=0 dir-idmapped=0 dir-ro=0 dir-super-ro=0 dir-options= "
    "walk-options= src-type= dir-type= walk-type= dir-source= ",
    { "two mounts", "no mapping", "FUSE", "ext4", "is on" } }
};

/* Does a note of C's failure, with the settings MORE and, where UNKNOWN is, in
   spite of C's facts, speak of what is not known?  */
static bool
is_made_up (struct test const *c, size_t unknown, enum link_kind kind,
            char const *more)
{
  char const *settings[] = { common_settings, c->settings, more,
                             unknowns[unknown].settings, NULL };
  struct cause cause;
  bool made_up = false;

  explain_settings (c->err, kind, settings, &cause);
  for (int i = 0; i < 6 && unknowns[unknown].words[i] && cause.note; i++)
    made_up |= strstr (cause.note, unknowns[unknown].words[i]) != NULL;
  if (made_up)
    printf ("# without %s, \"%s %s\", %s: %s\n", unknowns[unknown].what,
            c->settings, more, strerror (c->err), cause.note);
  free (cause.note);
  return made_up;
}

/* Test that what is unknown is not spoken of, whatever else is known, however
   the link was made and wherever it failed.  */
static bool
test_unknown (size_t unknown, int number)
{
  static char const *const more[]
    = { "", "step=rename", "kind=via-handle", "kind=by-handle" };
  bool ok = true;

  for (size_t t = 0; t < sizeof tests / sizeof *tests; t++)
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
      if (!strstr (tests[t].settings, "refusal=")
          && !strstr (tests[t].settings, "src-walk=")
          && !strstr (tests[t].settings, "dir-walk="))
        for (int kind = LINK_HARD; kind <= LINK_SYMBOLIC; kind++)
          if (kind == tests[t].symbolic || unknown != 0)
            ok &= !is_made_up (&tests[t], unknown, kind, more[i]);
  printf ("%s %d - what is not known of %s is not spoken of\n",
          ok ? "ok" : "not ok", number, unknowns[unknown].what);
  return ok;
}

/* Test that a template has no note where one of its placeholders stands for
   something unknown, or for nothing.  */
static bool
test_placeholders (int number)
{
  static char const *const templates[]
    = { "{component}", "{contents}", "{culprit}", "{culprit-mode}",
        "{culprit-owner}", "{device}", "{dir-fs}", "{dir-name-limit}",
        "{dir-size-option}", "{dir-subvolume}", "{fuse-user}", "{length}",
        "{limit}", "{link}", "{looked-in}", "{quotas-of}", "{refused-at}",
        "{refused-within}", "{sandboxes}", "{server}", "{src-at}",
        "{unheard-of}", "{src", "{}" };
  struct job job = { .src.text = "a", .dst = { .text = "b", .name = "b" } };
  struct facts facts = { .handle_err = 0 };
  struct scene scene = { .job = &job, .facts = &facts };
  bool ok = true;

  for (size_t i = 0; i < sizeof templates / sizeof *templates; i++)
    {
      char *note = expand_note (templates[i], &scene);
      if (note)
        printf ("# %s becomes %s\n", templates[i], note);
      ok &= !note;
      free (note);
    }
  printf ("%s %d - there is no note with a part that is unknown\n",
          ok ? "ok" : "not ok", number);
  return ok;
}

/* Test what is known of types of file systems, of any name.  */
static bool
test_types (int number)
{
  static struct { char const *name; struct fstype type; } const some[] =
  {
    { "ext4", { .family = FS_EXT } },
    { "ext2/3/4", { .family = FS_EXT, .magic = 0xef53 } },
    { "vfat", { .no_hard_links = true, .no_symlinks = true,
                .counts_characters = true } },
    { "nfs", { .family = FS_NFS, .waits = true, .keeps_modes = true,
               .server = "NFS server" } },
    { "nfsd", { .waits = false } },
    { "fuse.sshfs", { .family = FS_FUSE, .waits = true,
                      .server = "FUSE server" } },
    { "fuseblk", { .family = FS_FUSE, .waits = true,
                   .server = "FUSE server" } },
    { "fuselike", { .waits = true } },
    { "fusectl", { .no_hard_links = true, .no_symlinks = true } },
    { "", { .waits = false } }, { NULL, { .waits = false } }
  };
  bool ok = (!fstype_of_magic (0) && !fstype_of_magic (0x6969)
             && fstype_of_magic (0x9123683e)->family == FS_BTRFS);

  for (size_t i = 0; i < sizeof some / sizeof *some; i++)
    {
      struct fstype const *is = fstype_named (some[i].name);
      struct fstype const *want = &some[i].type;
      ok &= (is->family == want->family && is->magic == want->magic
             && is->counts_characters == want->counts_characters
             && is->keeps_modes == want->keeps_modes
             && strcmp (is->server, want->server) == 0
             && is->no_hard_links == want->no_hard_links
             && is->no_symlinks == want->no_symlinks
             && is->waits == want->waits);
    }
  printf ("%s %d - each type of file system has what is known of it\n",
          ok ? "ok" : "not ok", number);
  return ok;
}

/* Does a test case expect WORD?  */
static bool
is_tested (char const *word)
{
  for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
    if (tests[i].word && strcmp (tests[i].word, word) == 0)
      return true;
  return false;
}

/* Test that every word of the table has a test, and its text in the manual.  */
static bool
test_words (int number)
{
  bool ok = true;
  char const *word;

  for (size_t i = 0; (word = word_of_row (i)); i++)
    if (!is_tested (word) || !is_described (word))
      {
        printf ("# %s has no %s\n", word,
                is_described (word) ? "test" : "text for the manual");
        ok = false;
      }
  printf ("%s %d - every cause is tested and described\n",
          ok ? "ok" : "not ok", number);
  return ok;
}

/* Do what the option OPTION asks for.  Return whether there is such.  */
static bool
print_table (char const *option)
{
  if (strcmp (option, "--list") == 0)
    print_list ();
  else if (strcmp (option, "--statuses") == 0)
    print_statuses ();
  else if (strcmp (option, "--manual") == 0)
    print_manual ();
  else
    return false;
  return true;
}

int
main (int argc, char **argv)
{
  int count = sizeof tests / sizeof *tests;
  int unknown = sizeof unknowns / sizeof *unknowns;
  bool ok = true;

  if (argc == 2 && print_table (argv[1]))
    return EXIT_SUCCESS;
  printf ("1..%d\n", count + unknown + 3);
  for (int i = 0; i < count; i++)
    ok &= test_case (&tests[i], i + 1);
  for (int i = 0; i < unknown; i++)
    ok &= test_unknown (i, count + i + 1);
  ok &= test_words (count + unknown + 1);
  ok &= test_placeholders (count + unknown + 2);
  ok &= test_types (count + unknown + 3);
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
