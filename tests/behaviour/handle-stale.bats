#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Is no other file linked than the one that a handle names?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/handles

# There is no name $1.
absent () {
  if [ -e "$1" ] || [ -L "$1" ]; then
    fail "'$1' exists"
  fi
}

@test "a directory is not linked by its handle" {
  on_each directory ext4 xfs btrfs tmpfs
}

directory () {
  mkdir m/d
  handle_of m/d
  try --handle "$handle" m/b
  absent m/b
  failed "'$handle': hard link not allowed for directory"
  try -d --handle "$handle" m/b
  absent m/b
  failed "failed to create hard link 'm/b' => '$handle': Operation not\
 permitted"
  try --handle "$handle" m/d/d
  holds m/d
  ended 1
}

@test "on ext4 the handle of a deleted file is stale" {
  on_fs ext4 deleted
}

@test "on xfs the handle of a deleted file is stale" {
  on_fs xfs deleted
}

@test "on btrfs the handle of a deleted file is stale" {
  on_fs btrfs deleted
}

@test "on tmpfs the handle of a deleted file is stale" {
  on_fs tmpfs deleted
}

@test "on overlay the handle of a deleted file is stale" {
  on_fs exported deleted
}

deleted () {
  mkdir m/d
  files m/d/a
  handle_of m/d/a
  rm m/d/a
  try --handle "$handle" m/d/b
  holds m/d
  failed "failed to access '$handle': Stale file handle"
  # Nor does it name a new file, on the old one's inode or not.
  files m/d/c m/d/e
  try --detailed-exit-status --handle "$handle" m/d/b
  holds m/d c e
  untouched m/d/c m/d/e
  failed "failed to access '$handle': Stale file handle" 6
}

@test "a deleted file that is still open gets no new name" {
  on_each deleted_but_open ext4 xfs btrfs tmpfs
}

deleted_but_open () {
  mkdir m/d
  files m/d/a
  handle_of m/d/a
  exec 7<m/d/a
  rm m/d/a
  try --handle "$handle" m/d/b
  exec 7<&-
  holds m/d
  failed "failed to create hard link 'm/d/b' => '$handle': No such file\
 or directory"
}

@test "a wrong generation is stale, where the kernel takes it, too" {
  on_each generation ext4 btrfs tmpfs
}

# Where the generation lies in the bytes: behind the inode number on ext4 and
# in front of it on tmpfs, 32 bits each; behind two 64-bit numbers on btrfs.
generation () {
  local bytes
  files m/a
  handle_of m/a
  bytes=${handle##*:}
  case $1 in
    ext4) bytes=${bytes:0:8}00000000 ;;
    tmpfs) bytes=00000000${bytes:8} ;;
    btrfs) bytes=${bytes:0:32}00000000 ;;
  esac
  [ "$bytes" != "${handle##*:}" ]
  handle=$(with_part "$handle" bytes "$bytes")
  try --handle "$handle" m/b
  untouched m/a
  failed "failed to access '$handle': Stale file handle"
}

@test "a wrong type is stale, where the kernel takes it, too" {
  on_each next_type ext4 xfs btrfs tmpfs
}

next_type () {
  local type
  files m/a
  handle_of m/a
  type=${handle#*:}
  type=$(printf %x $((0x${type%:*} + 1)))
  handle=$(with_part "$handle" type "$type")
  try --handle "$handle" m/b
  untouched m/a
  failed "failed to access '$handle': Stale file handle"
}

@test "a type that the kernel does not know is stale" {
  on_fs ext4 unknown_type
}

unknown_type () {
  files m/a
  handle_of m/a
  for type in fe ff 81 8000 20001 7fffffff; do
    wrong=$(with_part "$handle" type "$type")
    try --handle "$wrong" m/b
    untouched m/a
    failed "failed to access '$wrong': Stale file handle"
  done
}

@test "bytes too many or too few are stale" {
  on_fs ext4 other_length
}

other_length () {
  files m/a
  handle_of m/a
  bytes=${handle##*:}
  for bytes in "${bytes}00" "${bytes}00000000" "${bytes:0:8}" \
      "${bytes:0:14}" "$(printf '%s%0240d' "$bytes" 0)"; do
    wrong=$(with_part "$handle" bytes "$bytes")
    try --handle "$wrong" m/b
    untouched m/a
    failed "failed to access '$wrong': Stale file handle"
  done
}

@test "a connectable handle, which tells the directory too, is accepted" {
  need_kernel 6 13 "connectable handles"
  on_fs ext4 connectable
}

# On ext4: type 2, the file's number and generation, the directory's.
connectable () {
  mkdir m/d
  files m/d/a m/d/c
  handle_of m/d/a && file=$handle
  handle_of m/d && parent=$handle
  handle=$(with_part "$file" type 10002)${parent##*:}
  try --handle "$handle" m/b
  linked m/d/a m/b
  passed
  # With a generation that the kernel does not look at, it is another file.
  handle=$(with_part "$file" type 10002)
  handle=${handle%????????}00000000${parent##*:}
  try --handle "$handle" m/e
  absent m/e
  failed "failed to access '$handle': Stale file handle"
}

@test "a handle of another file system is refused before anything is opened" {
  in_private foreign
}

foreign () {
  local trace=$BATS_TEST_TMPDIR/trace
  local expected
  need_strace
  make_fs ext4 one.img 11111111-2222-3333-4444-555555555555
  mount_fs ext4 one.img one
  new_fs xfs two
  mkdir two/d
  files one/a two/c
  handle_of one/a
  expected="failed to create hard link 'two/d/b' => '$handle': Invalid\
 cross-device link"
  traced --handle "$handle" two/d/b
  holds two/d
  untouched one/a two/c
  failed "$expected"
  run ! grep '^open_by_handle_at' "$trace"
  # But the directory that the new name would lie in.
  grep -q '"two/d' "$trace"
  try --detailed-exit-status --handle "$handle" two/d/b
  failed "$expected" 4
  try --detailed-exit-status --via-handle one/a two/d/b
  holds two/d
  failed "failed to create hard link 'two/d/b' => 'one/a': Invalid\
 cross-device link" 4
}

@test "with two file systems of one UUID only --via-handle is safe" {
  in_private clones
}

clones () {
  make_fs ext4 one.img
  mount_fs ext4 one.img one
  files one/a
  umount one
  cp --sparse=always one.img two.img
  mount_fs ext4 one.img one
  mount_fs ext4 two.img two
  echo new >one/a
  handle_of one/a && first=$handle
  handle_of two/a
  [ "$handle" = "$first" ]
  [ "$(stat -c %d one/a)" != "$(stat -c %d two/a)" ]
  try --via-handle one/a two/b
  holds two a lost+found
  failed "failed to create hard link 'two/b' => 'one/a': Invalid\
 cross-device link"
  try -f --via-handle one/a two/b
  holds two a lost+found
  ended 1
  # The text cannot tell: this is the clone's old file.
  try --handle "$first" two/b
  linked two/a two/b
  reads two/b a
  links one/a 1
  passed
}

@test "a file is not linked into another subvolume of btrfs" {
  on_fs btrfs subvolumes
}

subvolumes () {
  btrfs -q subvolume create m/sub
  files m/a m/sub/c
  handle_of m/a
  try --handle "$handle" m/sub/b
  holds m/sub c
  links m/a 1
  failed "failed to create hard link 'm/sub/b' => '$handle': Invalid\
 cross-device link"
  # But any name of the file system will do to find it.
  handle_of m/sub/c
  try --handle "$handle" m/sub/b
  linked m/sub/c m/sub/b
  passed
}
