#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2034
# Is the cause named on types of file systems that this kernel may lack?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes
load ../lib/guest

setup_file () {
  guest_modules=(exfat minix vfat nls_ascii nls_cp437 nls_utf8)
  guest_programs=(mkfs.exfat:exfatprogs mkfs.vfat:dosfstools
    mkfs.minix:util-linux)
  guest_start
}

teardown_file () {
  guest_stop
}

# make makes a file system of type $1 on m, folding an ext4 that folds case in
# the directory d; each has a file a.
types_shell='
make () {
  truncate -s 8M m.img
  "mkfs.$1" m.img >&2
  mkdir m
  mount -o loop m.img m
  touch m/a
}

folding () {
  disk ext4 8M -O casefold -E "encoding=utf8,encoding_flags=strict"
  mkdir m/d
  chattr +F m/d
  touch m/d/a
}
'

@test "no-hard-links and no-symbolic-links: vfat and exfat" {
  local type
  for type in vfat exfat; do
    guest "$types_shell"'
      make '"$type"'
      link --json m/a m/b'
    because 10 EPERM no-hard-links "$type on '/test/w/m' has no hard links"
    guest "$types_shell"'
      make '"$type"'
      link --json -s a m/b'
    because 10 EPERM no-symbolic-links \
      "$type on '/test/w/m' has no symbolic links"
  done
}

@test "no-hard-links: also where the name would be refused" {
  guest "$types_shell"'
    make vfat
    link --json m/a "m/a:b?"'
  because 10 EPERM no-hard-links "vfat on '/test/w/m' has no hard links"
}

@test "exists-same: vfat and exfat know no case" {
  local type
  for type in vfat exfat; do
    guest "$types_shell"'
      make '"$type"'
      link --json m/a m/A'
    because 3 EEXIST exists-same "'m/A' is this very file, and its only name"
  done
}

@test "invalid-name: exfat does not take what is not UTF-8" {
  local option
  for option in '' -s; do
    guest "$types_shell"'
      make exfat
      link --json '"$option"' m/a "m/$(printf "a\377")"'
    because 1 EOVERFLOW invalid-name "*exfat*"
  done
}

@test "component-too-long: exfat counts characters" {
  guest "$types_shell"'
    make exfat
    link --json m/a "m/$(printf n%.0s {1..300})"'
  because 1 ENAMETOOLONG component-too-long "*300 bytes*too long for exfat*"
}

@test "invalid-name: ext4 that folds case, and is strict" {
  local option
  for option in '' -s; do
    guest "$types_shell"'
      folding
      link --json '"$option"' m/d/a "m/d/$(printf "a\377")"'
    because 1 EINVAL invalid-name "*ext4*"
  done
}

@test "exists-same: ext4 that folds case" {
  guest "$types_shell"'
    folding
    link --json m/d/a m/d/A'
  because 3 EEXIST exists-same "'m/d/A' is this very file, and its only name"
}

@test "too-many-links and component-too-long: the small limits of minix" {
  guest "$types_shell"'
    make minix
    perl -e "link(q(m/a), qq(m/\$_)) for (2 .. 250)"
    link --json m/a m/new'
  because 7 EMLINK too-many-links "'m/a' has 250 links; *"
  guest "$types_shell"'
    make minix
    link --json m/a "m/$(printf n%.0s {1..31})"'
  because 1 ENAMETOOLONG component-too-long "*31 bytes*minix*30"
}
