#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2154
# Is a link looked at after it was made, where --verify asks for that?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/folding
load ../lib/descriptors
load ../lib/handles

setup () {
  common_setup
}

# Links are made by the emulation $1 from now on.
emulated () {
  need_no_sanitizer 'it must be the first library'
  need_tool emulate.so
  need_shared 'loads no library'
  as=(env "EMULATE=$1" "LD_PRELOAD=$tool")
}

# The note is $1.
noted () {
  [ "${stderr_lines[1]}" = "$NAME: note: $1" ]
}

# As try, where links are emulated.
try_there () {
  run --separate-stderr "${as[@]}" "$FHLN" "$@"
}

@test "a link that is one passes, in every form" {
  files a old
  mkdir d
  try --verify a b
  passed
  linked a b
  try --verify -v a d
  passed "'d/a' => 'a'"
  try --verify -f a old
  passed
  links a 4
  try --verify -sv a s
  passed "'s' -> 'a'"
  points s a
  try --verify -sf b s
  passed
  points s b
  printf 'a\0x\0a\0y\0' | try --verify --pairs0-from=-
  passed
  links a 6
  try --verify -R d e
  passed
  links a 7
  try --verify --if-exists=same --json a b
  says_json 0 outcome already
}

@test "a symbolic link that is followed, and one that is not" {
  files a
  ln -s a s
  try --verify s t
  passed
  same s t
  try --verify -L s b
  passed
  linked a b
}

@test "a descriptor" {
  files a
  need_platform 'it links no descriptor'
  try_with_fd path a --verify --fd 9 b
  passed
  linked a b
}

@test "a handle" {
  files a
  need_handles
  need_privilege
  handle_of a
  try --verify --handle "$handle" b
  passed
  linked a b
}

@test "a copy is no link" {
  files a
  emulated copy
  try_there --verify a b
  ended 1
  says "'b' was not linked to 'a', although the system reported success"
  noted "what was made instead is a regular file of its own, as a copy is; it was left there"
  reads b a
  untouched a
  try_there a c
  passed
  apart a c
}

@test "a symbolic link is no link" {
  files a
  emulated symlink
  try_there --verify --json a b
  ended 1
  says_json 0 outcome failed
  says_json 0 errno EIO
  says_json 0 step link
  says_json 0 cause not-linked
  says_json 0 note 'what was made instead is a symbolic link; it was left there'
  points b a
}

@test "nothing is no link" {
  files a
  emulated nothing
  try_there --verify a b
  ended 1
  says "'b' was not linked to 'a', although the system reported success"
  noted 'nothing is there under the new name'
  holds . a
}

@test "with -f and -b DEST is not touched" {
  local how
  files a old
  for how in copy symlink nothing; do
    emulated "$how"
    for option in -f -b --backup=numbered; do
      try_there --verify $option a old
      ended 1
      says "'old' was not linked to 'a', although the system reported success"
      [[ $stderr != *'left there'* ]]
      holds . a old
      untouched a old
    done
  done
}

@test "a stream goes on after a link that is none" {
  files a b
  emulated copy
  printf 'a\0x\0b\0y\0' >list
  try_there --verify --json --pairs0-from=list
  ended 1
  [ "${#lines[@]}" -eq 2 ]
  says_json 0 cause not-linked
  says_json 1 cause not-linked
}

@test "in a tree, each file is looked at" {
  mkdir s
  (cd s && files a b)
  emulated copy
  try_there --verify -R --json s d
  ended 1
  [ "$(grep -c '"cause":"not-linked"' <<<"$output")" -eq 2 ]
  holds d a b
}

copies () {
  files a
  # Not when the copy is made.
  touch -d @1000000000 ../back/a
  try --verify a b
  ended 1
  says "'b' was not linked to 'a', although the system reported success"
  reads b a
  links ../back/a 1
}

@test "a server that makes a copy is found out" {
  on_server --copies copies
}

numbered () {
  files a old
  try --verify a b
  linked ../back/a ../back/b
  [ "$stderr" = "$NAME: warning: 'b' could not be verified: here a server may give each name of a file a number of its own" ]
  try --verify --json -f a old
  ended 0
  says_json 0 outcome replaced
  says_json 0 cause unverified
  links ../back/a 3
  holds . a b old
}

@test "where a server numbers each name, the link is made and unverified" {
  on_server --own-inodes numbered
}

# Two calls more, and none without the option.
@test "two looks are what it costs" {
  need_command strace
  need_no_sanitizer 'makes calls of its own'
  files a
  traced --verify a b
  passed
  [ "$(grep -cE '^(statx|newfstatat|fstatat64)\([^,]*, "[ab]"' \
    "$BATS_TEST_TMPDIR/trace")" -eq 2 ]
  traced a c
  passed
  run ! grep -E '^(statx|newfstatat|fstatat64)\([^,]*, "[ac]"' \
    "$BATS_TEST_TMPDIR/trace"
}
