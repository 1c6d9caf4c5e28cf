/* What is a situation that the test program random makes?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RANDOM_H
#define FHLN_RANDOM_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* What a situation is made of.  The value 0 of a factor is harmless.  */
enum factor
{
  CALLER, GROUPS,
  SP_PERM, SD_PERM, DP_PERM, DD_PERM,   /* directories: sp/sd/a, dp/dd/b */
  SP_ACL, SD_ACL, DP_ACL, DD_ACL, S_ACL,
  S_PERM, S_KIND, S_ATTR, S_NAME,       /* SOURCE */
  D_KIND, D_PERM, D_ATTR, D_NAME,       /* DEST */
  DD_ATTR, PLACE, ROOM, ROUTE,
  HARDLINKS, SYMLINKS,                  /* settings of the kernel */
  SANDBOX, PRIVS, NOPROC,
  OPTION, CONFINE, DIRFD, FDS, CWD, PROJECT,
  FACTORS
};

#define BIT(factor) (1ULL << (factor))

struct situation
{
  uint64_t seed;
  bool disk;                    /* on ext4, not on tmpfs: no factor */
  unsigned short value[FACTORS];
};

/* Values that more than one part must know.  */
enum manner
{
  BY_NAME, FORCE, BACKUP, SYMBOLIC, LOGICAL, BY_FD, VIA_HANDLE, BY_HANDLE,
  SYMBOLIC_FORCE, LOGICAL_FORCE, OPTIONS
};
enum confine { BENEATH = 1, NO_SYMLINKS = 2, CONFINES = 4 };
enum kind
{
  REGULAR, FIFO, SOCKET, DEVICE, DIRECTORY, LINK, DANGLING, LOOP, KINDS
};
enum found
{
  NOTHING, OTHER_FILE, SAME_FILE, SOME_DIRECTORY, DANGLING_LINK,
  LINK_TO_DIRECTORY, SOME_FIFO, FOUNDS
};
enum sandbox
{
  NO_SANDBOX, LANDLOCK_MAKE, LANDLOCK_REFER, LANDLOCK_REMOVE, LANDLOCK_SYM,
  SECCOMP_EPERM, SECCOMP_EACCES, SECCOMP_ENOSYS, SECCOMP_EXDEV,
  SECCOMP_INNOCENT, SANDBOXES
};
enum place
{
  ONE_MOUNT, SOURCE_BOUND, DEST_BOUND, OTHER_TMPFS, DEST_EXT4, SOURCE_EXT4,
  READ_ONLY_MOUNT, DEST_READ_ONLY, READ_ONLY_FS, NOSYMFOLLOW, LOW_IDS,
  HIGH_IDS, OVERLAY, NO_UPPER, SOURCE_PART, DEST_PART, TWO_HALVES,
  SOURCE_MOUNTED, DEST_MOUNTED, TWICE_BOUND, JAIL, SUBVOLUMES,
  READ_ONLY_SUBVOLUME, BTRFS, PLACES
};
enum room
{
  ENOUGH, NO_INODES, FULL, RESERVED, SHORT_DIRECTORY, MANY_LINKS,
  NO_DISK_INODES, ROOMS
};
enum route
{
  STRAIGHT, DEST_LINK, DEST_STICKY_2000, DEST_STICKY_1000, SOURCE_LINK,
  SOURCE_STICKY_2000, ROUTES
};
enum dirfd { FROM_CWD, DEST_DIRFD, SOURCE_DIRFD, FILE_DIRFD, CLOSED_DIRFD,
             DIRFDS };
enum fds
{
  NAMED_FILE, DELETED_FILE, TMPFILE, TMPFILE_EXCL, MEMFD, PIPE, CLOSED, FDSS
};
enum project { NO_PROJECT, PASSED_ON, SAME_PROJECT, PROJECTS };

/* Descriptors that the program gets.  */
enum { SOURCE_FD = 200, DEST_DIR_FD = 201, SOURCE_DIR_FD = 202 };

enum attribute { NO_ATTRIBUTE, IMMUTABLE, APPEND_ONLY, ATTRIBUTES };

/* The directories whose permissions vary.  */
enum { DIRECTORIES = 4 };

/* Where files lie, and by which mounts they are named: directories of the
   program's root.  */
struct where
{
  char const *what;
  char const *src, *dst;        /* as they are named */
  char const *real_src, *real_dst;      /* where they can be changed */
  char const *common;           /* what shows both, or NULL */
  enum { LASTING, REMOUNTED, LAYERED, ON_SOURCE, ON_DEST, JAILED,
         SUBVOLUME } how;
};

enum { NAME_ROOM = 80 * 1024 };

/* The names that the program gets.  */
struct names
{
  char place[PATH_MAX];         /* its current directory */
  char src[NAME_ROOM];
  char dst[NAME_ROOM];
  char handle[512];
};

/* What a call or the program said.  */
struct answer
{
  bool failed;
  int err;
  char error[24];
  char cause[40];
  char note[1024];
  char text[4 * NAME_ROOM];
};

/* What the run has.  */
struct tool
{
  char const *root;             /* a directory that becomes a mount */
  char program[PATH_MAX];
  uint64_t no_sandbox;          /* those that there are not */
  uint64_t missing;             /* places that could not be made */
};

#endif
