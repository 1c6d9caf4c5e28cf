/* What may a C library, or its headers, lack of Linux to tell of mounts?
   SPDX-License-Identifier: GPL-3.0-or-later

   The values are the kernel's ABI.  */

#ifndef FHLN_LINUX_MOUNT_H
#define FHLN_LINUX_MOUNT_H

#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* statmount(2), since Linux 6.8; options since 6.11, source since 6.14, the
   maps of ids since 6.15.  */
struct abi_mount_request
{
  uint32_t size;
  uint32_t spare;
  uint64_t mount_id;
  uint64_t mask;
};
struct abi_statmount
{
  uint32_t size;
  uint32_t options;             /* offsets into STRINGS */
  uint64_t mask;
  uint32_t device_major;
  uint32_t device_minor;
  uint64_t magic;
  uint32_t super_flags;
  uint32_t type;
  uint64_t ids[3];
  uint64_t attributes;
  uint64_t propagation[4];
  uint32_t root;
  uint32_t point;
  uint64_t namespace_id;
  uint32_t subtype;
  uint32_t source;
  uint32_t option_arrays[4];
  uint64_t supported;
  uint32_t uidmaps;             /* how many lines UIDMAP has */
  uint32_t uidmap;
  uint32_t gidmaps;
  uint32_t gidmap;
  uint64_t rest[43];
  char strings[16384];
};
enum
{
  ABI_STATMOUNT_SUPER = 0x1,
  ABI_STATMOUNT_MOUNT = 0x2,
  ABI_STATMOUNT_ROOT = 0x8,
  ABI_STATMOUNT_POINT = 0x10,
  ABI_STATMOUNT_TYPE = 0x20,
  ABI_STATMOUNT_OPTIONS = 0x80,
  ABI_STATMOUNT_SUBTYPE = 0x100,
  ABI_STATMOUNT_SOURCE = 0x200,
  ABI_STATMOUNT_UIDMAP = 0x2000,
  ABI_STATMOUNT_GIDMAP = 0x4000
};
enum
{
  ABI_MOUNT_ATTR_RDONLY = 0x1,
  ABI_MOUNT_ATTR_IDMAP = 0x100000,
  ABI_MOUNT_ATTR_NOSYMFOLLOW = 0x200000
};

/* 0, or -1 and errno.  */
static inline int
abi_statmount (struct abi_mount_request *request, struct abi_statmount *mount)
{
  enum { NUMBER = 457 };

  return (int) syscall (NUMBER, request, mount, sizeof *mount, 0);
}

#endif
