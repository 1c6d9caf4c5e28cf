#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2034
# Is the cause named when a quota or a reserve of the file system leaves no
# room?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes
load ../lib/guest

setup_file () {
  guest_modules=(quota_v2 xfs)
  guest_programs=(mkfs.xfs:xfsprogs repquota:quota setquota:quota
    xfs_quota:xfsprogs)
  guest_start
}

teardown_file () {
  guest_stop
}

# quota_disk makes an ext4 with a quota of the kind $1 (usr, grp or prj) on m.
# fill makes names in the directory $1, until its first block is full; $long is
# one more.  limit sets the limit of $1 (user, group or project) $2 to what is
# used already.
room_shell='
long=$(printf n%.0s {1..200})

quota_disk () {
  options=$1quota,nodelalloc disk ext4 8M -b 1024 -m 0 -O quota,project \
    -E "quotatype=$1quota" -I 256
}

fill () {
  local i
  touch "$1/a"
  for i in {1..4}; do
    ln "$1/a" "$1/$long$i"
  done
  sync
  [ "$(stat -c %s "$1")" = 1024 ]
}

limit () {
  local used
  used=$(repquota "--$1" --raw-grace m | sed -n "s/^#\?$2 *[-+]* *//p")
  read -r blocks _ _ _ inodes _ <<<"$used"
  setquota "--$1" "$2" 0 "$blocks" 0 "$inodes" m
}
'

with_room () {
  guest "$room_shell"$'\n'"$1"
}

# --- Quotas of ext4 --------------------------------------------------------

@test "quota: of the directory's owner, as it must grow" {
  with_room '
    quota_disk usr
    mkdir -m 777 m/d
    chown 1000 m/d
    fill m/d
    chown 1001 m/d/a
    limit user ann
    as=$bob
    link --json m/d/a "m/d/$long"'
  because 8 EDQUOT quota "*quota*ann (uid 1000)*"
}

@test "quota: of the directory's owner, who is the caller" {
  with_room '
    quota_disk usr
    mkdir -m 777 m/d
    chown 1000 m/d
    fill m/d
    chown 1000 m/d/a
    limit user ann
    as=$ann
    link --json m/d/a "m/d/$long"'
  because 8 EDQUOT quota "*quota*"
}

@test "success: root is bound by no quota" {
  with_room '
    quota_disk usr
    mkdir m/d
    chown 1000 m/d
    fill m/d
    limit user ann
    link --json m/d/a "m/d/$long"'
  ended 0
  says_json 0 outcome linked
}

@test "quota: yours, as a symbolic link takes a file" {
  with_room '
    quota_disk usr
    mkdir -m 777 m/d
    touch m/d/mine
    chown 1001 m/d/mine
    limit user bob
    as=$bob
    link --json -s a m/d/b'
  because 8 EDQUOT quota "the quota of *"
}

@test "quota: of the directory's group" {
  with_room '
    quota_disk grp
    mkdir -m 777 m/d
    chgrp 1001 m/d
    fill m/d
    chown 1000 m/d/a
    limit group bob
    as=$ann
    link --json m/d/a "m/d/$long"'
  because 8 EDQUOT quota "*quota*bob (gid 1001)*"
}

@test "quota: of a project" {
  with_room '
    quota_disk prj
    mkdir -m 777 m/d
    chattr -p 42 +P m/d
    fill m/d
    chown 1000 m/d/a
    limit project 42
    as=$ann
    link --json m/d/a "m/d/$long"'
  because 8 EDQUOT quota "*quota of project 42*"
}

@test "quota: of a project, with -s" {
  with_room '
    quota_disk prj
    mkdir -m 777 m/d
    chattr -p 42 +P m/d
    touch m/d/a
    limit project 42
    as=$ann
    link --json -s a m/d/b'
  because 8 EDQUOT quota "*quota of project 42*"
}

# --- Quotas of xfs ---------------------------------------------------------

# xfs_disk makes an xfs with the mount option $1 on m, and a directory d, which
# fill_xfs fills with names of a file that belongs to the user $1.
xfs_shell='
xfs_disk () {
  options=$1 disk xfs 300M
  mkdir -m 777 m/d
}

fill_xfs () {
  perl -e "
    open(F, q(>), q(m/d/a));
    chown(\$ARGV[0], -1, q(m/d/a));
    link(q(m/d/a), sprintf(q(m/d/%0200d), \$_)) for (1 .. 17)" "$1"
  sync
}

xfs_project () {
  xfs_quota -x -c "project -s -p $PWD/m/d $1" m >&2
}

xfs_limit () {
  xfs_quota -x -c "limit $*" m >&2
}
'

@test "quota: on xfs, of the directory's owner" {
  with_room "$xfs_shell"'
    xfs_disk uquota
    chown 1000 m/d
    fill_xfs 1001
    xfs_limit bhard=1b ann
    as=$bob
    link --json m/d/a "m/d/$long"'
  because 8 EDQUOT quota "*quota*ann (uid 1000)*"
}

@test "quota: on xfs, yours, with -s" {
  with_room "$xfs_shell"'
    xfs_disk uquota
    fill_xfs 1001
    xfs_limit ihard=1 bob
    as=$bob
    link --json -s a m/d/b'
  because 8 EDQUOT quota "the quota of *"
}

@test "quota: on xfs, of a project, though the error is ENOSPC" {
  with_room "$xfs_shell"'
    xfs_disk pquota
    xfs_project 42
    fill_xfs 1000
    xfs_limit -p bhard=1b 42
    as=$ann
    link --json m/d/a "m/d/$long"'
  because 8 ENOSPC quota "the quota of project 42*"
}

@test "quota: on xfs, of a project, with -s" {
  with_room "$xfs_shell"'
    xfs_disk pquota
    xfs_project 42
    touch m/d/a
    xfs_limit -p ihard=2 42
    as=$ann
    link --json -s a m/d/b'
  because 8 ENOSPC quota "the quota of project 42*"
}

# --- What a mount option or a reserve keeps --------------------------------

# fill_disk takes all of m that root may, or, with a command prefix, another.
full_shell='
fill_disk () {
  local size
  for size in 64k 1k; do
    ${1-} dd if=/dev/zero of="m/fill$size" bs="$size" || :
    sync
  done
}
'

@test "dir-size-limit: there is room, but not for the directory" {
  with_room '
    options=max_dir_size_kb=1 disk ext4 8M -b 1024
    mkdir m/d
    fill m/d
    link --json m/d/a "m/d/$long"'
  because 8 ENOSPC dir-size-limit "'m/d' cannot grow past the mount option \
max_dir_size_kb=1"
}

@test "dir-size-limit: with -s" {
  with_room '
    options=max_dir_size_kb=1 disk ext4 8M -b 1024
    mkdir m/d
    fill m/d
    link --json -s a "m/d/$long"'
  because 8 ENOSPC dir-size-limit "'m/d' cannot grow past the mount option \
max_dir_size_kb=1"
}

@test "disk-full: without a reserve" {
  with_room "$full_shell"'
    disk ext4 4M -b 1024 -m 0
    mkdir m/d
    fill m/d
    fill_disk
    link --json m/d/a "m/d/$long"'
  because 8 ENOSPC disk-full "ext4 on '/test/w/m' is full and 'm/d' must grow"
}

@test "disk-full: root has used the reserve as well" {
  with_room "$full_shell"'
    disk ext4 4M -b 1024 -m 20
    mkdir m/d
    fill m/d
    fill_disk
    link --json m/d/a "m/d/$long"'
  because 8 ENOSPC disk-full "ext4 on '/test/w/m' is full and 'm/d' must grow"
}

@test "root-reserve: kept for root, and for the user of the option resuid" {
  local options
  for options in defaults resuid=1000; do
    with_room "$full_shell"'
      '"options=$options"' disk ext4 4M -b 1024 -m 20
      chmod 777 m
      mkdir -m 777 m/d
      fill m/d
      chown 1001 m/d/a
      fill_disk "$bob"
      as=$bob
      link --json m/d/a "m/d/$long"'
    because 8 ENOSPC root-reserve "ext4 on '/test/w/m' has 0 bytes free for \
you (*B more for *)"
  done
}

@test "success: the user of the option resuid has the reserve" {
  with_room "$full_shell"'
    options=resuid=1000 disk ext4 4M -b 1024 -m 20
    chmod 777 m
    mkdir -m 777 m/d
    fill m/d
    chown 1000 m/d/a
    fill_disk "$bob"
    as=$ann
    link --json m/d/a "m/d/$long"'
  ended 0
  says_json 0 outcome linked
}

@test "disk-full: the user of the option resuid has used the reserve" {
  with_room "$full_shell"'
    options=resuid=1000 disk ext4 4M -b 1024 -m 20
    chmod 777 m
    mkdir -m 777 m/d
    fill m/d
    chown 1000 m/d/a
    fill_disk "$ann"
    as=$ann
    link --json m/d/a "m/d/$long"'
  because 8 ENOSPC disk-full "ext4 on '/test/w/m' is full and 'm/d' must grow"
}

@test "no-inodes: a symbolic link takes one, a hard link does not" {
  with_room '
    disk ext4 4M -N 16
    touch m/{1..99} || :
    link --json -s a m/b'
  because 8 ENOSPC no-inodes "ext4 on '/test/w/m' has used all 16 inodes*"
  with_room '
    disk ext4 4M -N 16
    touch m/{1..99} || :
    link --json m/1 m/b'
  ended 0
  says_json 0 outcome linked
}
