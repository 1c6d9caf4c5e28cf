/* Fuzz target: is every answer about a failure borne out by what is known?
   SPDX-License-Identifier: GPL-3.0-or-later

   The input is words NAME=VALUE, as in tests/explain-cases.h: an errno, a job,
   facts; what is no such word is passed over.  Any facts have an answer,
   always the same one; its word is one of the table's, for this errno; its
   note has no placeholder, no control character, and stands only with a
   word.  What the answer says is among the facts (claims).  And what is
   unknown never counts: whatever stands in a part of the facts that is marked
   as unknown, the answer is the same.  */

#include <config.h>

#include <errno.h>
#include <fcntl.h>

#include "causes.h"
#include "fuzz.h"
#include "platform/errnos.h"

enum { NUMBERS = 12 };

size_t LLVMFuzzerMutate (uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t max,
                                unsigned int seed);

/* A failed job, and what is known of it.  */
struct case_
{
  struct job job;
  struct facts facts;
};

/* How a field is stored.  */
enum type
{
  TYPE_BOOL,
  TYPE_ANSWER,
  TYPE_WALK,
  TYPE_STEP,
  TYPE_REFUSAL,
  TYPE_KIND,
  TYPE_LINK,
  TYPE_ERRNO,
  TYPE_MODE,
  TYPE_INT,
  TYPE_WIDE,
  TYPE_TEXT
};

struct field
{
  char const *name;
  enum type type;
  size_t offset;
};

#define FIELD(name, type, member) \
  { name, TYPE_##type, offsetof (struct case_, member) }

#define MOUNT(name, member) \
  FIELD (name "-mount", WIDE, member.id), \
  FIELD (name "-known", BOOL, member.known), \
  FIELD (name "-only-type", BOOL, member.only_type), \
  FIELD (name "-device", WIDE, member.device), \
  FIELD (name "-point", TEXT, member.point), \
  FIELD (name "-type", TEXT, member.type), \
  FIELD (name "-source", TEXT, member.source), \
  FIELD (name "-options", TEXT, member.options), \
  FIELD (name "-ro", BOOL, member.read_only), \
  FIELD (name "-super-ro", BOOL, member.super_read_only), \
  FIELD (name "-nosymfollow", BOOL, member.nosymfollow), \
  FIELD (name "-idmapped", BOOL, member.idmapped)

#define LOOK(name, member) \
  FIELD (name "-dev", WIDE, member.dev), \
  FIELD (name "-ino", WIDE, member.ino), \
  FIELD (name "-nlink", WIDE, member.nlink), \
  FIELD (name "-subvolume", WIDE, member.subvolume), \
  FIELD (name "-mode", MODE, member.mode), \
  FIELD (name "-uid", INT, member.uid), \
  FIELD (name "-root", BOOL, member.mount_root), \
  FIELD (name "-append", BOOL, member.append_only), \
  FIELD (name "-immutable", BOOL, member.immutable), \
  FIELD (name "-encrypted", BOOL, member.encrypted)

#define WALK(name, member) \
  FIELD (name "-walk", WALK, member.end), \
  FIELD (name "-walk-err", ERRNO, member.err), \
  FIELD (name "-start", BOOL, member.at_start), \
  FIELD (name "-culprit", TEXT, member.culprit), \
  FIELD (name "-link", TEXT, member.link), \
  FIELD (name "-contents", TEXT, member.contents), \
  FIELD (name "-length", WIDE, member.length), \
  FIELD (name "-limit", WIDE, member.limit), \
  LOOK (name "-walk", member.look), \
  MOUNT (name "-walk", member.mount)

#define FILE_FACTS(name, member) \
  FIELD (name "-seen", BOOL, member.seen), \
  FIELD (name "-err", ERRNO, member.err), \
  FIELD (name "-use", ANSWER, member.may_use), \
  FIELD (name "-has-project", BOOL, member.has_project), \
  FIELD (name "-passes", BOOL, member.passes_project), \
  FIELD (name "-project", INT, member.project), \
  FIELD (name "-room", BOOL, member.has_room), \
  FIELD (name "-free", WIDE, member.free_bytes), \
  FIELD (name "-reserved", WIDE, member.reserved_bytes), \
  FIELD (name "-inodes", WIDE, member.inodes), \
  FIELD (name "-free-inodes", WIDE, member.free_inodes), \
  FIELD (name "-name-limit", WIDE, member.name_limit), \
  FIELD (name "-subvolume-ro", BOOL, member.subvolume_read_only), \
  FIELD (name "-tmpfile", BOOL, member.tmpfile), \
  LOOK (name, member.look), \
  MOUNT (name, member.mount)

static struct field const fields[] =
{
  FIELD ("errno", ERRNO, job.result.err),
  FIELD ("step", STEP, job.result.step),
  FIELD ("refusal", REFUSAL, job.result.refusal),
  FIELD ("refused", TEXT, job.result.culprit),
  FIELD ("link-kind", LINK, job.kind),
  FIELD ("kind", KIND, job.src.kind),
  FIELD ("src", TEXT, job.src.text),
  FIELD ("fd", INT, job.src.fd),
  FIELD ("follow", BOOL, job.src.follow),
  FIELD ("dst", TEXT, job.dst.text),
  FIELD ("in", TEXT, job.dst.dir),
  FIELD ("process", BOOL, facts.process.known),
  FIELD ("you", INT, facts.process.euid),
  FIELD ("nobody", INT, facts.process.overflow_uid),
  FIELD ("owns-all", BOOL, facts.process.owns_all),
  FIELD ("writes-all", BOOL, facts.process.writes_all),
  FIELD ("opens-handles", BOOL, facts.process.opens_handles),
  FIELD ("userns", BOOL, facts.process.in_user_namespace),
  FIELD ("filtered", BOOL, facts.process.filtered),
  FIELD ("protects", ANSWER, facts.process.protects_hardlinks),
  FIELD ("protects-symlinks", ANSWER, facts.process.protects_symlinks),
  FIELD ("handle-err", ERRNO, facts.handle_err),
  WALK ("src", facts.src_walk),
  WALK ("dir", facts.dir_walk),
  FILE_FACTS ("src", facts.src),
  FILE_FACTS ("dir", facts.dir),
  FILE_FACTS ("dst", facts.dst),
};

enum { FIELDS = sizeof fields / sizeof *fields };

/* Words for values, by type; others are numbers.  */
static struct { enum type type; char const *word; uint64_t value; } const
words[] =
{
  { TYPE_ANSWER, "unknown", ANSWER_UNKNOWN }, { TYPE_ANSWER, "no", ANSWER_NO },
  { TYPE_ANSWER, "yes", ANSWER_YES },
  { TYPE_WALK, "untried", WALK_NOT_TRIED }, { TYPE_WALK, "arrived",
                                              WALK_ARRIVED },
  { TYPE_WALK, "unknown-end", WALK_UNKNOWN },
  { TYPE_WALK, "empty", WALK_EMPTY_NAME },
  { TYPE_WALK, "path-too-long", WALK_PATH_TOO_LONG },
  { TYPE_WALK, "component-too-long", WALK_COMPONENT_TOO_LONG },
  { TYPE_WALK, "bad-descriptor", WALK_BAD_DESCRIPTOR },
  { TYPE_WALK, "uncached", WALK_UNCACHED },
  { TYPE_WALK, "missing", WALK_MISSING },
  { TYPE_WALK, "not-directory", WALK_NOT_DIRECTORY },
  { TYPE_WALK, "no-search", WALK_NO_SEARCH }, { TYPE_WALK, "loop", WALK_LOOP },
  { TYPE_WALK, "nosymfollow", WALK_NOSYMFOLLOW },
  { TYPE_WALK, "protected-link", WALK_PROTECTED_LINK },
  { TYPE_STEP, "input", STEP_INPUT }, { TYPE_STEP, "source", STEP_SOURCE },
  { TYPE_STEP, "handle", STEP_HANDLE }, { TYPE_STEP, "dest", STEP_DEST },
  { TYPE_STEP, "directory", STEP_DIRECTORY }, { TYPE_STEP, "link", STEP_LINK },
  { TYPE_STEP, "backup", STEP_BACKUP }, { TYPE_STEP, "rename", STEP_RENAME },
  { TYPE_STEP, "unlink", STEP_UNLINK }, { TYPE_STEP, "sync", STEP_SYNC },
  { TYPE_REFUSAL, "nothing", REFUSED_NOTHING },
  { TYPE_REFUSAL, "source-directory", REFUSED_SOURCE_DIRECTORY },
  { TYPE_REFUSAL, "dest-directory", REFUSED_DEST_DIRECTORY },
  { TYPE_REFUSAL, "not-directory", REFUSED_NOT_DIRECTORY },
  { TYPE_REFUSAL, "same-file", REFUSED_SAME_FILE },
  { TYPE_REFUSAL, "just-created", REFUSED_JUST_CREATED },
  { TYPE_REFUSAL, "backup-is-source", REFUSED_BACKUP_IS_SOURCE },
  { TYPE_REFUSAL, "malformed", REFUSED_MALFORMED },
  { TYPE_REFUSAL, "escape", REFUSED_ESCAPE },
  { TYPE_REFUSAL, "symlink", REFUSED_SYMLINK },
  { TYPE_REFUSAL, "no-confinement", REFUSED_NO_CONFINEMENT },
  { TYPE_REFUSAL, "no-proc", REFUSED_NO_PROC },
  { TYPE_REFUSAL, "unpaired", REFUSED_UNPAIRED },
  { TYPE_REFUSAL, "lines", REFUSED_LINES },
  { TYPE_KIND, "path", SOURCE_PATH }, { TYPE_KIND, "via-handle",
                                        SOURCE_VIA_HANDLE },
  { TYPE_KIND, "by-handle", SOURCE_HANDLE }, { TYPE_KIND, "by-fd", SOURCE_FD },
  { TYPE_LINK, "hard", LINK_HARD }, { TYPE_LINK, "symbolic", LINK_SYMBOLIC },
  { TYPE_LINK, "simulated", LINK_SIMULATED },
  { TYPE_ERRNO, "none", 0 },
  { TYPE_ERRNO, "ENOENT", ENOENT }, { TYPE_ERRNO, "ENOTDIR", ENOTDIR },
  { TYPE_ERRNO, "ENAMETOOLONG", ENAMETOOLONG }, { TYPE_ERRNO, "ELOOP", ELOOP },
  { TYPE_ERRNO, "EBADF", EBADF }, { TYPE_ERRNO, "EEXIST", EEXIST },
  { TYPE_ERRNO, "EBUSY", EBUSY }, { TYPE_ERRNO, "EISDIR", EISDIR },
  { TYPE_ERRNO, "EACCES", EACCES }, { TYPE_ERRNO, "EPERM", EPERM },
  { TYPE_ERRNO, "EXDEV", EXDEV }, { TYPE_ERRNO, "EOVERFLOW", EOVERFLOW },
  { TYPE_ERRNO, "EMLINK", EMLINK }, { TYPE_ERRNO, "ENOSPC", ENOSPC },
  { TYPE_ERRNO, "EDQUOT", EDQUOT }, { TYPE_ERRNO, "EROFS", EROFS },
  { TYPE_ERRNO, "EIO", EIO }, { TYPE_ERRNO, "EUCLEAN", EUCLEAN },
  { TYPE_ERRNO, "EBADMSG", EBADMSG }, { TYPE_ERRNO, "ENOKEY", ENOKEY },
  { TYPE_ERRNO, "ENOTCONN", ENOTCONN }, { TYPE_ERRNO, "ESTALE", ESTALE },
  { TYPE_ERRNO, "EOPNOTSUPP", EOPNOTSUPP }, { TYPE_ERRNO, "ENOSYS", ENOSYS },
  { TYPE_ERRNO, "EINVAL", EINVAL }, { TYPE_ERRNO, "EINTR", EINTR },
  { TYPE_MODE, "file", S_IFREG | 0644 }, { TYPE_MODE, "dir", S_IFDIR | 0755 },
  { TYPE_MODE, "sticky", S_IFDIR | 01777 },
  { TYPE_MODE, "symlink", S_IFLNK | 0777 },
  { TYPE_MODE, "fifo", S_IFIFO | 0600 }, { TYPE_MODE, "device", S_IFBLK },
  { TYPE_MODE, "setuid", S_IFREG | 04755 },
  { TYPE_MODE, "setgid", S_IFREG | 02755 },
};

enum { WORDS = sizeof words / sizeof *words };

/* Numbers that meet each other, or limits.  */
static uint64_t const numbers[NUMBERS] =
  { 0, 1, 2, 7, 8, 255, 1000, 32000, 65000, 65534, 65535, 1 << 20 };

/* Texts that mean something to the table, or to a terminal.  */
static char const *const texts[] =
  { "a", "d/b", "new/", "/", "", "x{src}y", "{", "}", "it's", "\033[2J",
    "\303\244", "\377\376", "n\nl", "/dev/x",
    "/dev/\033x", "/m", "ext4", "btrfs", "tmpfs",
    "xfs", "vfat", "proc", "overlay", "fuse", "fuse.s\033", "fuseblk", "nfs",
    "autofs", "rw,shutdown", "emergency_ro", "user_id=1000",
    "user_id=0,allow_other", "lowerdir=/l", "lowerdir=/l,upperdir=/u",
    "max_dir_size_kb=64", "max_dir_size_kb=\033", "user_id=\033" };

enum { TEXTS = sizeof texts / sizeof *texts };

/* Is A the text B?  */
QUICK static bool
is_text (char const *a, char const *b)
{
  while (*a == *b && *a != '\0')
    {
      a++;
      b++;
    }
  return *a == *b;
}

/* Return the number for VALUE in a field of TYPE.  */
QUICK static uint64_t
number_of (enum type type, char const *value)
{
  for (size_t i = 0; i < WORDS; i++)
    if (words[i].type == type && is_text (words[i].word, value))
      return words[i].value;
  return strtoull (value, NULL, 0);
}

/* Return how many values TYPE has, 0 if any number is one.  */
QUICK static uint64_t
range_of (enum type type)
{
  switch (type)
    {
    case TYPE_BOOL: return 2;
    case TYPE_ANSWER: return ANSWER_YES + 1;
    case TYPE_WALK: return WALK_PROTECTED_LINK + 1;
    case TYPE_STEP: return STEP_SYNC + 1;
    case TYPE_REFUSAL: return REFUSED_LINES + 1;
    case TYPE_KIND: return SOURCE_FD + 1;
    case TYPE_LINK: return LINK_SIMULATED + 1;
    default: return 0;
    }
}

/* Set the field F of C to NUMBER or, if it holds one, to TEXT.  */
QUICK static void
set (struct case_ *c, struct field const *f, uint64_t number,
     char const *text)
{
  char *to = (char *) c + f->offset;
  uint64_t range = range_of (f->type);
  int narrow;

  if (range != 0)
    number %= range;
  narrow = number;
  switch (f->type)
    {
    case TYPE_BOOL:
      *to = number != 0;
      break;
    case TYPE_TEXT:
      memcpy (to, &text, sizeof text);
      break;
    case TYPE_WIDE:
      memcpy (to, &number, sizeof number);
      break;
    default:
      memcpy (to, &narrow, sizeof narrow);
      break;
    }
}

/* Return the field NAME, or NULL.  */
QUICK static struct field const *
find_field (char const *name)
{
  for (size_t i = 0; i < FIELDS; i++)
    if (is_text (fields[i].name, name))
      return &fields[i];
  return NULL;
}

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

/* What is unknown.  */

/* A source of numbers that look random.  */
QUICK static uint64_t
next_random (uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return *state >> 33;
}

/* Put anything at all into the fields of C at TO, SIZE bytes, but not into
   the one at KEEP.  */
QUICK static void
scramble (struct case_ *c, void const *to, size_t size, void const *keep,
          uint64_t *state)
{
  size_t begin = (char const *) to - (char const *) c;
  size_t kept = (char const *) keep - (char const *) c;

  for (size_t i = 0; i < FIELDS; i++)
    if (fields[i].offset >= begin && fields[i].offset < begin + size
        && fields[i].offset != kept)
      {
        uint64_t random = next_random (state);
        set (c, &fields[i],
             fields[i].type == TYPE_WIDE || fields[i].type == TYPE_INT
             ? numbers[random % NUMBERS] : random,
             random % 8 == 0 ? NULL : texts[random / 8 % TEXTS]);
      }
}

#define SCRAMBLE(c, member, keep, state) \
  scramble (c, &(member), sizeof (member), keep, state)

static void
scramble_mount (struct case_ *c, struct mount_facts *mount, uint64_t *state)
{
  if (mount->known)
    return;
  SCRAMBLE (c, *mount, &mount->id, state);
  mount->known = false;
}

static void
scramble_file (struct case_ *c, struct file_facts *file, uint64_t *state)
{
  if (!file->seen)
    {
      SCRAMBLE (c, *file, &file->err, state);
      file->seen = false;
      return;
    }
  SCRAMBLE (c, file->err, NULL, state);
  scramble_mount (c, &file->mount, state);
  if (!file->has_project)
    {
      SCRAMBLE (c, file->passes_project, NULL, state);
      SCRAMBLE (c, file->project, NULL, state);
    }
  if (!file->has_room)
    {
      SCRAMBLE (c, file->free_bytes, NULL, state);
      SCRAMBLE (c, file->reserved_bytes, NULL, state);
      SCRAMBLE (c, file->inodes, NULL, state);
      SCRAMBLE (c, file->free_inodes, NULL, state);
      SCRAMBLE (c, file->name_limit, NULL, state);
    }
}

static void
scramble_walk (struct case_ *c, struct walk *walk, uint64_t *state)
{
  enum walk_end end = walk->end;

  if (end == WALK_NOT_TRIED || end == WALK_ARRIVED)
    {
      SCRAMBLE (c, *walk, &walk->end, state);
      return;
    }
  if (end != WALK_UNKNOWN)
    SCRAMBLE (c, walk->err, NULL, state);
  if (end != WALK_NO_SEARCH && end != WALK_NOT_DIRECTORY && end != WALK_LOOP
      && end != WALK_NOSYMFOLLOW && end != WALK_PROTECTED_LINK)
    SCRAMBLE (c, walk->look, NULL, state);
  if (end != WALK_PATH_TOO_LONG && end != WALK_COMPONENT_TOO_LONG)
    {
      SCRAMBLE (c, walk->length, NULL, state);
      SCRAMBLE (c, walk->limit, NULL, state);
    }
  if (!walk->link)
    SCRAMBLE (c, walk->contents, NULL, state);
  scramble_mount (c, &walk->mount, state);
}

/* Put anything into what C says to be unknown, or that means nothing.  */
static void
scramble_unknown (struct case_ *c, uint64_t *state)
{
  struct process_facts *process = &c->facts.process;
  enum refusal refusal = c->job.result.refusal;

  if (!process->known)
    {
      SCRAMBLE (c, *process, &process->euid, state);
      process->known = false;
    }
  scramble_walk (c, &c->facts.src_walk, state);
  scramble_walk (c, &c->facts.dir_walk, state);
  scramble_file (c, &c->facts.src, state);
  scramble_file (c, &c->facts.dir, state);
  scramble_file (c, &c->facts.dst, state);
  if (c->job.src.kind != SOURCE_HANDLE)
    SCRAMBLE (c, c->facts.handle_err, NULL, state);
  if (c->job.src.kind != SOURCE_FD)
    SCRAMBLE (c, c->job.src.fd, NULL, state);
  if (refusal != REFUSED_ESCAPE && refusal != REFUSED_SYMLINK)
    SCRAMBLE (c, c->job.result.culprit, NULL, state);
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
#define CAUSE(err, word, class, walk, fits, note, manual) { #err, word },
  static struct { char const *name; char const *word; } const rows[] =
  {
#include "causes.def"
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

/* What the facts of C must be, where WORD is the cause; written down anew,
   beside evidence-*.c.  */
static bool
bears_out (struct case_ const *c, char const *word)
{
  struct facts const *f = &c->facts;
  struct process_facts const *p = &f->process;
  bool hard = c->job.kind != LINK_SYMBOLIC;
  enum step step = c->job.result.step;

#define CLAIM(name, facts) if (strcmp (word, name) == 0) return facts
  CLAIM ("dest-immutable", f->dst.seen && (f->dst.look.immutable
                                           || f->dst.look.append_only));
  CLAIM ("dest-dir-immutable", f->dir.seen && f->dir.look.immutable);
  CLAIM ("dest-dir-append-only", f->dir.seen && f->dir.look.append_only
         && step != STEP_LINK);
  CLAIM ("source-immutable", hard && f->src.seen && f->src.look.immutable);
  CLAIM ("source-append-only", hard && f->src.seen && f->src.look.append_only);
  CLAIM ("sticky-directory", p->known && f->dir.seen && !p->owns_all
         && (f->dir.look.mode & S_ISVTX) != 0 && step != STEP_LINK);
  CLAIM ("protected-hardlinks", p->known && f->src.seen && hard
         && f->src.look.uid != p->euid
         && p->protects_hardlinks != ANSWER_NO);
  CLAIM ("seccomp", p->known && p->filtered);
  CLAIM ("landlock", f->dir.seen && f->dir.may_use == ANSWER_YES);
  CLAIM ("no-write", f->dir.seen && f->dir.may_use == ANSWER_NO);
  CLAIM ("landlock-refer", f->src.seen && f->dir.seen
         && f->src.mount.id != 0 && f->src.mount.id == f->dir.mount.id
         && f->dir.mount.known);
  CLAIM ("bind-mount", f->src.seen && f->dir.seen && f->src.mount.id != 0
         && f->dir.mount.id != 0 && f->src.mount.id != f->dir.mount.id);
  CLAIM ("other-file-system", f->src.seen && f->dir.seen
         && (f->src.look.dev != f->dir.look.dev
             || f->src.mount.device != f->dir.mount.device));
  CLAIM ("btrfs-subvolume", f->src.seen && f->dir.seen
         && f->src.look.subvolume != f->dir.look.subvolume);
  CLAIM ("project-id", f->src.seen == hard || f->src.seen);
  CLAIM ("changed", !f->dir.seen || !f->dir.mount.only_type
         || f->dst.err == ENOENT);
  CLAIM ("read-only-mount", f->dir.seen && f->dir.mount.known
         && f->dir.mount.read_only && !f->dir.mount.super_read_only);
  CLAIM ("read-only-fs", f->dir.seen && f->dir.mount.known
         && f->dir.mount.super_read_only);
  CLAIM ("disk-full", f->dir.seen && f->dir.has_room
         && f->dir.free_bytes < 1 << 20);
  CLAIM ("root-reserve", f->dir.seen && f->dir.has_room
         && f->dir.free_bytes == 0 && f->dir.reserved_bytes != 0);
  CLAIM ("no-inodes", f->dir.seen && f->dir.has_room
         && f->dir.inodes != 0 && f->dir.free_inodes == 0);
  CLAIM ("idmap-user", (f->src.seen && f->src.mount.idmapped)
         || (f->dir.seen && f->dir.mount.idmapped));
  CLAIM ("userns", p->known && p->in_user_namespace && p->writes_all);
  CLAIM ("source-deleted", f->src.seen && f->src.look.nlink == 0);
  CLAIM ("tmpfile-excl", f->src.seen && f->src.tmpfile);
  CLAIM ("dest-dir-removed", f->dir.seen && f->dir.look.nlink == 0);
  CLAIM ("handle-privilege", c->job.src.kind == SOURCE_HANDLE
         || (c->job.src.kind == SOURCE_VIA_HANDLE && p->known
             && !p->opens_handles));
#undef CLAIM
  return true;
}

/* Only what was inferred is told as such, and it is.  */
static void
require_probably (struct case_ const *c, struct cause const *cause)
{
  bool says = strstr (cause->note, "probably ") != NULL;
  bool infers = (strcmp (cause->word, "seccomp") == 0
                 || strcmp (cause->word, "landlock") == 0
                 || strcmp (cause->word, "landlock-refer") == 0);
  bool may = (strcmp (cause->word, "protected-hardlinks") == 0
              || strcmp (cause->word, "project-id") == 0);

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
  require (bears_out (c, cause->word), "the facts are those of the word");
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
