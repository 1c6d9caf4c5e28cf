#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Is the file linked that a handle names?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/handles

# --- Round trips -----------------------------------------------------------

@test "on ext4 every kind of file is linked by its handle" {
  on_fs ext4 every_kind
}

@test "on xfs every kind of file is linked by its handle" {
  on_fs xfs every_kind
}

@test "on btrfs every kind of file is linked by its handle" {
  on_fs btrfs every_kind
}

@test "on tmpfs every kind of file is linked by its handle" {
  on_fs tmpfs every_kind
}

@test "on overlay with nfs_export every kind of file is linked by handle" {
  on_fs exported every_kind
}

every_kind () {
  local name
  need_command perl
  mkdir m/to
  files m/regular
  ln -s nowhere m/symlink
  mkfifo m/fifo
  mknod m/device c 1 3
  mknod m/block b 240 240
  (cd m && perl -MSocket -e 'socket S, AF_UNIX, SOCK_STREAM, 0;
    bind S, pack_sockaddr_un "socket" or die') || fail "no socket"
  [ -S m/socket ]
  for name in regular symlink fifo socket device block; do
    handle_of "m/$name"
    try --handle "$handle" "m/to/$name"
    linked "m/$name" "m/to/$name"
    passed
  done
  holds m/to regular symlink fifo socket device block
}

@test "on ext4 a handle outlives renames and the mount" {
  on_fs ext4 outlives
}

@test "on xfs a handle outlives renames and the mount" {
  on_fs xfs outlives
}

@test "on btrfs a handle outlives renames and the mount" {
  on_fs btrfs outlives
}

outlives () {
  mkdir m/d
  files m/d/a
  handle_of m/d/a && before=$handle
  mv m/d/a m/x
  mv m/d m/e
  try --handle "$before" m/b
  linked m/x m/b
  passed
  rm m/b
  umount m
  mount_fs "$(blkid -p -o value -s TYPE m.img)" m.img n
  try --handle "$before" n/e/c
  linked n/x n/e/c
  passed
  handle_of n/x
  [ "$handle" = "$before" ]
}

@test "on tmpfs a handle outlives renames, but not the mount" {
  on_fs tmpfs tmpfs_outlives
}

tmpfs_outlives () {
  mkdir m/d
  files m/d/a
  handle_of m/d/a
  mv m/d/a m/x
  try --handle "$handle" m/b
  linked m/x m/b
  passed
  umount m
  mount_fs tmpfs '' m
  files m/x
  try --handle "$handle" m/b
  holds m x
  ended 1
}

@test "on overlay with nfs_export a handle outlives renames and the mount" {
  in_private overlay_outlives
}

overlay_outlives () {
  local layers=lowerdir=o/lower,upperdir=o/upper,workdir=o/work
  mkdir o m
  mount_or_skip -t tmpfs tmpfs o
  mkdir o/lower o/upper o/work
  files o/lower/low
  mount_or_skip -t overlay -o "$layers,nfs_export=on,index=on" overlay m
  files m/a
  handle_of m/a && before=$handle
  handle_of m/low && low=$handle
  mv m/a m/x
  umount m
  mount_or_skip -t overlay -o "$layers,nfs_export=on,index=on" overlay m
  try --handle "$before" m/b
  linked m/x m/b
  passed
  # A file of the lower layer is copied up, and keeps its handle.
  try --handle "$low" m/c
  linked m/low m/c
  passed
  holds o/lower low
}

@test "on overlay without nfs_export files have no handles, and it is told" {
  on_fs overlay no_handles
}

no_handles () {
  files m/a
  try --print-handle m/a
  failed "failed to get a handle of 'm/a': Operation not supported"
  try --via-handle m/a m/b
  holds m a
  untouched m/a
  failed "failed to create hard link 'm/b' => 'm/a': Operation not supported"
}

# --- Bind mounts -----------------------------------------------------------

@test "--via-handle links between two mounts of a file system" {
  on_each bind_mounts ext4 xfs btrfs tmpfs
}

bind_mounts () {
  mkdir m/d m/e bound
  files m/d/a
  mount_or_skip --bind m/d bound
  run ! ln bound/a m/e/x
  try bound/a m/e/x
  holds m/e
  links m/d/a 1
  failed "failed to create hard link 'm/e/x' => 'bound/a': Invalid\
 cross-device link"
  try --via-handle bound/a m/e/x
  same m/d/a m/e/x
  links m/d/a 2
  passed
  # And the other way round.
  try --via-handle m/e/x bound/y
  same m/d/a m/d/y
  links m/d/a 3
  passed
  # By the handle's text, too.
  handle_of bound/a
  try --handle "$handle" m/e/z
  links m/d/a 4
  passed
  holds m/e x z
}

@test "--via-handle composes with -f, -b, -v, -t and -T" {
  on_fs ext4 via_composes
}

via_composes () {
  mkdir m/d m/e bound
  files m/d/a m/d/c m/e/x m/e/y m/e/a
  mount_or_skip --bind m/d bound
  try --via-handle bound/a m/e/x
  untouched m/e/x
  failed "failed to create hard link 'm/e/x': File exists"
  try -f --via-handle bound/a m/e/x
  linked m/d/a m/e/x
  passed
  try -f --via-handle bound/a m/e/x
  linked m/d/a m/e/x
  passed
  try -vb --via-handle bound/c m/e/y
  linked m/d/c m/e/y
  reads m/e/y~ y
  passed "'m/e/y~' ~ 'm/e/y' => 'bound/c'"
  try --via-handle -t m/e bound/c
  same m/d/c m/e/c
  passed
  try --via-handle -f bound/a bound/c m/e
  same m/d/a m/e/a
  passed
  rm m/e/c
  try --via-handle bound/c m/e/
  same m/d/c m/e/c
  passed
  try --via-handle -T bound/c m/e
  failed "failed to create hard link 'm/e': File exists"
  holds m/e a c x y y~
}

@test "--via-handle links a symbolic link itself, with -L its file" {
  on_fs ext4 via_symlink
}

via_symlink () {
  mkdir m/d bound
  files m/d/a
  ln -s a m/d/s
  mount_or_skip --bind m/d bound
  try --via-handle bound/s m/p
  linked m/d/s m/p
  passed
  try -L --via-handle bound/s m/l
  linked m/d/a m/l
  passed
}

@test "a handle is linked on DEST's mount: a read-only one refuses" {
  on_fs ext4 read_only_mount
}

read_only_mount () {
  mkdir m/d m/e bound
  files m/d/a
  mount_or_skip --bind m/d bound
  mount -o remount,bind,ro bound
  handle_of m/d/a
  try --handle "$handle" bound/b
  holds m/d a
  failed "failed to create hard link 'bound/b': Read-only file system"
  try --via-handle bound/a m/e/b
  linked m/d/a m/e/b
  passed
}

# --- Symbolic links --------------------------------------------------------

@test "-L with the handle of a symbolic link links what it leads to" {
  on_fs ext4 follows
}

follows () {
  mkdir m/d m/e
  files m/d/a m/e/a
  ln -s "$PWD/m/d/a" m/absolute
  ln -s a m/relative
  handle_of m/absolute && absolute=$handle
  handle_of m/relative && relative=$handle
  try -L --handle "$absolute" m/b
  linked m/d/a m/b
  passed
  # A relative one starts at --source-dirfd, wherever the link lies.
  exec 7<m/d 8<m/e
  try -L --handle --source-dirfd=7 "$relative" m/c
  same m/d/a m/c
  passed
  try -L --handle --source-dirfd=8 "$relative" m/x
  linked m/e/a m/x
  passed
  exec 7<&- 8<&-
  # Or at the working directory.
  cd m/d || return
  try -L --handle "$relative" ../y
  same a ../y
  passed
  cd ../.. || return
  links m/d/a 4
  # Without -L it is the link itself.
  try --handle "$relative" m/z
  linked m/relative m/z
  passed
}

@test "-L with the handle of a deleted file is a stale handle" {
  need_root "opens files by handle"
  files a
  handle=$("$FHLN" --print-handle a) || skip "no handles here"
  rm a
  try --handle -L "$handle" b
  holds .
  ended 1
  [[ ${stderr_lines[0]} = *": Stale file handle" ]]
}

@test "-L follows a chain of symbolic links, and fails on a dangling one" {
  on_fs ext4 follows_on
}

follows_on () {
  files m/a
  ln -s a m/one
  ln -s one m/two
  ln -s nowhere m/dangling
  handle_of m/two && two=$handle
  handle_of m/dangling && dangling=$handle
  handle_of m/a && file=$handle
  cd m || return
  try -L --handle "$two" b
  linked a b
  passed
  try -L --handle "$dangling" c
  failed "failed to access '$dangling': No such file or directory"
  # What is no symbolic link is linked itself.
  try -L --handle "$file" d
  same a d
  passed
  try -fL --handle "$two" d
  same a d
  passed
  holds . a b d one two dangling lost+found
}

# --- Composing -------------------------------------------------------------

@test "--handle composes with -f, -b, -i, -v and --if-exists" {
  on_fs ext4 composes
}

composes () {
  files m/a m/b m/c m/d m/e
  handle_of m/a
  try --handle "$handle" m/b
  untouched m/b
  failed "failed to create hard link 'm/b': File exists"
  try --handle --if-exists=same "$handle" m/b
  untouched m/b
  ended 1
  try --handle --if-exists=skip "$handle" m/b
  untouched m/b
  passed
  try -f --handle "$handle" m/b
  linked m/a m/b
  passed
  before=$(stat -c %z m/b)
  try -f --handle "$handle" m/b
  linked m/a m/b
  [ "$(stat -c %z m/b)" = "$before" ]
  passed
  try --handle --if-exists=same "$handle" m/b
  linked m/a m/b
  passed
  try -v --backup=numbered --handle "$handle" m/c
  same m/a m/c
  reads m/c.~1~ c
  passed "'m/c.~1~' ~ 'm/c' => '$handle'"
  run --separate-stderr "$FHLN" -i --handle "$handle" m/d <<<n
  untouched m/d
  ended 1
  [[ $stderr = "$NAME: replace 'm/d'?"* ]]
  run --separate-stderr "$FHLN" -i --handle "$handle" m/d <<<y
  same m/a m/d
  ended 0
  try -v --handle "$handle" m/f
  passed "'m/f' => '$handle'"
  links m/a 5
  holds_names m a b c c.~1~ d e f
}

@test "--handle makes DEST relative to --dest-dirfd" {
  on_fs ext4 from_dirfd
}

from_dirfd () {
  mkdir m/d m/d/e
  files m/a
  handle_of m/a
  exec 7<m/d
  try --handle --dest-dirfd=7 "$handle" b
  same m/a m/d/b
  passed
  try --handle --dest-dirfd=7 "$handle" e/c
  same m/a m/d/e/c
  passed
  exec 7<&-
  try --handle --dest-dirfd=7 "$handle" b
  ended 1
  links m/a 3
}

@test "with --handle DEST is exact, also where it is a directory" {
  on_fs ext4 exact
}

exact () {
  mkdir m/d
  files m/a
  ln -s d m/s
  handle_of m/a
  try --handle "$handle" m/d
  failed "failed to create hard link 'm/d': File exists"
  try --handle "$handle" m/d/
  failed "failed to create hard link 'm/d/': File exists"
  try --handle "$handle" m/s
  failed "failed to create hard link 'm/s': File exists"
  try --handle "$handle" m/s/
  failed "failed to create hard link 'm/s/': File exists"
  try -f --handle "$handle" m/d
  failed "m/d: cannot overwrite directory"
  holds m/d
  links m/a 1
  try -f --handle "$handle" m/s
  linked m/a m/s
  passed
}

@test "with --handle it is told what is wrong with DEST" {
  on_fs ext4 wrong_dest
}

wrong_dest () {
  files m/a m/f
  handle_of m/a
  try --handle "$handle" m/no/b
  failed "failed to create hard link 'm/no/b' => '$handle': No such file\
 or directory"
  try --handle "$handle" m/f/b
  failed "failed to create hard link 'm/f/b' => '$handle': Not a directory"
  try --handle "$handle" m/new/
  failed "failed to create hard link 'm/new/' => '$handle': No such file\
 or directory"
  try --handle "$handle" m/f/
  failed "failed to create hard link 'm/f/': File exists"
  try --handle --dest-dirfd=7 "$handle" b 7<&-
  failed "failed to create hard link 'b' => '$handle': Bad file descriptor"
  cd m || return
  try --handle "$handle" ''
  cd .. || return
  failed "failed to create hard link '' => '$handle': No such file\
 or directory"
  holds_names m a f
  untouched m/a m/f
}

@test "EOVERFLOW by name_to_handle_at is tried again" {
  need_handles
  need_strace
  files a
  handle_of a
  try_with name_to_handle_at:error=EOVERFLOW:when=1 --print-handle a
  passed "$handle"
  try_with name_to_handle_at:error=EOVERFLOW --print-handle a
  failed "failed to get a handle of 'a': Value too large for defined\
 data type"
}
