/* On which file systems do files lie, by which mounts are they named, and with
   which settings of the kernel?
   SPDX-License-Identifier: GPL-3.0-or-later

   Everything is mounted below one directory, in a mount namespace that ends
   with the test.  */

#include "random-parts.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tool.h"

enum
{
  OPEN_TREE = 428,
  MOVE_MOUNT = 429,
  MOUNT_SETATTR = 442,
  CLONE_TREE = 1,
  FROM_EMPTY = 4,
  EMPTY_PATH = 0x1000,
  ATTR_IDMAP = 0x100000
};

static struct where const wheres[PLACES] = {
  [ONE_MOUNT]
  = { "one mount", "main", "main", "main", "main", "main", LASTING },
  [SOURCE_BOUND] = { "SOURCE by a second mount", "bind", "main", "main",
                     "main", "main", LASTING },
  [DEST_BOUND] = { "DEST by a second mount", "main", "bind", "main", "main",
                   "main", LASTING },
  [OTHER_TMPFS] = { "DEST on another tmpfs", "main", "other", "main", "other",
                    NULL, LASTING },
  [DEST_EXT4]
  = { "DEST on ext4", "main", "disk", "main", "disk", NULL, LASTING },
  [SOURCE_EXT4]
  = { "SOURCE on ext4", "disk", "main", "disk", "main", NULL, LASTING },
  [READ_ONLY_MOUNT] = { "a read-only mount", "robind", "robind", "main",
                        "main", "robind", LASTING },
  [DEST_READ_ONLY] = { "DEST by a read-only mount", "main", "robind", "main",
                       "main", "main", LASTING },
  [READ_ONLY_FS] = { "a read-only file system", "rofs", "rofs", "rofs", "rofs",
                     "rofs", REMOUNTED },
  [NOSYMFOLLOW]
  = { "nosymfollow", "nosym", "nosym", "main", "main", "nosym", LASTING },
  [LOW_IDS] = { "a mount with a map of the ids 0 to 999", "low", "low", "main",
                "main", "low", LASTING },
  [HIGH_IDS] = { "a mount with a map of the ids 1000 to 5999", "high", "high",
                 "main", "main", "high", LASTING },
  [OVERLAY] = { "an overlay", "layers", "layers", "layers", "layers", "layers",
                LASTING },
  [NO_UPPER] = { "an overlay without upper directory", "layer", "layer",
                 "lower", "lower", "layer", LAYERED },
  [SOURCE_PART] = { "SOURCE by a mount of a subdirectory", "part", "main",
                    "main/part", "main", "main", LASTING },
  [DEST_PART] = { "DEST by a mount of a subdirectory", "main", "part", "main",
                  "main/part", "main", LASTING },
  [TWO_HALVES] = { "mounts of two subdirectories", "half1", "half2", "half1",
                   "half2", NULL, LASTING },
  [SOURCE_MOUNTED] = { "SOURCE is a mount point", "main", "main", "main",
                       "main", "main", ON_SOURCE },
  [DEST_MOUNTED] = { "DEST is a mount point", "main", "main", "main", "main",
                     "main", ON_DEST },
  [TWICE_BOUND]
  = { "SOURCE by one mount of a subdirectory, DEST by another", "part",
      "again", "main/part", "main/part", "part", LASTING },
  [JAIL] = { "a root directory that is no mount point", "jail", "jail", "jail",
             "jail", "jail", JAILED },
  [SUBVOLUMES] = { "two btrfs subvolumes", "tree/1", "tree/2", "tree/1",
                   "tree/2", NULL, LASTING },
  [READ_ONLY_SUBVOLUME] = { "a read-only btrfs subvolume", "tree/3", "tree/3",
                            "tree/3", "tree/3", "tree/3", SUBVOLUME },
  [BTRFS]
  = { "btrfs", "tree/1", "tree/1", "tree/1", "tree/1", "tree/1", LASTING },
};

/* Where no room is.  */
static struct where const rooms[ROOMS] = {
  [NO_INODES]
  = { "all inodes are used up", "few", "few", "few", "few", "few", LASTING },
  [FULL] = { "all blocks are used up", "tight", "tight", "tight", "tight",
             "tight", LASTING },
  [RESERVED] = { "all blocks but the reserved are used up", "kept", "kept",
                 "kept", "kept", "kept", LASTING },
  [SHORT_DIRECTORY] = { "max_dir_size_kb=1", "short", "short", "short",
                        "short", "short", LASTING },
  [MANY_LINKS]
  = { "65000 links", "many", "many", "many", "many", "many", LASTING },
  [NO_DISK_INODES] = { "all inodes of ext4 are used up", "inodes", "inodes",
                       "inodes", "inodes", "inodes", LASTING },
};

/* Where there are projects.  */
static struct where const projects
  = { "one mount", "xfs", "xfs", "xfs", "xfs", "xfs", LASTING };

static struct where const on_disk[] = {
  { "one mount", "disk", "disk", "disk", "disk", "disk", LASTING },
  { "SOURCE is a mount point", "disk", "disk", "disk", "disk", "disk",
    ON_SOURCE },
  { "DEST is a mount point", "disk", "disk", "disk", "disk", "disk", ON_DEST },
};

unsigned int
place_values (void)
{
  return PLACES;
}

struct where const *
where_of (struct situation const *s)
{
  struct where const *where = &wheres[s->value[PLACE]];

  if (s->value[PROJECT] != NO_PROJECT)
    return &projects;
  if (s->value[ROOM] != ENOUGH)
    return &rooms[s->value[ROOM]];
  if (!s->disk)
    return where;
  for (size_t i = 0; i < sizeof on_disk / sizeof *on_disk; i++)
    if (strcmp (on_disk[i].what, where->what) == 0)
      return &on_disk[i];
  return where;
}

/* Making them.  */

/* Make the directory NAME, and let what FORMAT says be done in it by a shell.
   Return whether that works.  */
static bool __attribute__ ((format (printf, 2, 3)))
make (char const *name, char const *format, ...)
{
  char command[1024], whole[1200];
  va_list list;

  va_start (list, format);
  vsnprintf (command, sizeof command, format, list);
  va_end (list);
  if (mkdir (name, 0755) != 0 && errno != EEXIST)
    die (name);
  snprintf (whole, sizeof whole, "{ %s; } >/dev/null 2>&1", command);
  return system (whole) == 0;
}

static void
must (char const *name, bool made)
{
  if (!made)
    {
      fprintf (stderr, "random: cannot make the place %s\n", name);
      exit (CANNOT);
    }
}

/* Mount ext4 of SIZE on NAME.  */
static bool
make_disk (char const *name, char const *size, char const *make_options,
           char const *options)
{
  return make (name,
               "truncate -s %s %s.img && mkfs.ext4 -q -F %s %s.img"
               " && mount -o loop%s %s.img %s && rmdir %s/lost+found",
               size, name, make_options, name, options, name, name, name);
}

/* Mount FROM on NAME with a map of COUNT ids from FIRST on.  */
static bool
make_mapped (char const *from, char const *name, int fd)
{
  struct
  {
    uint64_t set, clear, propagation, userns;
  } attributes = { .set = ATTR_IDMAP, .userns = fd };
  int tree = syscall (OPEN_TREE, AT_FDCWD, from, CLONE_TREE | O_CLOEXEC);

  mkdir (name, 0755);
  if (fd < 0 || tree < 0
      || syscall (MOUNT_SETATTR, tree, "", EMPTY_PATH, &attributes,
                  sizeof attributes)
             != 0
      || syscall (MOVE_MOUNT, tree, "", AT_FDCWD, name, FROM_EMPTY) != 0)
    return false;
  close (tree);
  return true;
}

static void
miss (struct tool *tool, char const *name)
{
  printf ("without %s\n", name);
  for (unsigned int i = 0; i < place_values (); i++)
    if (strcmp (name, "xfs") == 0)
      tool->missing |= BIT (PLACES);
    else if (strncmp (wheres[i].src, name, strlen (name)) == 0
        || strcmp (wheres[i].dst, name) == 0)
      tool->missing |= BIT (i);
}

/* Mounts that show parts of others.  */
static void
make_binds (struct tool *tool)
{
  int low = make_namespace ("0 0 1000");
  int high = make_namespace ("1000 1000 5000");

  must ("bind", make ("bind", "mount --bind main bind"));
  must ("robind", make ("robind", "mount --bind main robind"
                                  " && mount -o remount,bind,ro robind"));
  if (!make ("nosym", "mount --bind main nosym"
                      " && mount -o remount,bind,nosymfollow nosym"))
    miss (tool, "nosym");
  must ("part", make ("part", "mkdir main/part && mount --bind main/part"
                              " part"));
  must ("again", make ("again", "mount --bind main/part again"));
  must ("half1",
        make ("half1", "mkdir whole half2 && mount -t tmpfs none"
                       " whole && mkdir whole/1 whole/2"
                       " && mount --bind whole/1 half1"
                       " && mount --bind whole/2 half2 && umount whole"));
  if (!make_mapped ("main", "low", low))
    miss (tool, "low");
  if (!make_mapped ("main", "high", high))
    miss (tool, "high");
  close (low);
  close (high);
}

/* A root directory with what a program needs.  */
static void
make_jail (struct tool *tool)
{
  if (!make ("jail",
             "mkdir jail/proc jail/dev && mount --rbind /proc"
             " jail/proc && mount --bind /dev jail/dev && for i in lib lib64"
             " usr; do test -e /$i || continue; mkdir jail/$i"
             " && mount --bind /$i jail/$i || exit; done"))
    miss (tool, "jail");
}

static void
make_disks (struct tool *tool)
{
  static char const small[] = "-b 1024 -O ^has_journal";
  char options[200];

  if (!make ("tree", "truncate -s 120M tree.img && mkfs.btrfs -q tree.img"
                     " && mount -o loop tree.img tree && for i in 1 2 3; do"
                     " btrfs subvolume create tree/$i || exit; done"))
    miss (tool, "tree");
  if (!make ("xfs", "truncate -s 300M xfs.img && mkfs.xfs -q -f xfs.img"
                    " && mount -o loop xfs.img xfs"))
    miss (tool, "xfs");
  if (!make_disk ("disk", "32M", "", ""))
    {
      printf ("without ext4\n");
      tool->missing |= BIT (FACTORS);
      return;
    }
  snprintf (options, sizeof options, "%s -m 0", small);
  must ("tight", make_disk ("tight", "2M", options, ""));
  must ("short", make_disk ("short", "4M", options, ",max_dir_size_kb=1"));
  must ("many", make_disk ("many", "16M", options, ""));
  make_links ("many");
  snprintf (options, sizeof options, "%s -m 25", small);
  must ("kept", make_disk ("kept", "2M", options, ""));
  snprintf (options, sizeof options, "%s -m 0 -N 64", small);
  must ("inodes", make_disk ("inodes", "1M", options, ""));
}

void
make_places (struct tool *tool)
{
  static char const tmpfs[] = "mount -t tmpfs -o size=16M none";

  if (unshare (CLONE_NEWNS) != 0
      || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    exit (SKIPPED);
  if (mount ("none", tool->root, "tmpfs", 0, "mode=755,size=400M") != 0
      || chdir (tool->root) != 0)
    die (tool->root);
  umask (0);
  must ("main", make ("main", "%s main", tmpfs));
  must ("other", make ("other", "%s other", tmpfs));
  must ("rofs", make ("rofs", "%s rofs", tmpfs));
  must ("lower", make ("lower", "%s lower && mkdir empty layer", tmpfs));
  must ("few", make ("few", "mount -t tmpfs -o nr_inodes=60 none few"));
  if (!make ("layers",
             "%s layers && mkdir layers/l layers/u layers/w"
             " && mount -t overlay -o lowerdir=layers/l,upperdir=layers/u,"
             "workdir=layers/w overlay layers",
             tmpfs))
    miss (tool, "layers"), miss (tool, "layer");
  make_jail (tool);
  make_binds (tool);
  make_disks (tool);
}

bool
is_possible (struct tool const *tool, struct situation const *s)
{
  struct where const *where = where_of (s);
  bool no_disks = (tool->missing & BIT (FACTORS)) != 0;

  if ((tool->missing & BIT (s->value[PLACE])) != 0
      || (s->value[PROJECT] != 0 && (tool->missing & BIT (PLACES)) != 0)
      || (tool->no_sandbox & BIT (s->value[SANDBOX])) != 0)
    return false;
  return !no_disks
         || (s->value[ROOM] <= NO_INODES && !s->disk
             && strcmp (where->src, "disk") != 0
             && strcmp (where->dst, "disk") != 0);
}
