#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# What of descriptors that have no name and get none, or without /proc?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/descriptors

# --- What has no name and gets none ----------------------------------------

@test "a deleted file gets no new name" {
  files a
  exec 7<a
  rm a
  try --fd 7 b
  holds .
  failed "failed to create hard link 'b' => '7': No such file or directory"
  try --detailed-exit-status --fd 7 b
  exec 7<&-
  failed "failed to create hard link 'b' => '7': No such file or directory" 6
}

@test "a directory is not linked" {
  mkdir d
  exec 7<d
  try --fd 7 b
  exec 7<&-
  holds . d
  failed "7: hard link not allowed for directory"
}

@test "a pipe, a socket and a file in memory get no name: one clear line" {
  exec 7< <(:)
  try --fd 7 b
  exec 7<&-
  holds .
  one_line
  try_with_fd socket - --fd 9 b
  holds .
  one_line
  try_with_fd memory m --fd 9 b
  holds .
  one_line
}

# It failed, and the message is one line but for notes.
one_line () {
  ended 1
  [ -z "$output" ]
  [[ ${stderr_lines[0]} = "$NAME: failed to create hard link 'b' => "* ]]
  errors "${stderr_lines[0]#"$NAME: "}"
}

@test "a descriptor that is not open is told, and nothing is made" {
  for fd in 9 7777 2147483647; do
    try --fd $fd b 9<&-
    holds .
    failed "failed to access '$fd': Bad file descriptor"
    try -f --fd $fd b 9<&-
    holds .
    failed "failed to access '$fd': Bad file descriptor"
  done
}

@test "a file on another file system is not linked" {
  need_other_file_system
  files "$other/a"
  exec 7<"$other/a"
  try --detailed-exit-status --fd 7 b
  exec 7<&-
  holds .
  links "$other/a" 1
  failed "failed to create hard link 'b' => '7': Invalid cross-device link" 4
}

# --- Without /proc ---------------------------------------------------------

# As try, by root with the capabilities $1 (see setpriv), where /proc is what
# the command in $2 makes of an empty directory, and file a of the directory
# above is open on descriptor 7.
try_without_proc () {
  # shellcheck disable=SC2016 # the inner shell expands it
  run --separate-stderr unshare -m --propagation private \
    setpriv --inh-caps="$1" --bounding-set="$1" sh -c '
      make=$1
      shift
      mount -t tmpfs tmpfs /proc && eval "$make" && exec 7<../a && exec "$@"' \
    sh "$2" "$FHLN" "${@:3}"
}

# Make file a and directory d, and go to d.
need_private_proc () {
  need_no_sanitizer "it reads /proc"
  need_command setpriv
  in_private true
  files a
  mkdir d
  cd d || return
}

@test "without privilege and /proc it fails, and nothing is made" {
  need_private_proc
  try_without_proc -dac_read_search : --fd 7 b
  holds .
  links ../a 1
  failed "failed to create hard link 'b' => '7': No such file or directory"
  # With /proc all is well.
  try_without_proc -dac_read_search 'mount -t proc proc /proc' --fd 7 b
  linked ../a b
  passed
}

@test "what is no procfs is not trusted to tell what is open" {
  need_private_proc
  files ../wrong
  # shellcheck disable=SC2016 # the inner shell expands it
  try_without_proc -dac_read_search 'mkdir -p /proc/self/fd &&
    ln -s "$PWD/../wrong" /proc/self/fd/7 && cmp /proc/self/fd/7 ../wrong' \
    --fd 7 b
  holds .
  links ../wrong 1
  links ../a 1
  failed "failed to create hard link 'b' => '7': No such file or directory"
}

@test "with the privilege /proc is not needed" {
  need_private_proc
  try_without_proc +dac_read_search : --fd 7 b
  linked ../a b
  passed
}
