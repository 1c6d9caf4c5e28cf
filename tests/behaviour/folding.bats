#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2034,SC2153,SC2154
# When are two names one directory entry?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A directory may fold the case of names, or their form; then names that differ
# as bytes are one entry.  What must hold there is tried on the FUSE server of
# tests/tools/fuse-errno.c, and again on file systems that fold by themselves,
# where the kernel or a tool for them is here.

load ../lib/helper
load ../lib/folding

folds () {
  on_server --fold "$@"
}

# What was made by files has not changed: exactly $2... in the directory $1.
nothing_changed () {
  local name
  holds "$@"
  for name in "${@:2}"; do
    reads "$1/$name"
  done
}

# --- One entry, two spellings ----------------------------------------------

backup_would_be_source () {
  files b~ B
  try -sb b~ B
  nothing_changed . b~ B
  ended 1
  try -b b~ B
  nothing_changed . b~ B
  ended 1
  try -sb ./b~ ../m/B
  nothing_changed . b~ B
  ended 1
}

@test "a backup whose name is SOURCE in another spelling is refused" {
  folds backup_would_be_source
}

suffix_would_be_source () {
  files aX A
  try -s -b -S x aX A
  nothing_changed . aX A
  ended 1
  try -b -S x aX A
  nothing_changed . aX A
  ended 1
}

@test "a suffix that leads to SOURCE in another spelling is refused" {
  folds suffix_would_be_source
}

guarded () {
  mkdir x y d
  files x/a y/A
  try -f x/a y/A d
  [ "$(find d -type f | wc -l)" -eq 1 ]
  same d/a x/a
  links y/A 1
  ended 1
  errors "will not overwrite just-created 'd/A' with 'y/A'"
  rm d/a
  try -f -b x/a y/A d
  same d/a x/a
  links y/A 1
  ended 1
  rm d/a
  try -f -t d --files0-from=<(printf 'x/a\0y/A\0')
  same d/a x/a
  links y/A 1
  ended 1
  rm d/a
  try -f --pairs0-from=<(printf 'x/a\0d/n\0y/A\0d/N\0')
  same d/n x/a
  links y/A 1
  ended 1
}

@test "what this run made is not replaced under another spelling" {
  folds guarded
}

guarded_backup () {
  mkdir d
  files a b c d/n d/m
  # The backup of d/M would be what was just made.
  try -b --pairs0-from=<(printf 'a\0d/m~\0b\0d/M\0')
  same d/m~ a
  links a 2
  reads d/m
  links b 1
  ended 1
}

@test "a backup does not replace what this run made in another spelling" {
  folds guarded_backup
}

link_to_itself () {
  files c
  try -sf c C
  nothing_changed . c
  ended 1
  says "'c' and 'C' are the same file"
  try -sb c C
  nothing_changed . c
  ended 1
  mkdir s
  files s/c
  try -sf c s/C
  nothing_changed s c
  ended 1
}

@test "a symbolic link to itself under another spelling is refused" {
  folds link_to_itself
}

one_link () {
  files a
  for how in -f -b --if-exists=same --backup=numbered; do
    try $how a A
    nothing_changed . a
    links a 1
    ended 1
  done
  try -f a A
  says "'a' and 'A' are the same file"
}

@test "SOURCE in another spelling is the same file" {
  folds one_link
}

two_links () {
  files a
  ln a b
  for how in -f -b --backup=numbered; do
    try $how a A
    holds . a b
    linked a b
    ended 1
    says "'a' and 'A' are the same file"
  done
}

@test "SOURCE in another spelling is the same file, with more links, too" {
  folds two_links
}

other_link () {
  files a
  ln a b
  for how in -f --if-exists=same; do
    try $how b A
    holds . a b
    linked a b
    passed
  done
  try -b b A
  same A b
  same A~ b
  links b 3
  passed
}

@test "another link of DEST's file is another entry where names are folded" {
  folds other_link
}

replaced () {
  files a B
  try -f a b
  holds . a b
  linked a b
  passed
  files c
  try -b c b
  linked c b
  same a b~
  passed
}

@test "DEST is replaced under another spelling" {
  folds replaced
}

composed () {
  local one=$'caf\xc3\xa9' two=$'cafe\xcc\x81'
  files "$one"
  ln "$one" other
  try -f "$one" "$two"
  links "$one" 2
  ended 1
  try -sf "$one" "$two"
  [ ! -L "$one" ]
  reads "$one"
  ended 1
  rm other
  files "$two~"
  try -sb "$two~" "$one"
  reads "$one" "$one"
  reads "$two~"
  ended 1
}

@test "a name whose form is folded is the same entry" {
  folds composed
}

no_room () {
  local stem
  stem=$(printf '%0254d' 0)
  files a "${stem}X"
  try -b -S x a "${stem}x"
  kept_or_refused a "${stem}x" "${stem}X"
  [ ! -e "$stem"y ]
}

@test "a shortened backup is no other spelling of DEST" {
  folds no_room
}

# Everything above, in a directory that folds.
all_of_it () {
  local case top=$PWD
  for case in backup_would_be_source suffix_would_be_source guarded \
    guarded_backup link_to_itself one_link two_links other_link replaced "$@"
  do
    # These spell the name of the directory.
    mkdir -p "$top/$case/m"
    cd "$top/$case/m" || return
    "$case"
  done
}

on_ext4 () {
  local said
  truncate -s 16M image
  if ! said=$(mkfs.ext4 -q -O casefold -E encoding=utf8 image 2>&1); then
    skip "cannot make a file system with casefold: $said"
  fi
  mkdir e
  mount_or_skip -t ext4 -o loop image e
  mkdir e/f
  if ! chattr +F e/f 2>/dev/null; then
    skip "chattr has no +F"
  fi
  cd e/f || return
  all_of_it no_room
}

@test "all of this holds on ext4 with casefold" {
  need_command mkfs.ext4
  in_private on_ext4
}

on_xfs () {
  truncate -s 300M image
  mkfs.xfs -q -n version=ci image
  mkdir e
  mount_or_skip -t xfs -o loop image e
  cd e || return
  all_of_it no_room
}

@test "all of this holds on xfs that folds ASCII" {
  need_command mkfs.xfs
  in_private on_xfs
}

# It leaves a name of its own when a name of 255 characters is renamed over.
on_ntfs () {
  truncate -s 16M image
  mkntfs -q -F -f image >/dev/null 2>&1
  serve_by e lowntfs-3g -o ignore_case,no_detach image e
  cd e || return
  all_of_it
}

@test "all of this holds on ntfs-3g that ignores case" {
  need_command lowntfs-3g
  need_command mkntfs
  in_private on_ntfs
}

# --- Names that are too long for a backup ----------------------------------

# Try -b with DESTs of 250 to 255 bytes, with the ends $1, as the command prefix
# $2... .
long_names () {
  local end length control kind name
  for end in x '~' '~~' '.~1~'; do
    for length in 250 253 254 255; do
      printf -v name '%0*d%s' $((length - ${#end})) 0 "$end"
      for control in simple existing numbered; do
        for kind in -P -s; do
          rm -rf t
          mkdir t
          cd t || return
          files a "$name"
          run --separate-stderr "$@" "$FHLN" "$kind" --backup=$control a "$name"
          kept_or_refused a "$name" "$name" \
            || fail "$kind --backup=$control, $length bytes, end '$end'"
          cd ..
        done
      done
    done
  done
}

@test "the backup of a long name is another entry than DEST" {
  long_names
}

@test "the backup of a long name is another entry where none are exchanged" {
  need_strace
  long_names strace -qq -o /dev/null -e inject=renameat2:error=EINVAL
}

# --- Where -s begins -------------------------------------------------------

@test "-s: a backup that the link would lead to is refused from everywhere" {
  mkdir sub
  files sub/b sub/b~
  for text in b~ ./b~ ../sub/b~; do
    try -sb "$text" sub/b
    nothing_changed sub b b~
    ended 1
    try -T -sb "$text" "$PWD/sub/b"
    nothing_changed sub b b~
    ended 1
    try -sb --pairs0-from=<(printf '%s\0sub/b\0' "$text")
    nothing_changed sub b b~
    ended 1
    cd sub
    try -sb "$text" b
    nothing_changed . b b~
    ended 1
    try -sb "$text" ../sub/b
    nothing_changed . b b~
    ended 1
    cd ..
  done
  try -sb "$PWD/sub/b~" sub/b
  nothing_changed sub b b~
  ended 1
}

@test "-s: a link to itself is refused from everywhere" {
  mkdir sub
  files c sub/c
  for text in c ./c ../sub/c "$PWD/sub/c"; do
    for how in -sf -sb; do
      try $how "$text" sub/c
      nothing_changed sub c
      ended 1
      try $how -t sub "$text"
      nothing_changed sub c
      ended 1
      try $how -t sub --files0-from=<(printf '%s\0' "$text")
      nothing_changed sub c
      ended 1
      try $how --pairs0-from=<(printf '%s\0sub/c\0' "$text")
      nothing_changed sub c
      ended 1
      cd sub
      try $how "$text" c
      nothing_changed . c
      ended 1
      cd ..
    done
  done
  reads c
}

@test "-s: what only looks like DEST from here is linked" {
  mkdir sub
  files c sub/c
  try -sf ../c sub/c
  points sub/c ../c
  reads c
  passed
  rm sub/c
  files sub/c sub/d
  cd sub
  try -sf ../c c
  points c ../c
  passed
  cd ..
  try -sf d sub/c
  points sub/c d
  passed
  files sub/e
  try -sf c sub/e
  points sub/e c
  passed
  rm sub/c
  files sub/c
  try -srf c sub/c
  points sub/c ../c
  passed
}

@test "-s: a backup beside a file of the same name elsewhere is made" {
  mkdir sub
  files b~ sub/b
  try -sb ../b~ sub/b
  points sub/b ../b~
  reads sub/b~ b
  reads b~
  passed
}
