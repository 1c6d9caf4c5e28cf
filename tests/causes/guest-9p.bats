#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2034
# Is the cause named when a 9p server refuses, and is it not guessed?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The server is the QEMU that runs the virtual machine, so that the files lie
# outside it.  A client that keeps no cache knows little.

load ../lib/helper
load ../lib/causes
load ../lib/guest

setup_file () {
  local share=$BATS_FILE_TMPDIR/share name
  guest_modules=(9p 9pnet_virtio)
  guest_programs=()
  mkdir -p "$share"
  chmod 755 "$share"
  mkdir -m 777 "$share/open"
  mkdir -m 555 "$share/555"
  mkdir -m 700 "$share/700"
  touch "$share"/{a,immutable,append-only} "$share"/{open,555,700}/a
  if [ "$(id -u)" -eq 0 ]; then
    chown -R 1000 "$share/open/a" "$share/555"
    chattr +i "$share/immutable" 2>/dev/null || true
    chattr +a "$share/append-only" 2>/dev/null || true
  fi
  guest_devices=()
  for name in share,readonly=off read-only,readonly=on; do
    guest_devices+=(-virtfs
      "local,path=$share,security_model=passthrough,mount_tag=$name")
  done
  guest_start
}

teardown_file () {
  guest_stop
  chattr -ia "$BATS_FILE_TMPDIR"/share/* 2>/dev/null || true
}

nine_shell='
nine () {
  mkdir m
  mount -t 9p -o "trans=virtio,version=9p2000.L${2:+,$2}" "$1" m
}
'

on_9p () {
  guest "$nine_shell$1"
}

refused_by () {
  printf "the 9p server of '/test/w/m' (%s) refused" "$1"
}

need_attributes () {
  if [ "$(lsattr "$BATS_FILE_TMPDIR/share/immutable" 2>/dev/null \
      | cut -c 5)" != i ]; then
    skip 'this file system has no attribute +i'
  fi
}

@test "success, and the server has the new name" {
  on_9p '
    nine share
    link --json m/a m/good'
  ended 0
  says_json 0 outcome linked
  same "$BATS_FILE_TMPDIR/share/a" "$BATS_FILE_TMPDIR/share/good"
}

@test "server-refused: what is immutable or append-only on the server" {
  local file
  need_attributes
  for file in immutable append-only; do
    on_9p '
      nine share
      link --json m/'"$file"' m/new'
    because 5 EPERM server-refused "$(refused_by share)*"
  done
}

@test "server-refused: a share that the server keeps read-only" {
  local option
  for option in '' -s; do
    on_9p '
      nine read-only
      link --json '"$option"' m/a m/new'
    because 9 EROFS server-refused "$(refused_by read-only)*read-only*"
  done
}

@test "read-only-fs: the client's own mount" {
  on_9p '
    nine share ro
    link --json m/a m/new'
  because 9 EROFS read-only-fs "9p on '/test/w/m' is read-only"
}

@test "component-too-long: a name of 300 bytes" {
  on_9p '
    nine share
    link --json m/a "m/$(printf n%.0s {1..300})"'
  because 1 ENAMETOOLONG component-too-long "*300 bytes*"
}

@test "server-refused: or modes that this system has not cached" {
  need_root 'the files belong to others'
  on_9p '
    nine share
    as=$ann
    link --json m/555/a m/555/b'
  because 5 EACCES server-refused "$(refused_by share)*or this machine did*"
  on_9p '
    nine share
    as=$ann
    link --json m/700/a m/open/b'
  because 5 EACCES server-refused "$(refused_by share)*"
}

@test "server-refused: or fs.protected_hardlinks, for owners not cached" {
  need_root 'the files belong to others'
  on_9p '
    echo 1 >/proc/sys/fs/protected_hardlinks
    nine share
    as=$ann
    link --json m/a m/open/b'
  because 5 EPERM server-refused "$(refused_by share)*or this machine did*"
}

@test "source-directory: as on any file system" {
  on_9p '
    nine share
    link --json m/open m/new'
  because 5 EPERM source-directory "'m/open' is a directory*"
}

@test "other-file-system: the client knows both mounts" {
  on_9p '
    nine share
    link --json m/a b'
  because 4 EXDEV other-file-system "'m/a' is on 9p at '/test/w/m', *"
}
