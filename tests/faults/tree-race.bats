#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Is a tree of links what it must be while others change both trees?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/tools/tree-race.c changes them, and judges; its head tells how.

load ../lib/helper

# Race the program with each of 1, 2 and 8 workers, and the arguments: $1 runs
# of each.
raced () {
  local runs=$1 jobs found here=$PWD
  shift
  need_tool tree-race
  in_memory
  for jobs in 1 2 8; do
    mkdir race
    cd race || return
    found=0
    "$tool" --runs="$runs" "$FHLN" -R --jobs="$jobs" "$@" s d >judgement \
      || found=$?
    if [ "$found" -ne 0 ]; then
      fail "$(cat judgement said)"
    fi
    undisturbed
    cd ..
    rm -rf race
  done
  cd "$here" || return
}

# When nobody changes them any more, the same makes the whole tree.
undisturbed () {
  rm -rf d
  exits 0 -R s d
  cmp <(looks_of s) <(looks_of d)
}

looks_of () {
  (cd "$1" && find . -printf '%p %y %m %T@ %U:%G ' \
    \( -type d -printf '\n' -o -printf '%i\n' \) | sort)
}

@test "-R while others change both trees" {
  raced 100
}

@test "-R -f while others change both trees" {
  raced 60 -f
}

@test "-R -b while others change both trees" {
  raced 30 -b
}

@test "-R --json while others change both trees" {
  raced 30 --json
}

# Half of the runs find a tree to fill.
@test "-R --shard while others change both trees" {
  raced 60 --shard=1/1
  raced 60 --shard=2/3
}

# Two directories on each side are open then, and others are returned to.
@test "-R with 24 descriptors while others change both trees" {
  ulimit -n 24 2>/dev/null || skip "this limit cannot be set"
  need_no_sanitizer "has descriptors of its own"
  raced 60
}
