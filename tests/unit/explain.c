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
#include "explain-manual.h"
#include "why/note.h"
#include "platform/errnos.h"
#include "platform/fstype.h"
#include "xalloc.h"

/* What a fact may be set to, by its name in a test case.  */
struct field
{
  char const *name;
  size_t offset;
  size_t size;
  bool is_text;
};

#define FACT(name, member) \
  { name, offsetof (struct facts, member), \
    sizeof ((struct facts *) NULL)->member, false }
#define TEXT(name, member) \
  { name, offsetof (struct facts, member), 0, true }

static struct field const fact_fields[] =
{
  FACT ("process", process.known), FACT ("you", process.euid),
  FACT ("nobody", process.overflow_uid),
  FACT ("owns-all", process.owns_all), FACT ("writes-all", process.writes_all),
  FACT ("opens-handles", process.opens_handles),
  FACT ("userns", process.in_user_namespace),
  FACT ("filtered", process.filtered),
  FACT ("protects", process.protects_hardlinks),
  FACT ("src-walk", src_walk.end), TEXT ("src-culprit", src_walk.culprit),
  TEXT ("link", src_walk.link), TEXT ("contents", src_walk.contents),
  FACT ("src-length", src_walk.length), FACT ("src-limit", src_walk.limit),
  FACT ("src-start", src_walk.at_start),
  FACT ("culprit-uid", src_walk.look.uid),
  FACT ("culprit-mode", src_walk.look.mode),
  FACT ("walk-known", src_walk.mount.known),
  TEXT ("walk-type", src_walk.mount.type),
  TEXT ("walk-point", src_walk.mount.point),
  TEXT ("walk-options", src_walk.mount.options),
  FACT ("walk-idmapped", src_walk.mount.idmapped),
  FACT ("dir-walk", dir_walk.end), TEXT ("dir-culprit", dir_walk.culprit),
  FACT ("src-seen", src.seen), FACT ("src-err", src.err),
  FACT ("src-uid", src.look.uid), FACT ("src-mode", src.look.mode),
  FACT ("src-nlink", src.look.nlink), FACT ("src-dev", src.look.dev),
  FACT ("src-ino", src.look.ino), FACT ("src-immutable", src.look.immutable),
  FACT ("src-append", src.look.append_only),
  FACT ("src-root", src.look.mount_root),
  FACT ("src-subvolume", src.look.subvolume), FACT ("src-use", src.may_use),
  FACT ("src-mount", src.mount.id), FACT ("src-device", src.mount.device),
  FACT ("src-known", src.mount.known),
  FACT ("src-only-type", src.mount.only_type),
  TEXT ("src-type", src.mount.type),
  TEXT ("src-point", src.mount.point),
  FACT ("src-idmapped", src.mount.idmapped),
  FACT ("src-has-project", src.has_project), FACT ("src-project", src.project),
  FACT ("src-tmpfile", src.tmpfile),
  FACT ("dir-seen", dir.seen), FACT ("dir-uid", dir.look.uid),
  FACT ("dir-mode", dir.look.mode), FACT ("dir-nlink", dir.look.nlink),
  FACT ("dir-dev", dir.look.dev), FACT ("dir-immutable", dir.look.immutable),
  FACT ("dir-append", dir.look.append_only),
  FACT ("dir-encrypted", dir.look.encrypted),
  FACT ("dir-subvolume", dir.look.subvolume), FACT ("dir-use", dir.may_use),
  FACT ("dir-mount", dir.mount.id), FACT ("dir-device", dir.mount.device),
  FACT ("dir-known", dir.mount.known),
  FACT ("dir-only-type", dir.mount.only_type),
  TEXT ("dir-type", dir.mount.type),
  TEXT ("dir-point", dir.mount.point), TEXT ("dir-source", dir.mount.source),
  TEXT ("dir-options", dir.mount.options),
  FACT ("dir-ro", dir.mount.read_only),
  FACT ("dir-super-ro", dir.mount.super_read_only),
  FACT ("dir-idmapped", dir.mount.idmapped),
  FACT ("dir-has-project", dir.has_project),
  FACT ("dir-passes", dir.passes_project), FACT ("dir-project", dir.project),
  FACT ("dir-room", dir.has_room), FACT ("dir-free", dir.free_bytes),
  FACT ("dir-reserved", dir.reserved_bytes), FACT ("dir-inodes", dir.inodes),
  FACT ("dir-free-inodes", dir.free_inodes),
  FACT ("dir-name-limit", dir.name_limit),
  FACT ("dir-subvolume-ro", dir.subvolume_read_only),
  FACT ("dst-seen", dst.seen), FACT ("dst-err", dst.err),
  FACT ("dst-uid", dst.look.uid), FACT ("dst-mode", dst.look.mode),
  FACT ("dst-dev", dst.look.dev), FACT ("dst-ino", dst.look.ino),
  FACT ("dst-immutable", dst.look.immutable),
  FACT ("dst-append", dst.look.append_only),
  FACT ("dst-root", dst.look.mount_root),
  FACT ("handle-err", handle_err),
  { NULL, 0, 0, false }
};

#undef FACT
#undef TEXT
#define JOB(name, member) \
  { name, offsetof (struct job, member), \
    sizeof ((struct job *) NULL)->member, false }
#define TEXT(name, member) \
  { name, offsetof (struct job, member), 0, true }

static struct field const job_fields[] =
{
  JOB ("kind", src.kind), TEXT ("src", src.text), JOB ("fd", src.fd),
  JOB ("src-dirfd", src.dirfd), TEXT ("dst", dst.text),
  JOB ("link-kind", kind), TEXT ("refused", result.culprit),
  JOB ("step", result.step), JOB ("refusal", result.refusal),
  { NULL, 0, 0, false }
};

/* Words for values.  */
static struct { char const *word; int value; } const words[] =
{
  { "arrived", WALK_ARRIVED }, { "empty", WALK_EMPTY_NAME },
  { "path-too-long", WALK_PATH_TOO_LONG },
  { "component-too-long", WALK_COMPONENT_TOO_LONG },
  { "bad-descriptor", WALK_BAD_DESCRIPTOR }, { "missing", WALK_MISSING },
  { "uncached", WALK_UNCACHED }, { "not-directory", WALK_NOT_DIRECTORY },
  { "no-search", WALK_NO_SEARCH }, { "loop", WALK_LOOP },
  { "nosymfollow", WALK_NOSYMFOLLOW }, { "unknown-end", WALK_UNKNOWN },
  { "protected-link", WALK_PROTECTED_LINK },
  { "source", STEP_SOURCE }, { "directory", STEP_DIRECTORY },
  { "link", STEP_LINK }, { "rename", STEP_RENAME }, { "handle", STEP_HANDLE },
  { "backup", STEP_BACKUP }, { "unlink", STEP_UNLINK },
  { "source-directory", REFUSED_SOURCE_DIRECTORY },
  { "dest-directory", REFUSED_DEST_DIRECTORY },
  { "same-file", REFUSED_SAME_FILE },
  { "just-created", REFUSED_JUST_CREATED },
  { "malformed", REFUSED_MALFORMED }, { "symlink", REFUSED_SYMLINK },
  { "escape", REFUSED_ESCAPE }, { "no-confinement", REFUSED_NO_CONFINEMENT },
  { "via-handle", SOURCE_VIA_HANDLE }, { "by-handle", SOURCE_HANDLE },
  { "by-fd", SOURCE_FD }, { "simulated", LINK_SIMULATED },
  { "yes", ANSWER_YES }, { "no", ANSWER_NO }, { "unknown", ANSWER_UNKNOWN },
  { "ENOENT", ENOENT }, { "EBADF", EBADF }, { "EPERM", EPERM },
  { "EXDEV", EXDEV }, { "ENAMETOOLONG", ENAMETOOLONG }
};

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
      if (!set_field (fact_fields, facts, word, value)
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
    "src-seen=0 src-err=0 src-walk=0 src-tmpfile=0 src-has-project=0",
    { "'a' belongs", "'a' has", "'a' is on", "'a' is immutable",
      "'a' is append" } },
  { "DEST's directory",
    "dir-seen=0 dir-walk=0 dst-seen=0 dst-err=0 handle-err=0",
    { "'d' is", "'d' passes", "directory 'd' (", "'d/b'", "/dev/x",
      "is full" } },
  { "DEST", "dst-seen=0 dst-err=0", { "'d/b' is", "'d/b' belongs" } },
  { "the process",
    "process=0 owns-all=0 writes-all=0 userns=0 filtered=0 protects=unknown",
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
        "{limit}", "{link}", "{refused-at}", "{refused-within}", "{src-at}",
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
    { "ext4", { .link_limit = 65000 } }, { "ext2/3/4", { .magic = 0xef53 } },
    { "vfat", { .no_hard_links = true, .no_symlinks = true } },
    { "bpf", { .no_hard_links = true } }, { "nfs", { .waits = true } },
    { "nfsd", { .waits = false } },
    { "fuse.sshfs", { .family = FS_FUSE, .waits = true } },
    { "fuseblk", { .family = FS_FUSE, .waits = true } },
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
             && is->link_limit == want->link_limit
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
