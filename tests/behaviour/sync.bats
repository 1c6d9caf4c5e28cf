#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Does DEST survive a power cut, with --sync?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# Run the program under strace; $calls are then those that write, sync and
# make names, each with the last component of what it is about, one a line.
syncs () {
  need_strace
  run --separate-stderr strace -qq -y -o "$BATS_TEST_TMPDIR/trace" -e \
    trace=fsync,fdatasync,syncfs,sync,linkat,symlinkat,renameat,renameat2,unlinkat \
    "$FHLN" "$@"
  calls=$(sed -nE -e '/= -1 /d' \
    -e 's/^(fsync|syncfs)\([0-9]+<([^>]*\/)?([^>]*)>\).*/\1 \3/p' \
    -e 's/^(linkat|symlinkat|renameat2?)\(.*/\1/p' \
    "$BATS_TEST_TMPDIR/trace")
}

# $calls are the arguments.
in_order () {
  local expected
  expected=$(printf '%s\n' "$@")
  if [ "$calls" != "$expected" ]; then
    cat "$BATS_TEST_TMPDIR/trace" >&2
    fail "expected the order $*"
  fi
}

# --- The order -------------------------------------------------------------

@test "first SOURCE's contents, then the link, then DEST's directory" {
  mkdir d
  files a
  syncs --sync a d/n
  passed
  linked a d/n
  in_order "fsync a" linkat "fsync d"
  syncs --sync a n
  in_order "fsync a" linkat "fsync w"
}

@test "into a directory, too" {
  mkdir d
  files a b
  syncs --sync a d
  same a d/a
  grep -q '^fsync a$' <<<"$calls"
  [ "$(tail -n 2 <<<"$calls")" = "linkat"$'\n'"fsync d" ]
  syncs --sync -f -t d a b
  passed
  [ "$(grep -c '^fsync d$' <<<"$calls")" -eq 2 ]
  [ "$(tail -n 1 <<<"$calls")" = "fsync d" ]
}

@test "the directory comes after the rename where DEST is replaced" {
  mkdir d
  files a d/n d/m
  syncs --sync -f a d/n
  same a d/n
  in_order "fsync a" linkat renameat "fsync d"
  syncs --sync -b a d/m
  same a d/m
  reads d/m~ m
  [ "$(head -n 1 <<<"$calls")" = "fsync a" ]
  [ "$(tail -n 1 <<<"$calls")" = "fsync d" ]
}

@test "DEST that already is the file reaches the disk as well" {
  files a
  ln a n
  syncs --sync -f a n
  passed
  in_order "fsync a" "fsync w"
}

@test "with -s and --simulate the directory reaches the disk" {
  files a
  syncs --sync -s a n
  in_order symlinkat "fsync w"
  syncs --sync --simulate=always a m
  in_order "fsync a" symlinkat "fsync w"
}

@test "without --sync nothing is synced" {
  files a
  syncs -f a n
  in_order linkat
}

@test "a link that is not made syncs no directory" {
  files a n
  syncs --sync a n
  ended 1
  in_order "fsync a"
  syncs --sync --if-exists=skip a n
  passed
  in_order "fsync a"
}

@test "-L syncs what the symbolic link leads to, -P nothing" {
  files a
  ln -s a l
  syncs --sync -L l n
  same a n
  in_order "fsync a" linkat "fsync w"
  syncs --sync -P l m
  same l m
  in_order linkat "fsync w"
}

@test "where SOURCE's name goes to another file, the file system is synced" {
  need_platform "syncs one file system"
  need_strace
  files src new
  strace -qq -f -o ../trace -e trace=fsync,linkat,syncfs \
    -e inject=linkat:delay_enter=1000000 "$FHLN" --sync src dst &
  # The link waits once fsync is done.
  until grep -qs 'fsync(.*= 0' ../trace; do
    sleep 0.05
  done
  mv new src
  wait $!
  linked src dst
  reads dst new
  grep -q 'syncfs(.*= 0' ../trace
}

@test "a fifo and a device are not opened" {
  need_strace
  mkfifo p
  run --separate-stderr timeout 20 strace -qq -o "$BATS_TEST_TMPDIR/trace" \
    -e trace=openat,open,openat2,fsync "$FHLN" --sync p n
  ended 0
  same p n
  run ! grep -qE '^open.*"p"' "$BATS_TEST_TMPDIR/trace"
  grep -q '^fsync' "$BATS_TEST_TMPDIR/trace"
  need_root "makes a device"
  mknod dev c 1 3 || skip "makes a device"
  run --separate-stderr strace -qq -o "$BATS_TEST_TMPDIR/trace" \
    -e trace=openat,open,openat2 "$FHLN" --sync dev m
  ended 0
  same dev m
  run ! grep -qE '^open.*"dev"' "$BATS_TEST_TMPDIR/trace"
}

@test "by descriptor, handle or confined, the file system is synced" {
  need_platform "syncs one file system"
  mkdir d
  files a
  exec {fd}<a
  syncs --sync --fd "$fd" d/n
  passed
  [ "$calls" = "$(printf '%s\n' "syncfs d" linkat "syncfs d")" ]
  syncs --sync --beneath -L a d/m
  passed
  [ "$(sed -n '1p;$p' <<<"$calls")" = "syncfs d"$'\n'"syncfs d" ]
  syncs --sync --beneath a d/k
  passed
  in_order "fsync a" linkat "fsync d"
}

# --- Where something cannot be read ----------------------------------------

@test "SOURCE that cannot be read: the whole file system, before and after" {
  need_platform "syncs one file system"
  need_strace
  need_nobody
  # The one that leaves leaks alone may lie in a closed directory.
  if ! setpriv --reuid=65534 --regid=65534 --clear-groups \
      strace -o /dev/null true 2>/dev/null; then
    skip "the user cannot reach strace"
  fi
  mkdir d
  files a
  chmod 777 d
  chown 65534 a
  chmod 200 a
  cd d || return
  run --separate-stderr setpriv --reuid=65534 --regid=65534 --clear-groups \
    strace -qq -e trace=syncfs,fsync,linkat \
    ../fhln --sync ../a n
  ended 0
  same ../a n
  [ "$(sed 's/(.*//' <<<"$stderr")" = $'syncfs\nlinkat\nsyncfs' ]
}

@test "a directory that cannot be read: nothing is linked" {
  need_nobody
  mkdir d e
  files a
  chown 65534 a
  chmod 733 d
  cd e || return
  run --separate-stderr "${nobody[@]}" --sync ../a ../d/n
  ended 1
  [[ ${stderr_lines[0]} = "fhln: cannot make sure that '../d/n' will survive\
 a power cut, so it is not made: Permission denied" ]]
  holds ../d
  links ../a 1
  run --separate-stderr "${nobody[@]}" ../a ../d/n
  ended 0
}

@test "a directory that is missing is told as without --sync" {
  files a
  try --sync a d/n
  ended 1
  says "failed to create hard link 'd/n' => 'a': No such file or directory"
  [[ ${stderr_lines[1]} = *"'d' does not exist" ]]
  try --sync a a/n
  ended 1
  says "failed to create hard link 'a/n' => 'a': Not a directory"
  ln -s loop loop
  try --sync a loop/n
  ended 1
  says "failed to create hard link 'loop/n' => 'a': Too many levels of\
 symbolic links"
  long=$(printf '%0300d' 0)
  try --sync a "$long/n"
  ended 1
  says "failed to create hard link '$long/n' => 'a': File name too long"
}

@test "one failure of two file systems after a stream is told" {
  need_platform "syncs one file system"
  need_strace
  need_other_file_system
  files a "$other/a"
  printf '%s\0' a 1 "$other/a" "$other/1" >pairs
  try_with syncfs:error=EIO:when=1 --sync --pairs0-from=pairs
  says "the links are made, but may not survive a power cut:\
 Input/output error"
  ended 1
  linked a 1
  linked "$other/a" "$other/1"
}

@test "an interruption without end is a failure" {
  need_platform "syncs one file system"
  need_strace
  files a
  try_with fsync:error=EINTR --sync a n
  failed "cannot make sure that 'n' will survive a power cut, so it is not\
 made: Interrupted system call"
  holds . a
  printf '%s\0' a 1 >pairs
  try_with syncfs:error=EINTR --sync --pairs0-from=pairs
  says "the links are made, but may not survive a power cut:\
 Interrupted system call"
  linked a 1
}

# --- Streams ---------------------------------------------------------------

@test "a stream syncs each SOURCE, and the file system once, at the end" {
  need_platform "syncs one file system"
  mkdir d e
  files a b c
  printf '%s\0' a d/1 b e/2 c d/3 >pairs
  syncs --sync --pairs0-from=pairs
  passed
  same c d/3
  in_order "fsync a" linkat "fsync b" linkat "fsync c" linkat "syncfs d"
}

@test "a stream over two file systems syncs each of them" {
  need_platform "syncs one file system"
  need_other_file_system
  mkdir d
  files a "$other/b"
  printf '%s\0' a d/1 "$other/b" "$other/2" a d/3 >pairs
  syncs --sync --pairs0-from=pairs
  passed
  [ "$(grep -c '^syncfs' <<<"$calls")" -eq 2 ]
  [ "$(tail -n 2 <<<"$calls")" = \
    "$(printf '%s\n' "syncfs d" "syncfs ${other##*/}")" ]
}

@test "a stream that makes nothing syncs no file system" {
  files a
  printf '%s\0' nothing 1 a nowhere/2 a a >pairs
  syncs --sync --pairs0-from=pairs
  ended 1
  in_order "fsync a"
}

# --- Failures --------------------------------------------------------------

@test "a SOURCE that does not reach the disk is not linked" {
  need_strace
  mkdir d
  files a
  for error in EIO ENOSPC EDQUOT; do
    try_with fsync:error=$error:when=1 --sync a d/n
    ended 1
    [[ ${stderr_lines[0]} = *"cannot make sure that 'd/n' will survive a power\
 cut, so it is not made: "* ]]
    holds d
    links a 1
  done
}

@test "a directory that does not reach the disk is told, and the link stays" {
  need_strace
  need_command python3
  mkdir d
  files a d/old
  try_with fsync:error=EIO:when=2 --sync a d/n
  linked a d/n
  says "'d/n' is made, but may not survive a power cut: Input/output error"
  ended 1
  try_with fsync:error=EIO:when=2 --sync -f a d/old
  same a d/old
  says "'d/old' is made, but may not survive a power cut: Input/output error"
  ended 1
  try_with fsync:error=EIO:when=2 --sync --json a d/m
  ended 1
  same a d/m
  says_json 0 outcome failed
  says_json 0 step sync
  says_json 0 errno EIO
  says_json 0 dest d/m
}

@test "a file system that does not reach the disk after a stream is told" {
  need_platform "syncs one file system"
  need_strace
  files a
  printf '%s\0' a 1 a 2 >pairs
  try_with syncfs:error=EIO --sync --pairs0-from=pairs
  same a 1
  same a 2
  says "the links are made, but may not survive a power cut:\
 Input/output error"
  ended 1
}

@test "an interruption is no failure" {
  need_strace
  files a
  try_with fsync:error=EINTR:when=1..3 --sync a n
  passed
  linked a n
  printf '%s\0' a 1 >pairs
  try_with syncfs:error=EINTR:when=1 --sync --pairs0-from=pairs
  passed
}

# --- A crash ---------------------------------------------------------------

# Fill 64 KiB of file $1 with the word $2.
fill () {
  yes "$2" | head -c 65536 >"$1"
}

# File $1 has these 64 KiB of the word $2.
filled () {
  cmp "$1" <(yes "$2" | head -c 65536)
}

# Write, link and take the image as the disk has it, without an unmount; then
# look at a mount of that copy, which replays its log.
crash () {
  local options=loop
  mkdir m/d
  fill m/old old
  ln m/old m/d/replaced
  ln m/old m/d/kept
  sync -f m
  fill m/new new
  "$FHLN" --sync m/new m/d/new
  fill m/new2 new2
  "$FHLN" --sync -f m/new2 m/d/replaced
  fill m/new3 new3
  "$FHLN" --sync -b m/new3 m/d/kept
  fill m/new4 new4
  fill m/new5 new5
  printf '%s\0' m/new4 m/d/4 m/new5 m/d/5 | "$FHLN" --sync --pairs0-from=-
  cp --sparse=always m.img copy.img
  umount m
  if [ "$1" = xfs ]; then
    options+=,nouuid
  elif [ "$1" = btrfs ]; then
    btrfs device scan --forget >/dev/null 2>&1 || true
  fi
  mount -t "$1" -o "$options" copy.img m
  filled m/d/new new
  filled m/d/replaced new2
  filled m/d/kept new3
  filled m/d/kept~ old
  filled m/d/4 new4
  filled m/d/5 new5
  holds m/d 4 5 kept kept~ new replaced
  umount m
}

@test "after a crash DEST is there, and whole, on ext4, xfs and btrfs" {
  on_each crash ext4 xfs btrfs
}
