/* Linux system calls and constants that a C library or its headers may lack.
   SPDX-License-Identifier: GPL-3.0-or-later

   musl 1.2.3 has no statx, Debian 12's headers know nothing of Linux 6.9; the
   values are the kernel's ABI.  */

#ifndef FHLN_LINUX_ABI_H
#define FHLN_LINUX_ABI_H

#include <fcntl.h>
#include <linux/ioctl.h>
#include <linux/stat.h>
#include <stdint.h>
#include <sys/sysmacros.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef AT_NO_AUTOMOUNT
# define AT_NO_AUTOMOUNT 0x800
#endif
#ifndef AT_STATX_DONT_SYNC
# define AT_STATX_DONT_SYNC 0x4000
#endif
#ifndef STATX_ATTR_MOUNT_ROOT
# define STATX_ATTR_MOUNT_ROOT 0x2000
#endif

/* The magic numbers of statfs(2).  */
enum
{
  ABI_PROC_SUPER_MAGIC = 0x9fa0,
  ABI_BTRFS_SUPER_MAGIC = 0x9123683e
};

/* A handle's type, since Linux 6.13: it holds the handle of the file's
   directory, too.  */
enum { ABI_FILEID_IS_CONNECTABLE = 0x10000 };

/* FS_IOC_GETFSUUID, since Linux 6.9.  */
struct abi_fsuuid
{
  uint8_t len;
  uint8_t uuid[16];
};
#define ABI_FS_IOC_GETFSUUID _IOR (0x15, 0, struct abi_fsuuid)

/* BTRFS_IOC_FS_INFO; what is not used here has no names.  */
struct abi_btrfs_fs_info
{
  uint64_t counts[2];
  uint8_t fsid[16];
  uint8_t rest[1024 - 32];
};
#define ABI_BTRFS_IOC_FS_INFO _IOR (0x94, 31, struct abi_btrfs_fs_info)

/* Return the device number that the kernel prints as SDEV, as stat has it.  */
static inline uint64_t
abi_kernel_device (uint32_t sdev)
{
  return makedev (sdev >> 20, sdev & 0xfffff);
}

/* openat2(2), since Linux 5.6.  */
#ifndef SYS_openat2
# define SYS_openat2 437
#endif
enum
{
  ABI_RESOLVE_NO_MAGICLINKS = 0x02,
  ABI_RESOLVE_NO_SYMLINKS = 0x04,
  ABI_RESOLVE_BENEATH = 0x08
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
  return syscall (SYS_openat2, dirfd, name, how, sizeof *how);
}

/* statx(2): 0, or -1 and errno.  */
static inline int
abi_statx (int dirfd, char const *name, int flags, unsigned int mask,
           struct statx *stx)
{
  return syscall (SYS_statx, dirfd, name, flags, mask, stx);
}

#endif
