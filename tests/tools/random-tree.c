/* Which files does a situation have?
   SPDX-License-Identifier: GPL-3.0-or-later

   SOURCE is c/sp/sd/a in one place, DEST c/dp/dd/b in another or the same.  */

#include "random-parts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/btrfs.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "files.h"
#include "tool.h"

enum
{
  PATH = 300,
  LONG_NAME = 255
};

static char *
path_of (char path[PATH], char const *base, char const *name)
{
  snprintf (path, PATH, "%.20s/c/%.250s", base, name);
  return path;
}

static void
ok (int status, char const *name)
{
  if (status != 0)
    die (name);
}

static void
make_empty (char const *name)
{
  ok (mknod (name, S_IFREG | 0666, 0), name);
}

/* Give NAME the owner, group and mode VALUE.  */
static void
set_perm (char const *name, unsigned int value, bool directory)
{
  uid_t uid;
  gid_t gid;
  mode_t mode;

  perm_of (value, directory, &uid, &gid, &mode);
  ok (lchown (name, uid, gid), name);
  ok (chmod (name, mode), name);
}

/* Set the attribute VALUE of NAME, or clear both.  */
static void
set_attribute (char const *name, unsigned int value)
{
  int fd = open (name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  int flags = 0;

  if (fd < 0)
    return;
  if (ioctl (fd, FS_IOC_GETFLAGS, &flags) == 0)
    {
      flags &= ~(FS_IMMUTABLE_FL | FS_APPEND_FL);
      flags |= (value == IMMUTABLE     ? FS_IMMUTABLE_FL
                : value == APPEND_ONLY ? FS_APPEND_FL
                                       : 0);
      ioctl (fd, FS_IOC_SETFLAGS, &flags);
    }
  close (fd);
}

/* Make SOURCE, NAME in BASE's directory sp/sd, of its kind.  */
static void
make_source (struct situation const *s, char const *base)
{
  char name[PATH], target[PATH], full[PATH];
  enum kind kind = (enum kind)s->value[S_KIND];

  path_of (name, base, "sp/sd/a");
  path_of (target, base, "sp/sd/t");
  switch (kind)
    {
    case FIFO:
      ok (mknod (name, S_IFIFO | 0666, 0), name);
      break;
    case SOCKET:
      ok (mknod (name, S_IFSOCK | 0666, 0), name);
      break;
    case DEVICE:
      ok (mknod (name, S_IFCHR | 0666, makedev (1, 3)), name);
      break;
    case DIRECTORY:
      ok (mkdir (name, 0777), name);
      break;
    case LINK:
      make_empty (target);
      ok (symlink ("t", name), name);
      break;
    case DANGLING:
      ok (symlink ("nothing", name), name);
      break;
    case LOOP:
      ok (symlink ("a", name), name);
      break;
    case REGULAR:
    case KINDS:
      snprintf (full, sizeof full, "%.20s/full", base);
      if (s->value[ROOM] == MANY_LINKS)
        ok (rename (full, name), full);
      else
        make_empty (name);
      break;
    }
}

static void
set_source (struct situation const *s, char const *base)
{
  char name[PATH], target[PATH];
  enum kind kind = (enum kind)s->value[S_KIND];
  uid_t uid = caller_outside (s);
  gid_t gid = uid;
  mode_t mode = 0666;

  path_of (name, base, "sp/sd/a");
  path_of (target, base, "sp/sd/t");
  if (s->value[S_PERM] != 0)
    perm_of (s->value[S_PERM], false, &uid, &gid, &mode);
  ok (lchown (name, uid, gid), name);
  if (kind == LINK)
    ok (chown (target, uid, gid), target);
  char const *file = kind == LINK ? target : name;
  if (kind == DANGLING || kind == LOOP)
    return;
  ok (chmod (file, kind == DIRECTORY ? mode | 0111 : mode), file);
  set_acl (file, s->value[S_ACL]);
  if (s->value[S_ATTR] != 0)
    set_attribute (file, s->value[S_ATTR]);
}

/* Make what is at DEST, NAME.  */
static void
make_dest (struct situation const *s, struct where const *where)
{
  char name[PATH], src[PATH];
  enum found found = (enum found)s->value[D_KIND];

  path_of (name, where->real_dst, "dp/dd/b");
  path_of (src, where->real_src, "sp/sd/a");
  switch (found)
    {
    case NOTHING:
    case FOUNDS:
      if (where->how != ON_DEST)
        return;
      make_empty (name);
      break;
    case SAME_FILE:
      if (link (src, name) == 0)
        return;
      make_empty (name);
      break;
    case OTHER_FILE:
      make_empty (name);
      break;
    case SOME_DIRECTORY:
      ok (mkdir (name, 0777), name);
      break;
    case DANGLING_LINK:
      ok (symlink ("nothing", name), name);
      break;
    case LINK_TO_DIRECTORY:
      ok (symlink ("..", name), name);
      break;
    case SOME_FIFO:
      ok (mknod (name, S_IFIFO | 0666, 0), name);
      break;
    }
  uid_t uid = caller_outside (s);
  gid_t gid = uid;
  mode_t mode;
  if (s->value[D_PERM] != 0)
    perm_of (s->value[D_PERM], false, &uid, &gid, &mode);
  ok (lchown (name, uid, gid), name);
}

/* Make BASE's directory OUTER/INNER.  */
static void
make_directories (char const *base, char const *outer, char const *inner)
{
  char name[PATH];

  if (mkdir (path_of (name, base, ""), 0777) != 0 && errno != EEXIST)
    die (name);
  ok (mkdir (path_of (name, base, outer), 0777), name);
  ok (mkdir (path_of (name, base, inner), 0777), name);
}

/* Make the symbolic links that names lead through.  */
static void
make_routes (struct situation const *s, struct where const *where)
{
  static struct
  {
    char const *link, *text;
    bool sticky, dest;
    uid_t uid;
  } const routes[ROUTES] = {
    [DEST_LINK] = { "dl", "dp", false, true, 0 },
    [DEST_STICKY_2000] = { "st/dl", "../dp", true, true, 2000 },
    [DEST_STICKY_1000] = { "st/dl", "../dp", true, true, 1000 },
    [SOURCE_LINK] = { "sl", "sp", false, false, 0 },
    [SOURCE_STICKY_2000] = { "st/sl", "../sp", true, false, 2000 },
  };
  unsigned int route = s->value[ROUTE];
  char const *base = routes[route].dest ? where->real_dst : where->real_src;
  char name[PATH];

  if (route == STRAIGHT)
    return;
  if (routes[route].sticky)
    {
      ok (mkdir (path_of (name, base, "st"), 0777), name);
      ok (chmod (name, 01777), name);
    }
  path_of (name, base, routes[route].link);
  ok (symlink (routes[route].text, name), name);
  ok (lchown (name, routes[route].uid, routes[route].uid), name);
}

/* Let DEST's directory have no room for a long name in its first block, of
   1024 bytes.  */
static void
fill_directory (struct situation const *s, char const *base)
{
  char name[PATH], text[LONG_NAME];

  if (s->value[ROOM] != FULL && s->value[ROOM] != RESERVED
      && s->value[ROOM] != SHORT_DIRECTORY)
    return;
  for (char c = 'p'; c < 's'; c++)
    {
      memset (text, c, sizeof text);
      snprintf (name, sizeof name, "%.20s/c/dp/dd/%.230s", base, text);
      make_empty (name);
    }
}

static void
set_directories (struct situation const *s, struct where const *where)
{
  static char const *const names[DIRECTORIES]
      = { "sp", "sp/sd", "dp", "dp/dd" };
  char name[PATH];

  for (int i = 0; i < DIRECTORIES; i++)
    {
      path_of (name, i < 2 ? where->real_src : where->real_dst, names[i]);
      if (s->value[SP_PERM + i] != 0)
        set_perm (name, s->value[SP_PERM + i], true);
      set_acl (name, s->value[SP_ACL + i]);
    }
}

static void
set_attributes (struct situation const *s, struct where const *where, bool set)
{
  char name[PATH];

  path_of (name, where->real_dst, "dp/dd/b");
  if (s->value[D_ATTR] != 0)
    set_attribute (name, set ? s->value[D_ATTR] : 0);
  path_of (name, where->real_dst, "dp/dd");
  if (s->value[DD_ATTR] != 0)
    set_attribute (name, set ? s->value[DD_ATTR] : 0);
}

/* Let the btrfs subvolume NAME be read-only, or not.  */
static void
set_read_only (char const *name, bool read_only)
{
  __u64 flags = read_only ? BTRFS_SUBVOL_RDONLY : 0;
  int fd = open (name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0 || ioctl (fd, BTRFS_IOC_SUBVOL_SETFLAGS, &flags) != 0)
    die (name);
  close (fd);
}

/* Let NAME be of the project 43, and pass that on if it is a DIRECTORY.  */
static void
set_project (char const *name, bool directory)
{
  struct fsxattr attributes;
  int fd = open (name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

  if (fd < 0)
    return;
  if (ioctl (fd, FS_IOC_FSGETXATTR, &attributes) == 0)
    {
      attributes.fsx_projid = 43;
      if (directory)
        attributes.fsx_xflags |= FS_XFLAG_PROJINHERIT;
      ioctl (fd, FS_IOC_FSSETXATTR, &attributes);
    }
  close (fd);
}

/* Mount what belongs to this one situation.  */
static void
mount_more (struct where const *where)
{
  char name[PATH];

  switch (where->how)
    {
    case REMOUNTED:
      ok (mount (NULL, where->src, NULL, MS_REMOUNT | MS_RDONLY, NULL),
          where->src);
      break;
    case LAYERED:
      ok (mount ("overlay", where->src, "overlay", 0, "lowerdir=empty:lower"),
          where->src);
      break;
    case ON_SOURCE:
    case ON_DEST:
      path_of (name, where->real_src, "over");
      make_empty (name);
      char over[PATH];
      path_of (over, where->real_src,
               where->how == ON_SOURCE ? "sp/sd/a" : "dp/dd/b");
      mount (name, over, NULL, MS_BIND, NULL);
      break;
    case SUBVOLUME:
      set_read_only (where->src, true);
      break;
    case LASTING:
    case JAILED:
      break;
    }
}

void
build (struct tool const *tool, struct situation const *s, struct names *names)
{
  struct where const *where = where_of (s);
  char name[PATH];

  set_kernel (s);
  make_directories (where->real_src, "sp", "sp/sd");
  make_directories (where->real_dst, "dp", "dp/dd");
  make_source (s, where->real_src);
  make_dest (s, where);
  set_source (s, where->real_src);
  make_routes (s, where);
  fill_directory (s, where->real_dst);
  make_empty (path_of (name, where->real_src, "sp/f"));
  make_empty (path_of (name, where->real_dst, "dp/f"));
  set_directories (s, where);
  if (s->value[PROJECT] != NO_PROJECT)
    set_project (path_of (name, where->real_dst, "dp/dd"), true);
  if (s->value[PROJECT] == SAME_PROJECT)
    set_project (path_of (name, where->real_src, "sp/sd/a"), false);
  set_attributes (s, where, true);
  mount_more (where);
  use_up (s, where->real_dst);
  name_all (tool, s, where, names);
}

/* Remove NAME in DIR, and what is in it.  */
static void
remove_below (int dir, char const *name)
{
  if (unlinkat (dir, name, 0) == 0 || unlinkat (dir, name, AT_REMOVEDIR) == 0)
    return;
  if (errno != ENOTEMPTY)
    return;
  DIR *stream = open_directory (dir, name);
  struct dirent *entry;
  while ((entry = readdir (stream)) != NULL)
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      remove_below (dirfd (stream), entry->d_name);
  closedir (stream);
  if (unlinkat (dir, name, AT_REMOVEDIR) != 0)
    die (name);
}

static void
unmount_more (struct where const *where)
{
  char name[PATH];

  if (where->how == REMOUNTED)
    ok (mount (NULL, where->src, NULL, MS_REMOUNT, NULL), where->src);
  else if (where->how == SUBVOLUME)
    set_read_only (where->src, false);
  else if (where->how == LAYERED)
    ok (umount2 (where->src, MNT_DETACH), where->src);
  else if (where->how == ON_SOURCE || where->how == ON_DEST)
    umount2 (path_of (name, where->real_src,
                      where->how == ON_SOURCE ? "sp/sd/a" : "dp/dd/b"),
             MNT_DETACH);
}

void
clear (struct situation const *s)
{
  struct where const *where = where_of (s);
  char name[PATH], full[PATH];

  unmount_more (where);
  give_back (s, where->real_dst);
  set_attributes (s, where, false);
  if (s->value[S_ATTR] != 0)
    {
      set_attribute (path_of (name, where->real_src, "sp/sd/a"), 0);
      set_attribute (path_of (name, where->real_src, "sp/sd/t"), 0);
    }
  if (s->value[ROOM] == MANY_LINKS && s->value[S_KIND] == REGULAR)
    {
      snprintf (full, sizeof full, "%.20s/full", where->real_src);
      rename (path_of (name, where->real_src, "sp/sd/a"), full);
    }
  snprintf (name, sizeof name, "%.20s/c", where->real_src);
  remove_below (AT_FDCWD, name);
  snprintf (name, sizeof name, "%.20s/c", where->real_dst);
  remove_below (AT_FDCWD, name);
}
