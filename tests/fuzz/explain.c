/* Fuzz target: is every answer about a failure borne out by what is known?
   SPDX-License-Identifier: GPL-3.0-or-later

   The input is words NAME=VALUE, as in unit/explain-cases.h: an errno, a job,
   facts; what is no such word is passed over.  Any facts have an answer,
   always the same one; its word is one of the table's, for this errno; its
   note has no placeholder, no control character, and stands only with a
   word.  What the answer says is among the facts (claims).  And what is
   unknown never counts: whatever stands in a part of the facts that is marked
   as unknown, the answer is the same.  */

#include <config.h>

#include <fcntl.h>

#include "why/causes.h"
#include "explain-unknown.h"
#include "fuzz.h"
#include "platform/fstype.h"

size_t LLVMFuzzerMutate (uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t max,
                                unsigned int seed);

/* Take the words of TEXT, which the fields of C then point into.  */
static void
take_words (struct case_ *c, char *text)
{
  for (char *word; (word = strsep (&text, " \n")); )
    {
      char *value = strchr (word, '=');
      if (!value)
        continue;
      *value++ = '\0';

      struct field const *f = find_field (word);
      if (f)
        set (c, f, f->type == TYPE_TEXT ? 0 : number_of (f->type, value),
             value);
    }
}

/* Let C be of a kind that can be: what is refused has names, and nothing is
   seen of a DEST that has none.  */
static void
complete (struct case_ *c)
{
  c->job.result.outcome = OUTCOME_FAILED;
  if (c->job.result.refusal != REFUSED_NOTHING && !c->job.dst.text)
    c->job.dst.text = "d/b";
  if (c->job.result.refusal != REFUSED_NOTHING && !c->job.src.text)
    c->job.src.text = "a";
  c->job.dst.name = c->job.dst.text;
  c->job.src.name = c->job.src.text;
  if (!c->job.dst.text)
    {
      c->facts.dir.seen = c->facts.dst.seen = false;
      c->facts.dir_walk.end = WALK_NOT_TRIED;
    }
}

/* The answer.  */

static void
ask (struct case_ const *c, struct cause *cause)
{
  explain (&c->job, &c->facts, cause);
}

static bool
is_same_text (char const *a, char const *b)
{
  return a && b ? strcmp (a, b) == 0 : a == b;
}

static void
require_same (struct cause const *a, struct cause const *b, char const *what)
{
  if (!is_same_text (a->word, b->word) || a->class != b->class
      || !is_same_text (a->note, b->note))
    fprintf (stderr, "%s, class %d: %s\n%s, class %d: %s\n",
             a->word ? a->word : "-", a->class, a->note ? a->note : "-",
             b->word ? b->word : "-", b->class, b->note ? b->note : "-");
  require (is_same_text (a->word, b->word), what);
  require (a->class == b->class, what);
  require (is_same_text (a->note, b->note), what);
}

/* Has the table WORD for the errno NAME?  */
static bool
is_listed (char const *name, char const *word)
{
#define CAUSE(err, word, known, class, walk, fits, note, manual) { #err, word },
  static struct { char const *name; char const *word; } const rows[] =
  {
#include "why/causes.def"
  };
#undef CAUSE

  for (size_t i = 0; name && i < sizeof rows / sizeof *rows; i++)
    if (strcmp (rows[i].name, name) == 0 && strcmp (rows[i].word, word) == 0)
      return true;
  return false;
}

/* Has any text of C one of the bytes of SET, or the word WORD?  */
static bool
has_text (struct case_ const *c, char const *set, char const *word)
{
  for (size_t i = 0; i < FIELDS; i++)
    if (fields[i].type == TYPE_TEXT)
      {
        char const *text;
        memcpy (&text, (char const *) c + fields[i].offset, sizeof text);
        if (text && (strpbrk (text, set) || strstr (text, word)))
          return true;
      }
  return false;
}

/* NOTE is one line that a terminal shows as it is meant.  */
static void
require_clean (struct case_ const *c, char const *note)
{
  require (*note != '\0', "a note that says something");
  for (unsigned char const *p = (void const *) note; *p != '\0'; p++)
    require (*p >= ' ' && *p != 0x7f, "control characters are quoted");
  require (!strpbrk (note, "{}") || has_text (c, "{}", "{"),
           "no placeholder is left");
}

/* Does a server decide on MOUNT?  */
static bool
has_server (struct mount_facts const *mount)
{
  return mount->known && mount->type && fstype_named (mount->type)->waits;
}

/* Is FILE seen, with its attributes and its mount, where no server has a
   say?  */
static bool
is_plain (struct file_facts const *file)
{
  return (file->seen && file->look.attributes_known && file->mount.known
          && file->mount.type && !fstype_named (file->mount.type)->waits);
}

/* Is nothing unknown in C that may have refused?  */
static bool
is_complete (struct case_ const *c)
{
  struct facts const *f = &c->facts;
  int err = c->job.result.err;
  bool replacing = (c->job.result.step == STEP_RENAME
                    || c->job.result.step == STEP_BACKUP
                    || c->job.result.step == STEP_UNLINK);
  bool hard = c->job.kind == LINK_HARD;

  if (!is_plain (&f->dir) || (hard && !is_plain (&f->src))
      || (replacing && !is_plain (&f->dst)))
    return false;
  if (err == EACCES || err == EPERM)
    return f->process.known && f->dir.may_use != ANSWER_UNKNOWN;
  if (err == EXDEV)
    return f->process.known && !f->dir.mount.only_type;
  return true;
}

#define CLAIM(name, facts) if (strcmp (word, name) == 0) return facts

/* As bears_out, of sandboxes and what else is told by elimination.  */
static bool
bears_out_elimination (struct case_ const *c, char const *word)
{
  struct sandbox_facts const *box = &c->facts.sandbox;
  struct facts const *f = &c->facts;
  bool all = is_complete (c);

  CLAIM ("seccomp", box->filtered == ANSWER_YES
         && (all || c->job.result.err == ENOSYS));
  CLAIM ("sandbox", all);
  CLAIM ("landlock", all && f->dir.may_use == ANSWER_YES
         && box->landlocked == ANSWER_YES);
  CLAIM ("landlock-refer", all && f->src.mount.id != 0
         && f->src.mount.id == f->dir.mount.id
         && box->landlocked == ANSWER_YES);
  CLAIM ("apparmor", all && box->module == MODULE_APPARMOR);
  CLAIM ("selinux", all && box->module == MODULE_SELINUX);
  CLAIM ("smack", all && box->module == MODULE_SMACK);
  CLAIM ("changed", all);
  CLAIM ("security-module", all && box->tomoyo == ANSWER_YES);
  CLAIM ("swap-file", f->dst.is_swap || f->src.is_swap);
  return true;
}

/* As bears_out, of trees.  */
static bool
bears_out_tree (struct case_ const *c, char const *word)
{
  struct facts const *f = &c->facts;
  struct process_facts const *p = &f->process;
  enum step step = c->job.result.step;

  CLAIM ("inner-mount", c->job.result.refusal == REFUSED_INNER_MOUNT
         || (f->src.seen && f->src.look.mount_root));
  CLAIM ("not-linked", c->job.result.refusal == REFUSED_NOT_LINKED);
  CLAIM ("source-dot-dot", c->job.result.refusal == REFUSED_UPWARDS);
  CLAIM ("moved-away", c->job.result.refusal == REFUSED_MOVED);
  CLAIM ("no-skeleton", c->job.result.refusal == REFUSED_NO_SKELETON);
  CLAIM ("dest-inside-source", c->job.result.refusal == REFUSED_DEST_INSIDE
         || c->job.result.refusal == REFUSED_SOURCE_IS_DEST);
  CLAIM ("no-read", p->known && ((step == STEP_LIST && f->src.seen)
                                 || (step == STEP_DEST && f->dst.seen)));
  CLAIM ("not-owner", step == STEP_ATTRIBUTES && f->dir.seen && p->known
         && !p->owns_all && f->dir.look.uid != p->euid);
  CLAIM ("source-deleted", f->src.seen && f->src.look.nlink == 0);
  CLAIM ("tmpfile-excl", f->src.seen && f->src.origin == ORIGIN_TMPFILE);
  return bears_out_elimination (c, word);
}

/* What the facts of C must be, where WORD is the cause; written down anew,
   beside evidence-*.c.  */
static bool
bears_out (struct case_ const *c, char const *word)
{
  struct facts const *f = &c->facts;
  struct process_facts const *p = &f->process;
  bool hard = (c->job.kind == LINK_HARD || c->job.kind == LINK_SIMULATED
               || (c->job.kind == LINK_DIRECTORY
                   && c->job.result.step == STEP_LINK));
  enum step step = c->job.result.step;

  CLAIM ("dest-immutable", f->dst.look.immutable || f->dst.look.append_only);
  CLAIM ("dest-dir-immutable", f->dir.seen && f->dir.look.immutable);
  CLAIM ("dest-dir-append-only", f->dir.seen && f->dir.look.append_only
         && step != STEP_LINK);
  CLAIM ("source-immutable", hard && f->src.seen && f->src.look.immutable);
  CLAIM ("source-append-only", hard && f->src.seen && f->src.look.append_only);
  CLAIM ("sticky-directory", p->known && f->dir.seen
         && (!p->owns_all || p->uids.overflow_mapped == ANSWER_NO
             || p->gids.overflow_mapped == ANSWER_NO)
         && (f->dir.look.mode & S_ISVTX) != 0 && step != STEP_LINK);
  CLAIM ("protected-hardlinks", p->known && f->src.seen && hard
         && f->src.look.uid != p->euid
         && p->protects_hardlinks != ANSWER_NO);
  CLAIM ("no-write", f->dir.seen && f->dir.may_use != ANSWER_YES);
  CLAIM ("server-refused", has_server (&f->src_walk.mount)
         || has_server (&f->dir_walk.mount) || has_server (&f->dir.mount)
         || has_server (&f->src.mount));
  CLAIM ("bind-mount", f->src.seen && f->dir.seen && f->src.mount.id != 0
         && f->dir.mount.id != 0 && f->src.mount.id != f->dir.mount.id);
  CLAIM ("other-file-system", f->src.seen && f->dir.seen
         && (f->src.look.dev != f->dir.look.dev
             || f->src.mount.device != f->dir.mount.device));
  CLAIM ("btrfs-subvolume", f->src.seen && f->dir.seen
         && f->src.look.subvolume != f->dir.look.subvolume);
  CLAIM ("project-id", f->src.seen == hard || f->src.seen);
  CLAIM ("read-only-mount", f->dir.seen && f->dir.mount.known
         && f->dir.mount.read_only && !f->dir.mount.super_read_only);
  CLAIM ("read-only-fs", f->dir.seen && f->dir.mount.known
         && f->dir.mount.super_read_only);
  CLAIM ("disk-full", f->dir.seen && f->dir.has_room
         && f->dir.free_bytes < 1 << 20);
  CLAIM ("dir-index-full", f->dir.seen && f->dir.has_room
         && f->dir.free_bytes >= 1 << 20);
  CLAIM ("copy-up", hard && f->src.seen && f->dir.has_room
         && f->src.look.allocated > f->dir.free_bytes);

  CLAIM ("root-reserve", f->dir.seen && f->dir.has_room && p->known
         && f->dir.reserve_known && f->dir.reserved_bytes != 0
         && !p->has_resources);
  CLAIM ("no-inodes", f->dir.seen && f->dir.has_room
         && f->dir.inodes != 0 && f->dir.free_inodes == 0);
  CLAIM ("idmap-user", (f->src.seen && f->src.mount.idmapped)
         || (f->dir.seen && f->dir.mount.idmapped));
  CLAIM ("userns", p->known && p->initial == ANSWER_NO && p->writes_all);
  CLAIM ("dest-dir-removed", f->dir.seen
         && (f->dir.look.nlink == 0 || f->dir.nameless));
  CLAIM ("handle-privilege", c->job.src.kind == SOURCE_HANDLE
         || (c->job.src.kind == SOURCE_VIA_HANDLE && p->known
             && !p->opens_handles));
  return bears_out_tree (c, word);
}

#undef CLAIM

/* Only what was inferred is told as such, and it is.  */
static void
require_probably (struct case_ const *c, struct cause const *cause)
{
  bool says = strstr (cause->note, "probably ") != NULL;
  bool infers = ((strcmp (cause->word, "seccomp") == 0
                  && !strstr (cause->note, ", or the active"))
                 || strcmp (cause->word, "sandbox") == 0
                 || strcmp (cause->word, "landlock") == 0
                 || strcmp (cause->word, "apparmor") == 0
                 || strcmp (cause->word, "selinux") == 0
                 || strcmp (cause->word, "smack") == 0
                 || strcmp (cause->word, "security-module") == 0
                 || strcmp (cause->word, "landlock-refer") == 0);
  bool may = strcmp (cause->word, "protected-hardlinks") == 0;

  require (!infers || says, "what is inferred is told so");
  require (!says || infers || may || has_text (c, "", "probably"),
           "nothing else is told so");
}

/* CAUSE is an answer that C allows.  */
static void
require_good (struct case_ const *c, struct cause const *cause)
{
  require (cause->class >= EXIT_CLASS_OTHER
           && cause->class <= EXIT_CLASS_NO_HARD_LINKS
           && cause->class != EXIT_CLASS_USAGE, "an exit class for a job");
  require (cause->word || !cause->note, "a note has a word");
  if (!cause->word)
    return;

  require (is_listed (strerrorname_np (c->job.result.err), cause->word),
           "the word is one of this errno's");
  require (bears_out (c, cause->word), cause->word);
  if (cause->note)
    {
      require_clean (c, cause->note);
      require_probably (c, cause);
    }
}

int
LLVMFuzzerTestOneInput (uint8_t const *data, size_t size)
{
  struct bytes in = { data, size };
  struct case_ c = { .job = { .src = { .dirfd = AT_FDCWD,
                                       .start = AT_FDCWD },
                              .dst = { .dirfd = AT_FDCWD } } };
  struct cause cause, again;
  uint64_t state = size;

  char *text = take_string (&in);
  for (char const *p = text; *p != '\0'; p++)
    state = state * 31 + (unsigned char) *p;
  take_words (&c, text);
  complete (&c);
  ask (&c, &cause);
  require_good (&c, &cause);
  ask (&c, &again);
  require_same (&cause, &again, "the same answer again");
  free (again.note);

  for (int i = 0; i < 4; i++)
    {
      struct case_ other = c;
      scramble_unknown (&other, &state);
      ask (&other, &again);
      require_same (&cause, &again, "what is unknown does not count");
      free (again.note);
    }
  free (cause.note);
  free (text);
  return 0;
}

/* Write a word for a field, both at random, to WORD.  Return its length.  */
static size_t
random_word (char *word, size_t size, uint64_t *state)
{
  struct field const *f = &fields[next_random (state) % FIELDS];
  uint64_t random = next_random (state);

  for (size_t i = 0; i < 2 * WORDS && random % 8 != 0; i++)
    {
      size_t at = (random / 8 + i) % WORDS;
      if (words[at].type == f->type)
        return snprintf (word, size, " %s=%s", f->name, words[at].word);
    }
  if (f->type == TYPE_TEXT)
    return snprintf (word, size, " %s=%s", f->name, texts[random % TEXTS]);
  return snprintf (word, size, " %s=%llu", f->name,
                   (unsigned long long) numbers[random % NUMBERS]);
}

/* Half of the time, add a word.  */
size_t
LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t max,
                         unsigned int seed)
{
  uint64_t state = seed;
  char word[64];

  next_random (&state);
  size_t length = random_word (word, sizeof word, &state);
  if (next_random (&state) % 2 == 0 || size + length > max)
    return LLVMFuzzerMutate (data, size, max);
  memcpy (data + size, word, length);
  return size + length;
}
