#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Which texts are handles, and what excludes --handle?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/handles

# --- Lines of fdinfo -------------------------------------------------------

@test "a line of inotify's fdinfo is a handle" {
  on_each inotify_watched ext4 xfs btrfs tmpfs
}

@test "a line of fanotify's fdinfo is a handle" {
  on_each fanotify_watched ext4 xfs btrfs tmpfs
}

inotify_watched () {
  watched inotify
}

fanotify_watched () {
  watched fanotify
}

watched () {
  local line found=0
  need_tool notify
  files m/a m/c
  line=$("$tool" "$1" m/a) || found=$?
  if [ "$found" -ne 0 ]; then
    skip "$1 shows no handle here"
  fi
  [[ $line = "$1 "*" f_handle:"* ]]
  mv m/a m/x
  try --handle "$line" m/b
  linked m/x m/b
  passed
  # The three fields alone will do, in any order.
  fields=$(grep -oE 'f_?handle[^ ]*' <<<"$line" | sort -r | tr '\n' ' ')
  try --handle "$fields" m/d
  same m/x m/d
  passed
  # But ino and sdev are checked if they are there.
  wrong=${line/ ino:/ ino:1}
  [ "$wrong" != "$line" ]
  try --handle "$wrong" m/e
  failed "failed to access '$wrong': Stale file handle"
  holds_names m b c d x
}

@test "a line of fdinfo with another device is of another file system" {
  on_fs ext4 other_device
}

other_device () {
  need_tool notify
  files m/a
  line=$("$tool" inotify m/a) || skip "inotify shows no handle here"
  wrong=${line/ sdev:/ sdev:1}
  [ "$wrong" != "$line" ]
  try --handle "$wrong" m/b
  links m/a 1
  failed "failed to create hard link 'm/b' => '$wrong': Invalid\
 cross-device link"
}

# --- Usage errors ----------------------------------------------------------

@test "text that is no handle is a usage error, and nothing is made" {
  files a
  while IFS= read -r text; do
    try --handle "$text" b
    refused "invalid handle '$text': Invalid argument"
    try --handle -f "$text" b
    refused "invalid handle '$text': Invalid argument"
    try --detailed-exit-status --handle "$text" b
    ended 2
  done <<END

a
:
::
:::
d04e5ad2bf1a41f1
d04e5ad2bf1a41f1:1
d04e5ad2bf1a41f1:1:
d04e5ad2bf1a41f1::0c000000b3d0fa5c
:1:0c000000b3d0fa5c
1:0c000000b3d0fa5c
d04e5ad2bf1a41f1:1:0c000000b3d0fa5
d04e5ad2bf1a41f1:1:0c000000b3d0fa5c:
d04e5ad2bf1a41f1:1:0c000000b3d0fa5c:00
d04e5ad2bf1a41f1:1:0c000000b3d0fa5C
D04E5AD2BF1A41F1:1:0c000000b3d0fa5c
d04e5ad2bf1a41f1:A:0c000000b3d0fa5c
d04e5ad2bf1a41f1:1:0x000000b3d0fa5c
d04e5ad2bf1a41f1:0x1:0c000000b3d0fa5c
d04e5ad2bf1a41f1:-1:0c000000b3d0fa5c
d04e5ad2bf1a41f1:+1:0c000000b3d0fa5c
d04e5ad2bf1a41f1: 1:0c000000b3d0fa5c
d04e5ad2bf1a41f1:1: 0c000000b3d0fa5c
d04e5ad2bf1a41f1:1:0c000000b3d0fa5c 
 d04e5ad2bf1a41f1:1:0c000000b3d0fa5c
d04e5ad2bf1a41f1:80000000:0c000000b3d0fa5c
d04e5ad2bf1a41f1:ffffffff:0c000000b3d0fa5c
d04e5ad2bf1a41f1:100000001:0c000000b3d0fa5c
d04e5ad2bf1a41f1:10000000000000001:0c000000b3d0fa5c
d04e5ad2bf1a41f:1:0c000000b3d0fa5c
0d04e5ad2bf1a41f1:1:0c000000b3d0fa5c
1:1:0c000000b3d0fa5c
d04e5ad2-bf1a-41f1-aaaa-bbbbccccdddd:1:0c000000b3d0fa5c
fhandle-bytes:8 fhandle-type:1
fhandle-bytes:8 f_handle:540000009e8ad197
fhandle-type:1 f_handle:540000009e8ad197
f_handle:540000009e8ad197
fhandle-bytes:7 fhandle-type:1 f_handle:540000009e8ad197
fhandle-bytes:9 fhandle-type:1 f_handle:540000009e8ad197
fhandle-bytes:12 fhandle-type:81 f_handle:8300000000000000829a6d5a
fhandle-bytes:8 fhandle-type:1 f_handle:540000009e8ad1970
fhandle-bytes:8 fhandle-type:1 f_handle:
fhandle-bytes: fhandle-type:1 f_handle:540000009e8ad197
fhandle-bytes:8 fhandle-type: f_handle:540000009e8ad197
fhandle-bytes:8 fhandle-type:80000000 f_handle:540000009e8ad197
fhandle-bytes:8 fhandle-type:1 f_handle:540000009E8AD197
fhandle-bytes:8 fhandle-bytes:8 fhandle-type:1 f_handle:540000009e8ad197
fhandle-bytes:8 fhandle-type:1 f_handle:54000000 f_handle:9e8ad197
inotify ino:zz fhandle-bytes:8 fhandle-type:1 f_handle:540000009e8ad197
inotify sdev:zz fhandle-bytes:8 fhandle-type:1 f_handle:540000009e8ad197
dnotify fhandle-bytes:8 fhandle-type:1 f_handle:540000009e8ad197
END
  holds . a
  untouched a
}

@test "a handle has at most 128 bytes" {
  files a
  fits=$(printf '0123456789abcdef:7fffffff:%0256d' 0)
  try --handle "$fits" b
  ended 1
  [[ ${stderr_lines[0]} != *"invalid handle"* ]]
  try --handle "${fits}00" b
  refused "invalid handle '${fits}00': Invalid argument"
  holds . a
}

@test "--handle takes two operands, and no directory" {
  handle=0123456789abcdef:1:00
  mkdir d
  try --handle
  refused "missing file operand"
  try --handle $handle
  refused "missing destination file operand after '$handle'"
  try --handle $handle b d
  refused "extra operand 'd'"
  try --handle $handle $handle d
  refused "extra operand 'd'"
  try --handle -t d $handle
  failed "cannot combine --handle and --target-directory: such a SOURCE has\
 no base name; give DEST as a whole"
  holds . d
  holds d
}

@test "--handle does not go with other ways to name or make the link" {
  handle=0123456789abcdef:1:00
  files a
  try --handle -s $handle b
  failed "cannot combine --handle and --symbolic: leave out --handle and give\
 SOURCE by name"
  try --handle --fd 0 b
  failed "cannot combine --handle and --fd: give the one that says what\
 SOURCE is"
  try --fd --handle 0 b
  failed "cannot combine --fd and --handle: give the one that says what\
 SOURCE is"
  try --handle --via-handle $handle b
  failed "cannot combine --handle and --via-handle: give the one that says what\
 SOURCE is"
  try --handle --source-dirfd=0 $handle b
  failed "cannot combine --handle and --source-dirfd: leave out --source-dirfd,\
 which is for names"
  try --detailed-exit-status -P --handle --source-dirfd=0 $handle b
  failed "cannot combine --handle and --source-dirfd: leave out --source-dirfd,\
 which is for names" 2
  holds . a
}

@test "--via-handle does not go with -s, --fd or --handle" {
  files a
  try --via-handle -s a b
  failed "cannot combine --via-handle and --symbolic: leave out --via-handle and give\
 SOURCE by name"
  try --via-handle --fd 0 b
  failed "cannot combine --via-handle and --fd: give the one that says what\
 SOURCE is"
  try --via-handle --handle 0123456789abcdef:1:00 b
  failed "cannot combine --via-handle and --handle: give the one that says what\
 SOURCE is"
  holds . a
}

@test "--print-handle goes with no option that is about making links" {
  need_handles
  files a
  mkdir d
  while read -r long option; do
    read -ra option <<<"$option"
    try --print-handle "${option[@]}" a
    holds . a d
    failed "cannot combine --print-handle and --$long: leave out --$long,\
 nothing is linked"
    try "${option[@]}" --print-handle a
    failed "cannot combine --print-handle and --$long: leave out --$long,\
 nothing is linked"
  done <<'END'
backup -b
backup --backup=simple
dest-dirfd --dest-dirfd=0
force -f
if-exists --if-exists=same
interactive -i
no-target-directory -T
no-dereference -n
no-dereference -h
suffix -S .old
symbolic -s
target-directory -t d
verbose -v
via-handle --via-handle
handle --handle
END
  holds d
  try --print-handle
  refused "missing file operand"
}
