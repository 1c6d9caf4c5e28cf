#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2034,SC2153,SC2154
# What of servers that keep attributes by name, or refuse names?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/folding

# --- Attributes that a server keeps by name --------------------------------

counts_are_old () {
  files a
  cat a >/dev/null
  try a b
  passed
  for how in --if-exists=same -f; do
    try $how a b
    linked ../back/a ../back/b
    holds . a b
    passed
    try $how b a
    linked ../back/a ../back/b
    passed
  done
  try -b a b
  links ../back/a 3
  same ../back/a ../back/b~
  passed
  try -f a ./a
  says "'a' and './a' are the same file"
  ended 1
  try --if-exists=same a a
  ended 1
  links ../back/a 3
}

@test "one link in a server's cache is no proof of one entry" {
  on_server --cache counts_are_old
}

on_bindfs () {
  mkdir back
  serve_by m bindfs -f back m
  cd m || return
  counts_are_old
}

@test "one link in the cache of bindfs is no proof of one entry" {
  need_command bindfs
  in_private on_bindfs
}

numbers_differ () {
  files a old
  try a b
  passed
  for how in -f -f -b; do
    try $how a b
    same ../back/a ../back/b
    passed
  done
  links ../back/a 3
  rm b~
  try -f a old
  linked_back
  passed
  try -f a ./a
  ended 1
  linked_back
  holds . a b old
}

linked_back () {
  same ../back/a ../back/b
  same ../back/a ../back/old
  links ../back/a 3
}

@test "-f where each name has an inode of its own succeeds and leaves none" {
  on_server --own-inodes numbers_differ
}

# Write the lock of the cookbook to the file withlock.
write_lock () {
  sed -n '/^This is the file withlock:$/,/^\.Ed$/p' \
    "$BATS_TEST_DIRNAME/../../man/fhln.cookbook.7" \
    | sed -e '/^This is\|^\.[BE]d/d' -e "s/\\\\(aq/'/g" -e 's/\\-/-/g' \
      -e 's/\\e/\\/g' >withlock
  grep -q fhln withlock
}

locks () {
  mkdir bin
  "$FHLN" -s "$FHLN" bin/fhln
  PATH=$PWD/bin:$PATH
  for i in 1 2 3; do
    run timeout 20 sh ../withlock lock echo held
    [ "$status" -eq 0 ]
    [ "$output" = held ]
    holds . bin
  done
}

@test "the cookbook's lock is given back where numbers or counts are a server's" {
  need_command timeout
  write_lock
  on_server --cache locks
  rm -r back m
  on_server --own-inodes locks
  rm -r back m
  on_server --rules=lie:link:EEXIST locks
}

# --- Names that a file system does not take --------------------------------

without_dots () {
  files a n
  ln a b
  for how in --if-exists=same -f; do
    try $how a b
    linked a b
    passed
  done
  try -f a n
  passed
  same a n
  links a 3
  mkdir d
  try --probe a d
  passed "possible: 'a' into 'd'"
  holds . a b n d
  holds d
}

@test "a file system that refuses dots has its entries told apart" {
  on_server --no-dots without_dots
}

cut_names () {
  local name
  name=x$(printf '\303\251%.0s' {1..127})
  files a "$name"
  for control in simple numbered; do
    try --backup=$control a "$name"
    kept_or_refused a "$name" "$name"
    rm -f -- *
    files a "$name"
  done
}

@test "a shortened backup that is not UTF-8 is not made, and nothing is lost" {
  on_server --utf8=EILSEQ cut_names
  rm -r back m
  on_server --utf8=EINVAL cut_names
}
