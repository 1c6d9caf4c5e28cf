/* What may the headers of a C library, or it, lack of Linux to tell more of a
   file and its file system than statx does?
   SPDX-License-Identifier: GPL-3.0-or-later

   The values are the kernel's ABI.  */

#ifndef FHLN_LINUX_IOCTL_H
#define FHLN_LINUX_IOCTL_H

#include <fcntl.h>
#include <linux/ioctl.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* FS_IOC_FSGETXATTR.  */
struct abi_fsxattr
{
  uint32_t flags;
  uint32_t extents[2];
  uint32_t project;
  uint32_t cow_extents;
  unsigned char rest[8];
};
#define ABI_FS_IOC_FSGETXATTR _IOR ('X', 31, struct abi_fsxattr)

/* A flag of a btrfs subvolume.  */
enum { ABI_BTRFS_ROOT_RDONLY = 1 };

/* file_getattr(2), since Linux 6.17.  */
struct abi_file_attributes
{
  uint64_t flags;
  uint32_t extents[2];
  uint32_t project;
  uint32_t cow_extents;
};
enum { ABI_XFLAG_PROJINHERIT = 0x200 };

/* 0, or -1 and errno.  */
static inline int
abi_file_getattr (char const *name, struct abi_file_attributes *attributes)
{
  enum { NUMBER = 468 };

  return (int) syscall (NUMBER, AT_FDCWD, name, attributes,
                        sizeof *attributes, 0);
}

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

/* A handle's type, since Linux 6.13: it holds the handle of the file's
   directory, too.  */
enum { ABI_FILEID_IS_CONNECTABLE = 0x10000 };

#endif
