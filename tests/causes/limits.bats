#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Is the cause named when there is no room, a limit is reached, or a file
# system or its device fails?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Not here: too-many-links on xfs (2147483647 of them); quota on ext4 and xfs,
# which not every kernel has (the errno is injected); EINTEGRITY, which is
# FreeBSD's.

load ../lib/helper
load ../lib/causes

# --- EMLINK ----------------------------------------------------------------

@test "too-many-links: 65000 on ext4" {
  need_command perl
  inside_as_root 'mounts a disk' '
    disk ext4 16M
    touch m/a
    perl -e "for (2 .. 65000) { link q(m/a), qq(m/\$_) or die }"
    unlisted=yes
    link m/a m/b'
  told 7 'Too many links' "'m/a' has 65000 links; ext4 allows no more"
}

@test "btrfs-same-directory: without the feature extref" {
  need_command perl
  need_command mkfs.btrfs
  inside_as_root 'mounts a disk' '
    disk btrfs 128M -O ^extref
    touch m/a
    perl -e "for (1 .. 9999) { link q(m/a), qq(m/\$_) or last }"
    unlisted=yes
    link m/a m/another'
  told 7 'Too many links' \
    "no more room for names of this file in the directory 'm'"
}

# --- ENOSPC ----------------------------------------------------------------

@test "no-inodes: on tmpfs every link takes one" {
  inside '
    mkdir m
    mount -t tmpfs -o nr_inodes=4 none m
    touch m/a m/b m/c
    link m/a m/d'
  told 8 'No space left on device' "tmpfs on '$here/m' has used all 4 inodes \
(a hard link takes one)"
}

@test "disk-full: and the directory must grow" {
  need_command perl
  inside_as_root 'mounts a disk' '
    disk ext4 4M -b 1024 -m 0
    mkdir m/d
    touch m/d/a
    dd if=/dev/zero of=m/fill bs=1k || :
    sync
    dd if=/dev/zero of=m/more bs=1k || :
    n=$(printf n%.0s {1..200})
    perl -e "for (1 .. 99) { link q(m/d/a), qq(m/d/$n\$_) or last }"
    link m/d/a "m/d/$n"'
  ended 8
  [[ ${stderr_lines[1]} == "$NAME: note: ext4 on '$here/m' is full and 'm/d' \
must grow" ]]
}

@test "root-reserve: what is left is not for you" {
  need_reach
  inside_as_root 'mounts a disk' '
    disk ext4 4M -b 1024 -m 20
    mkdir -m 777 m/d
    chmod 777 m
    $nobody touch m/d/a
    $nobody dd if=/dev/zero of=m/fill bs=1k || :
    as=$nobody
    n=$(printf n%.0s {1..200})
    for i in {1..9}; do $nobody ln m/d/a "m/d/$n$i" || break; done
    link m/d/a "m/d/$n"'
  ended 8
  [[ ${stderr_lines[1]} == "$NAME: note: ext4 on '$here/m' has 0 bytes free \
for you ("*"B more for root)" ]]
}

@test "dir-size-limit: a mount option" {
  inside_as_root 'mounts a disk' '
    options=max_dir_size_kb=1 disk ext4 4M -b 1024
    mkdir m/d
    touch m/d/a
    n=$(printf n%.0s {1..200})
    for i in {1..9}; do ln m/d/a "m/d/$n$i" || break; done
    link m/d/a "m/d/$n"'
  told 8 'No space left on device' "'m/d' cannot grow past the mount option \
max_dir_size_kb=1"
}

# --- EDQUOT ----------------------------------------------------------------

@test "quota: of a btrfs subvolume" {
  need_command mkfs.btrfs
  inside_as_root 'mounts a disk' '
    disk btrfs 128M
    btrfs -q quota enable m
    btrfs -q subvolume create m/s >&2
    touch m/s/a
    sync
    btrfs qgroup limit 64K m/s >&2
    dd if=/dev/zero of=m/s/fill bs=4k count=99 || :
    sync
    link m/s/a m/s/b'
  told 8 'Disk quota exceeded' "the quota of subvolume 256, or of a \
group of quotas that it is in, is used up"
}

@test "quota: elsewhere, of the directory's owner" {
  need_strace
  files a
  if [ "$(stat -f -c %T .)" = btrfs ]; then
    skip 'this is btrfs'
  fi
  local group
  group=$(shown_group "$(stat -c %g .)")
  if [[ $group != gid* ]]; then
    group="group $group"
  fi
  try_with linkat:error=EDQUOT --detailed-exit-status a b
  told 8 'Disk quota exceeded' "'.' must grow, and the quota of \
$(shown_user "$(id -u)") or of ${group} is used up"
}

# --- EIO and damage --------------------------------------------------------

@test "shutdown: a file system that was shut down" {
  need_command xfs_io
  inside_as_root 'mounts a disk' '
    disk ext4 16M
    touch m/a
    xfs_io -x -c shutdown m || exit 77
    grep -q ",shutdown" /proc/self/mountinfo || exit 77
    unlisted=yes
    link m/a m/b'
  told 1 'Input/output error' "ext4 on '$here/m' has been shut down"
}

@test "io-error: xfs does not answer any more, its mount is found" {
  need_command mkfs.xfs
  need_command xfs_io
  inside_as_root 'mounts a disk' '
    disk xfs 300M
    touch m/a
    xfs_io -x -c shutdown m
    unlisted=yes
    link m/a m/b'
  ended 1
  [[ ${stderr_lines[1]} == "$NAME: note: I/O error on /dev/loop"*"; see the \
kernel log" ]]
}

@test "io-error and damaged: with the device" {
  need_strace
  local error
  for error in EIO EUCLEAN EBADMSG; do
    rm -rf m m.img
    export error
    inside_as_root 'mounts a disk' '
      disk ext4 16M
      touch m/a
      as="strace -qq -o /dev/null -e inject=linkat:error=$error"
      link m/a m/b'
    ended 1
    if [ "$error" = EIO ]; then
      [[ ${stderr_lines[1]} == "$NAME: note: I/O error on /dev/loop"*"; see \
the kernel log" ]]
    else
      [[ ${stderr_lines[1]} == "$NAME: note: damaged metadata on \
/dev/loop"*"; run fsck" ]]
    fi
  done
}
