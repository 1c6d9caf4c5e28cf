/* A FUSE file system that shows a directory and answers as it is told.
   usage: fuse-errno --back=DIRECTORY [OPTION]... MOUNTPOINT
   SPDX-License-Identifier: GPL-3.0-or-later

   --link=ERRNO  links are not made, that is the answer; --link=0 makes them
   --copies      a link is a copy of the file, and the answer is success
   --no-link, --no-symlink  answer ENOSYS, as a server does that knows nothing
                 of links
   --links=N     N links are what every file is said to have
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

   RULES are words HOW:OP:ERRNO[:NUMBER], which server-rules.h explains.

   To set the attribute user.rules of any name sets the rules anew, and all
   counts and what is cached to nothing.  To read it tells how often the first
   rule was followed, how many links of both kinds were made, and how
   many calls with an OP there were.

   It stays in the foreground and dies with its parent.  */

#define FUSE_USE_VERSION 31

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server-attributes.h"
#include "server-names.h"
#include "server-rules.h"

#define CONTROL "user.rules"

struct settings
{
  char *back;
  int link_errno;
  int copies;
  int no_link;
  int no_symlink;
  int links;                    /* of every file; -1: as many as it has */
  char *rules_text;

  struct naming naming;
  struct attributes attributes;
  struct rules rules;
  int made;                     /* links of both kinds */
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

/* Return the directory that is shown.  */
static int
back (void)
{
  return settings ()->naming.dirfd;
}

/* Store in NAME what PATH is called there.  Return NAME.  */
static char const *
called (char const *path, char name[PATH_MAX])
{
  return below (&settings ()->naming, path, name);
}

/* Begin anew with the rules TEXT.  Return whether they could be read.  */
static bool
begin (struct settings *s, char const *text)
{
  s->made = 0;
  forget_all (&s->attributes);
  return set_rules (&s->rules, text);
}

static int
fs_getattr (char const *path, struct stat *st, struct fuse_file_info *info)
{
  struct settings *s = settings ();
  char name[PATH_MAX];
  int err = refusal_of (&s->naming, path);

  (void) info;
  if (err != 0)
    return -err;
  if (is_pretended (&s->attributes, path, st))
    return 0;
  if (fstatat (back (), called (path, name), st, AT_SYMLINK_NOFOLLOW) != 0)
    return -errno;
  recall (&s->attributes, path, st);
  if (s->links >= 0 && !S_ISDIR (st->st_mode))
    st->st_nlink = s->links;
  return 0;
}

/* Calls that change names.  */

static int
fs_unlink (char const *path)
{
  char name[PATH_MAX];
  struct order order = order_for (&settings ()->rules, OP_UNLINK);

  if (!order.make)
    return -order.error;
  if (unlinkat (back (), called (path, name), 0) != 0)
    return -errno;
  forget (&settings ()->attributes, path);
  return -order.error;
}

static int
fs_rename (char const *from, char const *to, unsigned int flags)
{
  char from_name[PATH_MAX];
  char to_name[PATH_MAX];
  int dirfd = back ();
  enum op op = (flags == 0 ? OP_RENAME
                : flags == RENAME_NOREPLACE ? OP_NOREPLACE : OP_EXCHANGE);
  struct order order = order_for (&settings ()->rules, op);

  if (!order.make)
    return -order.error;
  if (renameat2 (dirfd, called (from, from_name), dirfd, called (to, to_name),
                 flags) != 0)
    return -errno;
  move_seen (&settings ()->attributes, from, to, op == OP_EXCHANGE);
  return -order.error;
}

static int
fs_symlink (char const *contents, char const *path)
{
  char name[PATH_MAX];

  if (settings ()->no_symlink)
    return -ENOSYS;
  struct order order = order_for (&settings ()->rules, OP_SYMLINK);
  if (!order.make)
    {
      if (order.error == 0)
        pretend (&settings ()->attributes, path,
                 &(struct stat) { .st_mode = S_IFLNK | 0777,
                                  .st_ino = 1, .st_nlink = 1 });
      return -order.error;
    }
  if (symlinkat (contents, back (), called (path, name)) != 0)
    return -errno;
  settings ()->made++;
  return -order.error;
}

/* Make TO, in DIRFD, a copy of FROM.  Return 0, or -1 and errno.  */
static int
copy_file (int dirfd, char const *from, char const *to)
{
  int in = openat (dirfd, from, O_RDONLY | O_CLOEXEC);
  int out = openat (dirfd, to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  ssize_t copied = in < 0 || out < 0 ? -1 : 1;

  while (copied > 0)
    copied = copy_file_range (in, NULL, out, NULL, 1 << 20, 0);
  int err = errno;
  if (in >= 0)
    close (in);
  if (out >= 0)
    close (out);
  errno = err;
  return copied;
}

static int
fs_link (char const *from, char const *to)
{
  char from_name[PATH_MAX];
  char to_name[PATH_MAX];
  int dirfd = back ();
  struct stat st;

  if (settings ()->no_link)
    return -ENOSYS;
  if (settings ()->link_errno != 0)
    return -settings ()->link_errno;
  struct order order = order_for (&settings ()->rules, OP_LINK);
  called (from, from_name);
  if (!order.make)
    {
      if (order.error == 0
          && fstatat (dirfd, from_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        pretend (&settings ()->attributes, to, &st);
      return -order.error;
    }
  called (to, to_name);
  if ((settings ()->copies ? copy_file (dirfd, from_name, to_name)
       : linkat (dirfd, from_name, dirfd, to_name, 0)) != 0)
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
  return begin (settings (), text) ? 0 : -EINVAL;
}

static int
fs_getxattr (char const *path, char const *name, char *value, size_t size)
{
  struct settings *s = settings ();
  char text[64];

  (void) path;
  if (strcmp (name, CONTROL) != 0)
    return -ENOTSUP;
  int length = snprintf (text, sizeof text, "%d %d %d",
                         s->rules.count > 0 ? s->rules.rule[0].followed : 0,
                         s->made, count_calls (&s->rules));
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
  ssize_t length = readlinkat (back (), called (path, name), buffer,
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

  return negated (mkdirat (back (), called (path, name), mode));
}

static int
fs_rmdir (char const *path)
{
  char name[PATH_MAX];

  return negated (unlinkat (back (), called (path, name),
                            AT_REMOVEDIR));
}

static int
fs_readdir (char const *path, void *buffer, fuse_fill_dir_t fill, off_t offset,
            struct fuse_file_info *info, enum fuse_readdir_flags flags)
{
  char name[PATH_MAX];
  struct dirent *entry;
  int fd = openat (back (), called (path, name),
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
  int fd = openat (back (), called (path, name), info->flags);

  if (fd < 0)
    return -errno;
  info->fh = fd;
  return 0;
}

static int
fs_create (char const *path, mode_t mode, struct fuse_file_info *info)
{
  char name[PATH_MAX];
  int fd = openat (back (), called (path, name),
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
  int fd = openat (back (), called (path, name), O_WRONLY);
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
  if (s->naming.fold || s->naming.no_dots || s->naming.utf8
      || s->attributes.cache || s->attributes.own_inodes || s->rules_text)
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
  OPTION ("--copies", copies, 1),
  OPTION ("--no-link", no_link, 1),
  OPTION ("--no-symlink", no_symlink, 1),
  OPTION ("--links=%d", links, 0),
  OPTION ("--fold", naming.fold, 1),
  OPTION ("--cache", attributes.cache, 1),
  OPTION ("--own-inodes", attributes.own_inodes, 1),
  OPTION ("--no-dots", naming.no_dots, 1),
  OPTION ("--utf8=%s", naming.utf8, 0),
  OPTION ("--rules=%s", rules_text, 0),
  FUSE_OPT_END
};

int
main (int argc, char **argv)
{
  static struct settings s = { .naming.dirfd = -1, .links = -1 };
  struct fuse_args args = FUSE_ARGS_INIT (argc, argv);

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (fuse_opt_parse (&args, &s, option_table, NULL) != 0 || !s.back
      || !begin (&s, s.rules_text ? s.rules_text : "")
      || (s.naming.dirfd = open (s.back, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
         < 0)
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
