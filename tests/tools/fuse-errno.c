/* A FUSE file system that shows a directory and answers as it is told.
   usage: fuse-errno --back=DIRECTORY [OPTION]... MOUNTPOINT
   SPDX-License-Identifier: GPL-3.0-or-later

   --link=ERRNO  links are not made, that is the answer; --link=0 makes them
   --no-link, --no-symlink  answer ENOSYS, as a server does that knows nothing
                 of links
   --fold        names that differ in case, or in how é is spelled, are one
                 entry, which keeps the spelling that it was made with
   --cache       a name's link count and ctime stay as they were first seen,
                 whatever is done to other names of the file
   --own-inodes  each name has an inode number of its own, which goes with it
                 when it is renamed
   --no-dots     a name with a dot is refused (EPERM)
   --utf8=ERRNO  a name that is not UTF-8 is refused
   --rules=RULES what is answered to the calls that change names; with this, and
                with the options from --fold on, the kernel keeps nothing
   --fsname=NAME, -o OPTION  are FUSE's

   RULES are words HOW:OP:ERRNO[:NUMBER].  OP is link, symlink, unlink, rename
   (which replaces), noreplace or exchange.  HOW is deny (nothing is done, the
   answer is ERRNO), lie (it is done, the answer is ERRNO) or noop (nothing is
   done, the answer is success, whatever ERRNO).  NUMBER is N (the Nth call of
   that OP alone) or N- (that and all later); without it, all are meant.  The
   first rule that fits counts.

   To set the attribute user.rules of any name sets the rules anew, and all
   counts and what is cached to nothing.  To read it tells how often the first
   rule was followed, how many links of both kinds were made, and how
   many calls with an OP there were.

   It stays in the foreground and dies with its parent.  */

#define FUSE_USE_VERSION 31

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONTROL "user.rules"

enum { RULES_MAX = 8, CACHE_MAX = 256 };

enum op
{
  OP_LINK, OP_SYMLINK, OP_UNLINK, OP_RENAME, OP_NOREPLACE, OP_EXCHANGE, OPS
};

enum how { HOW_DENY, HOW_LIE, HOW_NOOP, HOWS };

struct rule
{
  enum how how;
  enum op op;
  int error;
  int first, last;              /* of the calls of OP, from 1 */
  int followed;
};

/* What a name's attributes were when they were first seen, and its own
   number.  */
struct seen
{
  char *path;                   /* NULL: free */
  struct stat st;
  ino_t number;
};

struct settings
{
  char *back;
  int dirfd;
  int link_errno;
  int no_link;
  int no_symlink;
  int fold;
  int cache;
  int own_inodes;
  int no_dots;
  char *utf8;
  char *rules_text;

  struct rule rules[RULES_MAX];
  int rule_count;
  int calls[OPS];
  int made;                     /* links of both kinds */
  struct seen seen[CACHE_MAX];
  ino_t last_number;

  /* A name that was said to be made: so it looks when libfuse asks for it,
     straight after, once.  */
  char *pretended;
  struct stat pretended_as;
};

static struct settings *
settings (void)
{
  return fuse_get_context ()->private_data;
}

static int
negated (int result)
{
  return result < 0 ? -errno : 0;
}

/* Names.  */

/* Store in KEY, of SIZE bytes, what all spellings of the LENGTH bytes at NAME
   have in common.  */
static void
fold_name (char *key, size_t size, char const *name, size_t length)
{
  size_t used = 0;

  for (size_t i = 0; i < length && used + 3 < size; i++)
    if (length - i >= 3 && tolower ((unsigned char) name[i]) == 'e'
        && memcmp (name + i + 1, "\xcc\x81", 2) == 0)
      {
        memcpy (key + used, "\xc3\xa9", 2);
        used += 2;
        i += 2;
      }
    else
      key[used++] = tolower ((unsigned char) name[i]);
  key[used] = '\0';
}

/* Find the entry of the directory DIR, a name below the one that is shown, that
   is spelled otherwise than the LENGTH bytes at NAME, and store its name in
   FOUND.  Return whether there is one.  */
static bool
find_spelling (char const *dir, char const *name, size_t length,
               char found[NAME_MAX + 1])
{
  char wanted[NAME_MAX * 2];
  char key[NAME_MAX * 2];
  struct dirent *entry;
  bool is_there = false;
  int fd = openat (settings ()->dirfd, dir, O_RDONLY | O_DIRECTORY);
  DIR *stream = fd < 0 ? NULL : fdopendir (fd);

  fold_name (wanted, sizeof wanted, name, length);
  while (stream && !is_there && (entry = readdir (stream)) != NULL)
    {
      fold_name (key, sizeof key, entry->d_name, strlen (entry->d_name));
      is_there = strcmp (key, wanted) == 0;
      if (is_there)
        strcpy (found, entry->d_name);
    }
  if (stream)
    closedir (stream);
  return is_there;
}

/* Store in NAME how PATH is called below the directory that is shown.  Return
   NAME.  */
static char const *
below (char const *path, char name[PATH_MAX])
{
  size_t used = 0;

  if (path[1] == '\0')
    return strcpy (name, ".");
  if (!settings ()->fold)
    return strcpy (name, path + 1);
  while (*path == '/')
    {
      char found[NAME_MAX + 1];
      size_t length = strcspn (++path, "/");
      name[used] = '\0';
      bool other = (length <= NAME_MAX
                    && find_spelling (used == 0 ? "." : name, path, length,
                                      found));
      used += snprintf (name + used, PATH_MAX - used, "%s%.*s",
                        used == 0 ? "" : "/",
                        (int) (other ? strlen (found) : length),
                        other ? found : path);
      path += length;
    }
  return name;
}

/* Is TEXT UTF-8, as far as the number of bytes goes?  */
static bool
is_utf8 (char const *text)
{
  for (unsigned char const *p = (unsigned char const *) text; *p; p++)
    {
      int more = *p < 0x80 ? 0 : *p < 0xc2 ? -1 : *p < 0xe0 ? 1
                 : *p < 0xf0 ? 2 : *p < 0xf5 ? 3 : -1;
      if (more < 0)
        return false;
      for (; more > 0; more--)
        if ((*++p & 0xc0) != 0x80)
          return false;
    }
  return true;
}

/* Return the errno of the name ERRNO_NAME, or 0.  */
static int
errno_of (char const *errno_name)
{
  for (int error = 1; error < 134; error++)
    {
      char const *name = strerrorname_np (error);
      if (name && strcmp (name, errno_name) == 0)
        return error;
    }
  return 0;
}

/* Return the errno with which PATH's name is refused, or 0.  */
static int
refusal_of (char const *path)
{
  if (settings ()->no_dots && strchr (path, '.'))
    return EPERM;
  if (settings ()->utf8 && !is_utf8 (path))
    return errno_of (settings ()->utf8);
  return 0;
}

/* Rules.  */

static char const *const op_names[OPS] = {
  "link", "symlink", "unlink", "rename", "noreplace", "exchange"
};

static char const *const how_names[HOWS] = { "deny", "lie", "noop" };

/* Return the index in the COUNT NAMES of the one that *TEXT begins with,
   before a colon, and move *TEXT behind that; or -1.  */
static int
take_word (char const **text, char const *const *names, int count)
{
  size_t length = strcspn (*text, ":");

  for (int i = 0; i < count; i++)
    if (strlen (names[i]) == length && memcmp (names[i], *text, length) == 0
        && (*text)[length] == ':')
      {
        *text += length + 1;
        return i;
      }
  return -1;
}

/* Read RULE from TEXT, one word.  Return whether it is one.  */
static bool
read_rule (struct rule *rule, char const *text)
{
  char name[32];
  char dash = '\0';
  int how = take_word (&text, how_names, HOWS);
  int op = how < 0 ? -1 : take_word (&text, op_names, OPS);
  int first = 1;
  int read = (op < 0 ? 0
              : sscanf (text, "%31[A-Z0-9]:%d%c", name, &first, &dash));

  if (read < 1 || (errno_of (name) == 0 && how != HOW_NOOP))
    return false;
  *rule = (struct rule) {
    .how = how, .op = op, .error = how == HOW_NOOP ? 0 : errno_of (name),
    .first = first, .last = read == 2 ? first : INT_MAX
  };
  return true;
}

/* Set the rules of S to TEXT, and all counts to nothing.  Return whether they
   could be read.  */
static bool
set_rules (struct settings *s, char const *text)
{
  char *copy = strdup (text);
  char *rest = NULL;
  bool good = copy != NULL;

  s->rule_count = 0;
  s->made = 0;
  memset (s->calls, 0, sizeof s->calls);
  for (int i = 0; i < CACHE_MAX; i++)
    {
      free (s->seen[i].path);
      s->seen[i].path = NULL;
    }
  for (char *word = copy ? strtok_r (copy, " ", &rest) : NULL; word && good;
       word = strtok_r (NULL, " ", &rest))
    good = (s->rule_count < RULES_MAX
            && read_rule (&s->rules[s->rule_count++], word));
  free (copy);
  return good;
}

/* What is to be done about one call.  */
struct order
{
  bool make;                    /* do it */
  int error;                    /* and answer that, unless it fails */
};

/* A call of OP has come: look what the rules say.  */
static struct order
order_for (enum op op)
{
  struct settings *s = settings ();
  int number = ++s->calls[op];

  for (int i = 0; i < s->rule_count; i++)
    {
      struct rule *rule = &s->rules[i];
      if (rule->op == op && rule->first <= number && number <= rule->last)
        {
          rule->followed++;
          return (struct order) { rule->how == HOW_LIE, rule->error };
        }
    }
  return (struct order) { true, 0 };
}

/* Attributes.  */

/* Return what was seen of PATH, or NULL.  */
static struct seen *
find_seen (char const *path)
{
  for (int i = 0; i < CACHE_MAX; i++)
    if (settings ()->seen[i].path
        && strcmp (settings ()->seen[i].path, path) == 0)
      return &settings ()->seen[i];
  return NULL;
}

/* PATH is another file now.  */
static void
forget (char const *path)
{
  struct seen *seen = find_seen (path);

  if (seen)
    {
      free (seen->path);
      seen->path = NULL;
    }
}

/* The name FROM is TO now, and TO is FROM if they were EXCHANGED.  */
static void
move_seen (char const *from, char const *to, bool exchanged)
{
  struct seen *one = find_seen (from);
  struct seen *other = exchanged ? find_seen (to) : NULL;

  if (!exchanged)
    forget (to);
  if (one)
    {
      free (one->path);
      one->path = strdup (to);
    }
  if (other)
    {
      free (other->path);
      other->path = strdup (from);
    }
}

/* Let ST, of PATH, be what is told of that name.  */
static void
recall (char const *path, struct stat *st)
{
  struct settings *s = settings ();
  struct seen *seen = find_seen (path);

  if (seen && seen->st.st_ino != st->st_ino)
    {
      forget (path);
      seen = NULL;
    }
  for (int i = 0; i < CACHE_MAX && !seen; i++)
    if (!s->seen[i].path)
      {
        seen = &s->seen[i];
        *seen = (struct seen) { strdup (path), *st, ++s->last_number };
      }
  if (s->cache && seen)
    {
      st->st_nlink = seen->st.st_nlink;
      st->st_ctim = seen->st.st_ctim;
    }
  if (s->own_inodes && seen)
    st->st_ino = seen->number;
}

/* Say once that PATH is there, and is of the type and number of ST.  */
static void
pretend (char const *path, struct stat const *st)
{
  free (settings ()->pretended);
  settings ()->pretended = strdup (path);
  settings ()->pretended_as = *st;
}

static int
fs_getattr (char const *path, struct stat *st, struct fuse_file_info *info)
{
  struct settings *s = settings ();
  char name[PATH_MAX];
  int err = refusal_of (path);

  (void) info;
  if (err != 0)
    return -err;
  if (s->pretended && strcmp (s->pretended, path) == 0)
    {
      *st = s->pretended_as;
      free (s->pretended);
      s->pretended = NULL;
      return 0;
    }
  if (fstatat (s->dirfd, below (path, name), st, AT_SYMLINK_NOFOLLOW) != 0)
    return -errno;
  if (s->cache || s->own_inodes)
    recall (path, st);
  return 0;
}

/* Calls that change names.  */

static int
fs_unlink (char const *path)
{
  char name[PATH_MAX];
  struct order order = order_for (OP_UNLINK);

  if (!order.make)
    return -order.error;
  if (unlinkat (settings ()->dirfd, below (path, name), 0) != 0)
    return -errno;
  forget (path);
  return -order.error;
}

static int
fs_rename (char const *from, char const *to, unsigned int flags)
{
  char from_name[PATH_MAX];
  char to_name[PATH_MAX];
  int dirfd = settings ()->dirfd;
  enum op op = (flags == 0 ? OP_RENAME
                : flags == RENAME_NOREPLACE ? OP_NOREPLACE : OP_EXCHANGE);
  struct order order = order_for (op);

  if (!order.make)
    return -order.error;
  if (renameat2 (dirfd, below (from, from_name), dirfd, below (to, to_name),
                 flags) != 0)
    return -errno;
  move_seen (from, to, op == OP_EXCHANGE);
  return -order.error;
}

static int
fs_symlink (char const *contents, char const *path)
{
  char name[PATH_MAX];

  if (settings ()->no_symlink)
    return -ENOSYS;
  struct order order = order_for (OP_SYMLINK);
  if (!order.make)
    {
      if (order.error == 0)
        pretend (path, &(struct stat) { .st_mode = S_IFLNK | 0777,
                                        .st_ino = 1, .st_nlink = 1 });
      return -order.error;
    }
  if (symlinkat (contents, settings ()->dirfd, below (path, name)) != 0)
    return -errno;
  settings ()->made++;
  return -order.error;
}

static int
fs_link (char const *from, char const *to)
{
  char from_name[PATH_MAX];
  char to_name[PATH_MAX];
  int dirfd = settings ()->dirfd;
  struct stat st;

  if (settings ()->no_link)
    return -ENOSYS;
  if (settings ()->link_errno != 0)
    return -settings ()->link_errno;
  struct order order = order_for (OP_LINK);
  below (from, from_name);
  if (!order.make)
    {
      if (order.error == 0
          && fstatat (dirfd, from_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        pretend (to, &st);
      return -order.error;
    }
  if (linkat (dirfd, from_name, dirfd, below (to, to_name), 0) != 0)
    return -errno;
  settings ()->made++;
  return -order.error;
}

/* The rules, as an attribute.  */

static int
fs_setxattr (char const *path, char const *name, char const *value,
             size_t size, int flags)
{
  char text[256];

  (void) path;
  (void) flags;
  if (strcmp (name, CONTROL) != 0 || size >= sizeof text)
    return -ENOTSUP;
  memcpy (text, value, size);
  text[size] = '\0';
  return set_rules (settings (), text) ? 0 : -EINVAL;
}

static int
fs_getxattr (char const *path, char const *name, char *value, size_t size)
{
  struct settings *s = settings ();
  char text[64];
  int calls = 0;

  (void) path;
  if (strcmp (name, CONTROL) != 0)
    return -ENOTSUP;
  for (int op = 0; op < OPS; op++)
    calls += s->calls[op];
  int length = snprintf (text, sizeof text, "%d %d %d",
                         s->rule_count > 0 ? s->rules[0].followed : 0,
                         s->made, calls);
  if (size == 0)
    return length;
  if ((int) size < length)
    return -ERANGE;
  memcpy (value, text, length);
  return length;
}

/* What else a file system has.  */

static int
fs_readlink (char const *path, char *buffer, size_t size)
{
  char name[PATH_MAX];
  ssize_t length = readlinkat (settings ()->dirfd, below (path, name), buffer,
                               size - 1);

  if (length < 0)
    return -errno;
  buffer[length] = '\0';
  return 0;
}

static int
fs_mkdir (char const *path, mode_t mode)
{
  char name[PATH_MAX];

  return negated (mkdirat (settings ()->dirfd, below (path, name), mode));
}

static int
fs_rmdir (char const *path)
{
  char name[PATH_MAX];

  return negated (unlinkat (settings ()->dirfd, below (path, name),
                            AT_REMOVEDIR));
}

static int
fs_readdir (char const *path, void *buffer, fuse_fill_dir_t fill, off_t offset,
            struct fuse_file_info *info, enum fuse_readdir_flags flags)
{
  char name[PATH_MAX];
  struct dirent *entry;
  int fd = openat (settings ()->dirfd, below (path, name),
                   O_RDONLY | O_DIRECTORY);
  DIR *stream = fd < 0 ? NULL : fdopendir (fd);

  (void) offset;
  (void) info;
  (void) flags;
  if (!stream)
    return -errno;
  while ((entry = readdir (stream)) != NULL)
    {
      struct stat st = { .st_ino = entry->d_ino,
                         .st_mode = (mode_t) entry->d_type << 12 };
      fill (buffer, entry->d_name, &st, 0, 0);
    }
  closedir (stream);
  return 0;
}

static int
fs_open (char const *path, struct fuse_file_info *info)
{
  char name[PATH_MAX];
  int fd = openat (settings ()->dirfd, below (path, name), info->flags);

  if (fd < 0)
    return -errno;
  info->fh = fd;
  return 0;
}

static int
fs_create (char const *path, mode_t mode, struct fuse_file_info *info)
{
  char name[PATH_MAX];
  int fd = openat (settings ()->dirfd, below (path, name),
                   info->flags | O_CREAT, mode);

  if (fd < 0)
    return -errno;
  info->fh = fd;
  return 0;
}

static int
fs_truncate (char const *path, off_t size, struct fuse_file_info *info)
{
  char name[PATH_MAX];

  if (info)
    return negated (ftruncate (info->fh, size));
  int fd = openat (settings ()->dirfd, below (path, name), O_WRONLY);
  int err = fd < 0 ? -errno : negated (ftruncate (fd, size));
  if (fd >= 0)
    close (fd);
  return err;
}

static int
fs_read (char const *path, char *buffer, size_t size, off_t offset,
         struct fuse_file_info *info)
{
  (void) path;
  ssize_t length = pread (info->fh, buffer, size, offset);

  return length < 0 ? -errno : (int) length;
}

static int
fs_write (char const *path, char const *buffer, size_t size, off_t offset,
          struct fuse_file_info *info)
{
  (void) path;
  ssize_t length = pwrite (info->fh, buffer, size, offset);

  return length < 0 ? -errno : (int) length;
}

static int
fs_release (char const *path, struct fuse_file_info *info)
{
  (void) path;
  return negated (close (info->fh));
}

/* Where the server is more than a directory that refuses links, the kernel is
   to keep nothing: each look is answered here.  */
static void *
fs_init (struct fuse_conn_info *connection, struct fuse_config *config)
{
  struct settings *s = settings ();

  (void) connection;
  config->use_ino = 1;
  config->hard_remove = 1;
  if (s->fold || s->cache || s->own_inodes || s->no_dots || s->utf8
      || s->rules_text)
    config->entry_timeout = config->attr_timeout = config->negative_timeout = 0;
  return s;
}

static struct fuse_operations const operations = {
  .init = fs_init,
  .getattr = fs_getattr,
  .readlink = fs_readlink,
  .mkdir = fs_mkdir,
  .rmdir = fs_rmdir,
  .readdir = fs_readdir,
  .unlink = fs_unlink,
  .rename = fs_rename,
  .symlink = fs_symlink,
  .link = fs_link,
  .setxattr = fs_setxattr,
  .getxattr = fs_getxattr,
  .open = fs_open,
  .create = fs_create,
  .truncate = fs_truncate,
  .read = fs_read,
  .write = fs_write,
  .release = fs_release,
};

#define OPTION(text, member, value) \
  { text, offsetof (struct settings, member), value }

static struct fuse_opt const option_table[] = {
  OPTION ("--back=%s", back, 0),
  OPTION ("--link=%d", link_errno, 0),
  OPTION ("--no-link", no_link, 1),
  OPTION ("--no-symlink", no_symlink, 1),
  OPTION ("--fold", fold, 1),
  OPTION ("--cache", cache, 1),
  OPTION ("--own-inodes", own_inodes, 1),
  OPTION ("--no-dots", no_dots, 1),
  OPTION ("--utf8=%s", utf8, 0),
  OPTION ("--rules=%s", rules_text, 0),
  FUSE_OPT_END
};

int
main (int argc, char **argv)
{
  static struct settings s = { .dirfd = -1 };
  struct fuse_args args = FUSE_ARGS_INIT (argc, argv);

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (fuse_opt_parse (&args, &s, option_table, NULL) != 0 || !s.back
      || !set_rules (&s, s.rules_text ? s.rules_text : "")
      || (s.dirfd = open (s.back, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
    {
      fputs ("usage: fuse-errno --back=DIRECTORY [OPTION]... MOUNTPOINT\n",
             stderr);
      return 2;
    }
  umask (0);
  fuse_opt_add_arg (&args, "-f");
  fuse_opt_add_arg (&args, "-s");
  return fuse_main (args.argc, args.argv, &operations, &s);
}
