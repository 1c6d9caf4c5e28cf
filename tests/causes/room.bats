#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Is it said what there is no room for, and for whom: an inode, bytes, a larger
# directory or index, more of a quota?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# See limits.bats for the plain cases, and overlay.bats for what is copied up.

load ../lib/helper
load ../lib/causes
load ../lib/explained

setup () {
  common_setup
  # A name of 200 bytes: four of them fill a block of 1 kB.
  n=$(printf n%.0s {1..200})
  export n
}

# Run the commands $1 as root, where `names` makes links m/d/n...1 to 9, or as
# many as are possible, to m/d/a, as $as; then no name as long has room in the
# last block of m/d.
inside_disk () {
  need_root 'mounts a disk'
  rm -rf m m.img
  inside '
    directory () {
      mkdir m/d
      chmod 777 m m/d
      ${as-} touch m/d/a
    }
    names () {
      local i
      for i in {1..9}; do ${as-} ln m/d/a "m/d/$n$i" || break; done
    }
    '"$1"
}

# --- Inodes ----------------------------------------------------------------

@test "no-inodes: a symbolic link on ext4, and no hard link" {
  local what
  for what in '-s x m/s' "-s $n m/s"; do
    export what
    inside_disk '
      disk ext4 1M -N 16 -O ^has_journal
      touch m/a
      for i in {1..20}; do touch m/f$i || break; done
      link --json $what'
    explained 8 ENOSPC no-inodes \
      "ext4 on '$here/m' has used all 16 inodes (a symbolic link takes one)"
  done
  inside_disk '
    disk ext4 1M -N 16 -O ^has_journal
    touch m/a
    for i in {1..20}; do touch m/f$i || break; done
    link --json m/a m/b'
  made
}

@test "no-inodes: on tmpfs a link of either kind" {
  inside '
    mkdir m
    mount -t tmpfs -o nr_inodes=4 none m
    touch m/a m/b m/c
    link --json -s x m/s'
  explained 8 ENOSPC no-inodes \
    "tmpfs on '$here/m' has used all 4 inodes (a symbolic link takes one)"
  rm -r m
  inside '
    mkdir m
    mount -t tmpfs -o nr_inodes=4 none m
    touch m/a m/b m/c
    link --json m/a m/d'
  explained 8 ENOSPC no-inodes \
    "tmpfs on '$here/m' has used all 4 inodes (a hard link takes one)"
}

@test "disk-full: tmpfs has inodes, and no page for a long symbolic link" {
  inside '
    mkdir m
    mount -t tmpfs -o size=64k none m
    fill m
    link --json -s "$n$n" m/s'
  not_explained no-inodes
  explained 8 ENOSPC disk-full "tmpfs on '$here/m' is full*"
  rm -r m
  # A short one lies in its inode.
  inside '
    mkdir m
    mount -t tmpfs -o size=64k none m
    fill m
    link --json -s x m/s'
  made
}

# --- Bytes that are not for everybody --------------------------------------

@test "disk-full: root, who may use what is reserved" {
  inside_disk '
    disk ext4 4M -b 1024 -m 20
    directory
    fill m
    names
    link --json m/d/a "m/d/$n"'
  not_explained root-reserve
  explained 8 ENOSPC disk-full "ext4 on '$here/m' is full and 'm/d' must grow"
}

@test "root-reserve: a user, and not root without CAP_SYS_RESOURCE" {
  need_reach
  local full='
    disk ext4 4M -b 1024 -m 20
    as=$nobody
    directory
    $nobody dd if=/dev/zero of=m/fill bs=1k || :
    names
    unlisted=yes'
  inside_disk "$full"'; link --json m/d/a "m/d/$n"'
  explained 8 ENOSPC root-reserve \
    "ext4 on '$here/m' has 0 bytes free for you (*kB more for *)"
  inside_disk "$full"'
    as="setpriv --bounding-set=-sys_resource --inh-caps=-sys_resource"
    link --json m/d/a "m/d/$n"'
  made
}

@test "disk-full: a user, where nothing is reserved for root" {
  need_reach
  inside_disk '
    disk ext4 4M -b 1024 -m 0
    as=$nobody
    directory
    fill m
    names
    link --json m/d/a "m/d/$n"'
  not_explained root-reserve
  explained 8 ENOSPC disk-full "ext4 on '$here/m' is full and 'm/d' must grow"
}

@test "disk-full: the user for whom the mount option resuid reserves" {
  need_reach
  inside_disk '
    options=resuid=65534 disk ext4 4M -b 1024 -m 20
    as=$nobody
    directory
    $nobody dd if=/dev/zero of=m/fill bs=1k || :
    names
    link --json m/d/a "m/d/$n"'
  not_explained root-reserve
  explained 8 ENOSPC disk-full "ext4 on '$here/m' is full and 'm/d' must grow"
}

# --- The size of a directory -----------------------------------------------

@test "dir-size-limit: while many bytes are free, few, or none" {
  local free
  for free in many few none; do
    export free
    inside_disk '
      options=max_dir_size_kb=1 disk ext4 4M -b 1024 -m 0
      directory
      names
      if [ "$free" != many ]; then
        fill m
      fi
      if [ "$free" = few ]; then
        truncate -s -20k m/fill
        sync -f m
      fi
      link --json m/d/a "m/d/$n"'
    explained 8 ENOSPC dir-size-limit \
      "'m/d' cannot grow past the mount option max_dir_size_kb=1"
  done
}

@test "disk-full: a directory that has not reached max_dir_size_kb" {
  inside_disk '
    options=max_dir_size_kb=100 disk ext4 4M -b 1024 -m 0
    directory
    fill m
    names
    link --json m/d/a "m/d/$n"'
  not_explained dir-size-limit root-reserve
  explained 8 ENOSPC disk-full "ext4 on '$here/m' is full and 'm/d' must grow"
}

@test "dir-index-full: with most of the disk free" {
  need_command perl
  local fill_index='
    disk ext4 64M -b 1024 -N 64 -O ^has_journal,^large_dir \
      -E hash_seed=01234567-89ab-cdef-0123-456789abcdef
    mkdir m/d
    touch m/a
    unlisted=yes
    full=$(perl -e "
      for (1 .. 64000) {
        my \$name = sprintf q(m/d/%s%08d), q(n) x 245, \$_;
        link q(m/a), \$name or print(\$name), last;
      }")
    [ -n "$full" ] || exit 77'
  inside_disk "$fill_index"'; link --json m/a "$full"'
  not_explained disk-full no-inodes dir-size-limit
  explained 8 ENOSPC dir-index-full "*index of*'m/d'*"
  # A name that belongs into another part of the index has room.
  inside_disk "$fill_index"'; link --json m/a m/d/short'
  made
}

# --- Links -----------------------------------------------------------------

@test "too-many-links: as many as were met, on ext3 too" {
  need_command perl
  inside_disk '
    disk ext3 16M -O ^has_journal
    mkdir m/d
    touch m/a
    perl -e "for (2 .. 65000) { link q(m/a), qq(m/d/\$_) or last }"
    unlisted=yes
    link --json m/a m/b'
  explained 7 EMLINK too-many-links \
    "'m/a' has 65000 links; ext* allows no more"
}

# --- Quotas ----------------------------------------------------------------

# Run the commands $1 where m is btrfs with the subvolumes 256, m/s, and 257,
# m/t; `limit` limits a quota group to 64 kB and uses that up in m/s.
inside_btrfs () {
  need_command mkfs.btrfs
  need_command btrfs
  inside_disk '
    disk btrfs 128M
    btrfs -q quota enable m
    btrfs -q subvolume create m/s >&2
    btrfs -q subvolume create m/t >&2
    touch m/a m/s/a m/t/a
    sync -f m
    limit () {
      btrfs qgroup limit 64K "$1" m >&2
      dd if=/dev/zero of=m/s/fill bs=4k count=99 || :
      sync -f m
    }
    group () {
      btrfs qgroup create 1/100 m >&2
      btrfs qgroup assign 0/256 1/100 m >&2 || :
      btrfs quota rescan -w m >&2
    }
    '"$1"
}

@test "quota: of a btrfs subvolume, for links of both kinds" {
  inside_btrfs 'limit 0/256; link --json m/s/a m/s/b'
  explained 8 EDQUOT quota "*quota*subvolume 256*used up*"
  inside_btrfs 'limit 0/256; link --json -s x m/s/b'
  explained 8 EDQUOT quota "*quota*subvolume 256*used up*"
  inside_btrfs 'limit 0/256; link --json m/t/a m/t/b'
  made
}

@test "quota: of a group that a btrfs subvolume belongs to" {
  inside_btrfs 'group; limit 1/100; link --json m/s/a m/s/b'
  explained 8 EDQUOT quota "*subvolume 256*group*used up*"
  inside_btrfs 'group; limit 1/100; link --json m/t/a m/t/b'
  made
}
