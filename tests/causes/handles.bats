#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Is the cause named when a file handle does not lead to a file?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes

@test "handle-privilege: --via-handle and --handle of an ordinary user" {
  need_user 'may not open by handle'
  local handle
  files a
  handle=$("$FHLN" --print-handle a) || skip 'no handles here'
  link --via-handle a b
  told 5 'Operation not permitted' \
    'opening a file by its handle needs CAP_DAC_READ_SEARCH'
  link --handle "$handle" b
  told 5 'Operation not permitted' \
    'opening a file by its handle needs CAP_DAC_READ_SEARCH'
  holds . a
}

@test "handle-privilege: root of a user namespace" {
  need_reach
  chmod 777 .
  files a
  chown 65534 a
  inside 'as="$nobody unshare -r"; $as true || exit 77
    link --via-handle a b'
  told 5 'Operation not permitted' \
    'opening a file by its handle needs CAP_DAC_READ_SEARCH'
}

@test "stale-handle: of a deleted file" {
  inside_as_root 'opens a file by handle' '
    mkdir m
    mount -t tmpfs none m
    touch m/a
    handle=$("$PROGRAM" --print-handle m/a)
    rm m/a
    link --handle "$handle" m/b'
  told 6 'Stale file handle' "the handle names no file on tmpfs at '$here/m': \
deleted, or from another file system"
}

@test "foreign-handle: of another file system" {
  inside_as_root 'opens a file by handle' '
    mkdir m n
    mount -t tmpfs none m
    mount -t tmpfs none n
    touch m/a
    link --handle "$("$PROGRAM" --print-handle m/a)" n/b'
  told 4 'Invalid cross-device link' "the handle belongs to another file \
system than tmpfs on '$here/n'"
}

@test "other-file-system: by --via-handle, too" {
  inside_as_root 'opens a file by handle' '
    mkdir m n
    mount -t tmpfs none m
    mount -t tmpfs none n
    touch m/a
    link --via-handle m/a n/b'
  told 4 'Invalid cross-device link' "'m/a' is on tmpfs at '$here/m', 'n' on \
tmpfs at '$here/n'"
}

@test "source-deleted: the file of a handle is only open" {
  inside_as_root 'opens a file by handle' '
    mkdir m
    mount -t tmpfs none m
    touch m/a
    handle=$("$PROGRAM" --print-handle m/a)
    exec 5<m/a
    rm m/a
    link --handle "$handle" m/b'
  ended 6
  case ${stderr_lines[0]} in
    *': No such file or directory')
      [ "${stderr_lines[1]}" = "$NAME: note: the file of the handle has been \
deleted, and no link can bring it back" ] ;;
    *': Stale file handle')
      [ "${stderr_lines[1]}" = "$NAME: note: the handle names no file on tmpfs \
at '$here/m': deleted, or from another file system" ] ;;
    *) false ;;
  esac
}

@test "no-handles: procfs, to print and to link" {
  link --print-handle /proc/self/status
  told 1 'Operation not supported' "proc on '/proc' has no file handles"
  link --via-handle /proc/self/status b
  told 1 'Operation not supported' "proc on '/proc' has no file handles"
}

@test "no-handles: the file system of the new name" {
  need_root 'opens a file by handle'
  if ! [ -d /sys/kernel ]; then
    skip 'needs sysfs on /sys'
  fi
  link --handle 0000000000000000:1:0011223344556677 /sys/kernel/b
  [ "$status" -ne 0 ]
  [ "${stderr_lines[1]}" = "$NAME: note: sysfs on '/sys' has no file handles" ] \
    || [ "${stderr_lines[1]}" = "$NAME: note: the handle belongs to another \
file system than sysfs on '/sys'" ]
}

@test "missing-component: the new name's directory, with --handle" {
  link --handle 0000000000000000:1:0011223344556677 d/b
  told 6 'No such file or directory' "'d' does not exist"
}
