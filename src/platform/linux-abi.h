/* What may a C library, or its headers, lack of Linux to find, look at and
   rename a file?
   SPDX-License-Identifier: GPL-3.0-or-later

   musl 1.2.3 has no statx, and where musl has it, its structure and the one of
   the kernel's headers exclude each other; Debian 12's headers know nothing of
   Linux 6.9.  The values are the kernel's ABI.  */

#ifndef FHLN_LINUX_ABI_H
#define FHLN_LINUX_ABI_H

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef AT_NO_AUTOMOUNT
# define AT_NO_AUTOMOUNT 0x800
#endif
#ifndef AT_STATX_FORCE_SYNC
# define AT_STATX_FORCE_SYNC 0x2000
#endif
#ifndef AT_STATX_DONT_SYNC
# define AT_STATX_DONT_SYNC 0x4000
#endif

/* Bits of statx's mask; the last two since Linux 6.8 and 6.10.  */
enum
{
  ABI_STATX_BASIC_STATS = 0x7ff,
  ABI_STATX_MNT_ID = 0x1000,
  ABI_STATX_MNT_ID_UNIQUE = 0x4000,
  ABI_STATX_SUBVOL = 0x8000
};

/* Bits of statx's attributes.  */
enum
{
  ABI_STATX_ATTR_IMMUTABLE = 0x10,
  ABI_STATX_ATTR_APPEND = 0x20,
  ABI_STATX_ATTR_NODUMP = 0x40,
  ABI_STATX_ATTR_ENCRYPTED = 0x800,
  ABI_STATX_ATTR_AUTOMOUNT = 0x1000,
  ABI_STATX_ATTR_MOUNT_ROOT = 0x2000
};

/* What statx(2) tells; its mask says which of it.  */
struct abi_statx
{
  uint32_t mask;
  uint32_t block_size;
  uint64_t attributes;
  uint32_t nlink;
  uint32_t uid;
  uint32_t gid;
  uint16_t mode;
  uint16_t spare;
  uint64_t ino;
  uint64_t size;
  uint64_t blocks;
  uint64_t attributes_mask;
  uint64_t times[4][2];
  uint32_t rdev_major;
  uint32_t rdev_minor;
  uint32_t dev_major;
  uint32_t dev_minor;
  uint64_t mount_id;
  uint32_t direct_io[2];
  uint64_t subvolume;
  uint64_t rest[11];
};

/* The magic numbers of statfs(2), and a flag, since Linux 5.10.  */
enum
{
  ABI_PROC_SUPER_MAGIC = 0x9fa0,
  ABI_BTRFS_SUPER_MAGIC = 0x9123683e,
  ABI_ST_NOSYMFOLLOW = 0x2000
};

/* openat2(2), since Linux 5.6.  */
#ifndef SYS_openat2
# define SYS_openat2 437
#endif
enum
{
  ABI_RESOLVE_NO_XDEV = 0x01,
  ABI_RESOLVE_NO_MAGICLINKS = 0x02,
  ABI_RESOLVE_NO_SYMLINKS = 0x04,
  ABI_RESOLVE_BENEATH = 0x08,
  ABI_RESOLVE_CACHED = 0x20
};
struct abi_open_how
{
  uint64_t flags;
  uint64_t mode;
  uint64_t resolve;
};

/* A descriptor, or -1 and errno.  */
static inline int
abi_openat2 (int dirfd, char const *name, struct abi_open_how const *how)
{
  return (int) syscall (SYS_openat2, dirfd, name, how, sizeof *how);
}

/* renameat2(2): 0, or -1 and errno.  */
enum { ABI_RENAME_NOREPLACE = 0x1, ABI_RENAME_EXCHANGE = 0x2 };

static inline int
abi_renameat2 (int from, char const *old, int to, char const *new,
               unsigned int flags)
{
#if HAVE_RENAMEAT2
  return renameat2 (from, old, to, new, flags);
#else
  return (int) syscall (SYS_renameat2, from, old, to, new, flags);
#endif
}

/* statx(2): 0, or -1 and errno.  By the C library's function, if it has one:
   whoever wraps linkat to translate names wraps that, too.  */
static inline int
abi_statx (int dirfd, char const *name, int flags, unsigned int mask,
           struct abi_statx *stx)
{
#if HAVE_STATX
  _Static_assert (sizeof (struct statx) == sizeof *stx, "the kernel's ABI");
  return statx (dirfd, name, flags, mask, (struct statx *) stx);
#else
  return (int) syscall (SYS_statx, dirfd, name, flags, mask, stx);
#endif
}

/* faccessat2(2), since Linux 5.8: 0, or -1 and errno.  */
static inline int
abi_access (int fd, int mode)
{
  enum { NUMBER = 439, EFFECTIVE = 0x200, EMPTY_PATH = 0x1000 };

  return (int) syscall (NUMBER, fd, "", mode, EFFECTIVE | EMPTY_PATH);
}

#endif
