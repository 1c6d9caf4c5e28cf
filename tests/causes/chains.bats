#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Does the note say where a chain of symbolic links ends, and which of them
# leaves the directory that a name must stay beneath?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes
load ../lib/explained

# --- Links that lead to links ----------------------------------------------

@test "dangling-symlink: a link to a link to nothing" {
  local what
  files a
  ln -s l2 l1
  ln -s nope l2
  for what in 'l1/x b' '-L l1 b' 'a l1/b'; do
    # shellcheck disable=SC2086 # they are several
    link --json $what
    explained 6 ENOENT dangling-symlink "'l1' is a symbolic link to 'l2', \
which leads to 'nope', which does not exist"
  done
  link --json -L l2 b
  explained 6 ENOENT dangling-symlink \
    "'l2' is a symbolic link to 'nope', which does not exist"
  holds . a l1 l2
}

@test "dangling-symlink: the second link is in another directory" {
  local what
  files a
  mkdir e
  ln -s e/l4 l3
  ln -s gone e/l4
  for what in '-L l3 b' 'a l3/b'; do
    # shellcheck disable=SC2086 # they are several
    link --json $what
    explained 6 ENOENT dangling-symlink "'l3' is a symbolic link to 'e/l4', \
which leads to *gone', which does not exist"
  done
}

@test "missing-component: the links of a chain lead to what is there" {
  mkdir d
  ln -s d l2
  ln -s l2 l1
  link --json l1/no b
  explained 6 ENOENT missing-component "*no'*"
  not_noted '*symbolic link to*'
}

@test "a link to a link to a file is no obstacle" {
  files a
  ln -s a l2
  ln -s l2 l1
  link --json -L l1 b
  made
  linked a b
}

# --- Links of procfs, which lead anywhere ----------------------------------

need_magic () {
  need_platform 'it has no openat2'
  if ! [ -e /proc/self/fd ]; then
    skip 'needs /proc'
  fi
  files a
}

@test "leaves-directory: with --beneath, at a link of procfs" {
  local where what
  need_magic
  where=${PWD#/}
  cd /
  for what in "-L proc/self/fd/7 $where/b" \
      "-L proc/self/cwd/$where/a $where/b" \
      "proc/self/cwd/$where/a $where/b" "-L proc/self/exe $where/b" \
      "$where/a proc/self/cwd/$where/b"; do
    # shellcheck disable=SC2086 # they are several
    link --json --beneath $what 7<"$BATS_TEST_TMPDIR/w/a"
    explained 5 EXDEV leaves-directory "*leaves the directory*"
  done
  cd "$BATS_TEST_TMPDIR/w"
  holds . a
}

@test "leaves-directory: with --beneath, by a name that begins at the root" {
  need_magic
  ln -s /proc/self/cwd/a out
  link --json --beneath -L out b
  explained 5 EXDEV leaves-directory "*leaves the directory*"
}

@test "symlink-loop: with --beneath, a circle is not called a way out" {
  files a
  ln -s loop loop
  link --json --beneath -L loop/x b
  explained 1 ELOOP symlink-loop "*'loop'*"
}

@test "symbolic-link-refused: with --no-symlinks, a link of procfs too" {
  need_magic
  cd /
  link --json --no-symlinks -L proc/self/fd/7 b 7<"$BATS_TEST_TMPDIR/w/a"
  explained 5 ELOOP symbolic-link-refused "*is a symbolic link"
}

# --- A name with a slash at its end ----------------------------------------

@test "dest-trailing-slash: a symbolic link is not told of hard links" {
  files a
  link --json -s f new/
  explained 6 ENOENT dest-trailing-slash "'new/' ends in '/'*"
  not_noted '*a hard link*'
  link --json a new/
  explained 6 ENOENT dest-trailing-slash "'new/' ends in '/'*"
  mkdir new
  link --json -s f new/
  made
}
