/* A FUSE file system that shows a directory and answers link as it is told.
   usage: fuse-errno --back=DIRECTORY [--link=ERRNO] [--no-link] [--no-symlink]
                     [--fsname=NAME] [-o OPTION]... MOUNTPOINT
   SPDX-License-Identifier: GPL-3.0-or-later

   Without --link and --no-link links are made.  --link=0 makes them, too.
   --no-link and --no-symlink answer ENOSYS, as a server does that knows
   nothing of links.  It stays in the foreground and dies with its parent.  */

#define FUSE_USE_VERSION 31

#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

struct settings
{
  char *back;
  int dirfd;
  int link_errno;
  int no_link;
  int no_symlink;
};

static struct settings const *
settings (void)
{
  return fuse_get_context ()->private_data;
}

/* Return PATH relative to the directory that is shown.  */
static char const *
below (char const *path)
{
  return path[1] != '\0' ? path + 1 : ".";
}

static int
negated (int result)
{
  return result < 0 ? -errno : 0;
}

static int
fs_getattr (char const *path, struct stat *st, struct fuse_file_info *info)
{
  (void) info;
  return negated (fstatat (settings ()->dirfd, below (path), st,
                           AT_SYMLINK_NOFOLLOW));
}

static int
fs_readlink (char const *path, char *buffer, size_t size)
{
  ssize_t length = readlinkat (settings ()->dirfd, below (path), buffer,
                               size - 1);

  if (length < 0)
    return -errno;
  buffer[length] = '\0';
  return 0;
}

static int
fs_mkdir (char const *path, mode_t mode)
{
  return negated (mkdirat (settings ()->dirfd, below (path), mode));
}

static int
fs_unlink (char const *path)
{
  return negated (unlinkat (settings ()->dirfd, below (path), 0));
}

static int
fs_rename (char const *from, char const *to, unsigned int flags)
{
  if (flags != 0)
    return -EINVAL;
  return negated (renameat (settings ()->dirfd, below (from),
                            settings ()->dirfd, below (to)));
}

static int
fs_symlink (char const *contents, char const *path)
{
  if (settings ()->no_symlink)
    return -ENOSYS;
  return negated (symlinkat (contents, settings ()->dirfd, below (path)));
}

static int
fs_link (char const *from, char const *to)
{
  if (settings ()->no_link)
    return -ENOSYS;
  if (settings ()->link_errno != 0)
    return -settings ()->link_errno;
  return negated (linkat (settings ()->dirfd, below (from),
                          settings ()->dirfd, below (to), 0));
}

static int
fs_open (char const *path, struct fuse_file_info *info)
{
  int fd = openat (settings ()->dirfd, below (path), info->flags);

  if (fd < 0)
    return -errno;
  info->fh = fd;
  return 0;
}

static int
fs_create (char const *path, mode_t mode, struct fuse_file_info *info)
{
  int fd = openat (settings ()->dirfd, below (path), info->flags | O_CREAT,
                   mode);

  if (fd < 0)
    return -errno;
  info->fh = fd;
  return 0;
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

static struct fuse_operations const operations = {
  .getattr = fs_getattr,
  .readlink = fs_readlink,
  .mkdir = fs_mkdir,
  .unlink = fs_unlink,
  .rename = fs_rename,
  .symlink = fs_symlink,
  .link = fs_link,
  .open = fs_open,
  .create = fs_create,
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
  FUSE_OPT_END
};

int
main (int argc, char **argv)
{
  struct settings s = { .dirfd = -1 };
  struct fuse_args args = FUSE_ARGS_INIT (argc, argv);

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (fuse_opt_parse (&args, &s, option_table, NULL) != 0 || !s.back
      || (s.dirfd = open (s.back, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
    {
      fputs ("usage: fuse-errno --back=DIRECTORY [OPTION]... MOUNTPOINT\n",
             stderr);
      return 2;
    }
  fuse_opt_add_arg (&args, "-f");
  fuse_opt_add_arg (&args, "-s");
  return fuse_main (args.argc, args.argv, &operations, &s);
}
